import { canonicalStem } from "./lexicon";
import { splitWords } from "../terms";

/** Everyday topics of search queries with their words: connects "rhubarb" and "edamame". */
const wordsOfTopics: Record<string, string> = {
  "Food and Drink": `
    food meal recipe fruit vegetable vegetables meat beef steak chicken pork lamb turkey bacon ham sausage
    fish salmon tuna shrimp egg eggs milk cheese yogurt butter bread toast bagel rice pasta noodles pizza
    burger sandwich taco potato potatoes corn bean beans lentil lentils chickpeas soy soya tofu tempeh
    edamame nut nuts almond almonds walnut walnuts peanut peanuts cashew seed seeds flaxseed chia oat oats
    oatmeal quinoa cereal apple apples banana bananas berry berries strawberry strawberries blueberry
    blueberries raspberry raspberries cranberry cherry cherries peach pear plum mango pineapple watermelon
    melon orange oranges lemon lime grape grapes grapefruit kiwi fig figs pomegranate coconut avocado tomato
    tomatoes onion garlic ginger spinach broccoli kale carrot carrots cabbage cauliflower celery cucumber
    lettuce asparagus zucchini pumpkin beet beets mushroom mushrooms rhubarb fennel honey sugar salt vinegar
    mayonnaise ketchup mustard chocolate cake cupcake pie cookie cookies candy dessert dairy gluten protein
    carbs fiber calorie calories nutrition nutritional nutrient nutrients breakfast snack snacks smoothie
    soup salad sauce spice spices cinnamon coffee tea matcha caffeine alcohol wine beer vodka whiskey
    cocktail juice kombucha drink drinks drinking soda restaurant cook cooking bake baking grill
  `,
  Diet: `
    diet fasting keto ketogenic paleo vegan vegetarian mediterranean carnivore calorie calories nutrition
    nutritionist dietitian
  `,
  "Supplements and Herbs": `
    supplement mineral minerals b6 b12 d3 k2 biotin niacin folate folic iron zinc calcium magnesium
    potassium selenium iodine omega probiotic probiotics prebiotic collagen creatine glucosamine chondroitin
    melatonin coq10 berberine inositol resveratrol quercetin carnitine lysine electrolytes isoflavones
    antioxidant antioxidants gummies gummy herb herbs herbal ginkgo biloba ginseng turmeric curcumin
    ashwagandha maca moringa cohosh primrose valerian chamomile lavender echinacea elderberry sage clover
    rhodiola nettle wort thistle saffron spirulina chlorella psyllium cbd hemp dhea
  `,
  Medication: `
    medicine tablet prescription dose dosage otc antibiotic antibiotics antidepressant antidepressants
    antihistamine painkiller painkillers ibuprofen aspirin paracetamol acetaminophen naproxen statin statins
    metformin insulin lisinopril omeprazole prednisone gabapentin ssri sertraline fluoxetine zoloft prozac
    xanax adderall viagra ozempic semaglutide wegovy mounjaro tirzepatide zepbound glp1 steroid steroids
    injection injections ointment inhaler vaccine vaccines
  `,
  Hormones: `
    hormone hormonal estrogen estradiol estriol progesterone progestin progestogen medroxyprogesterone
    norethindrone testosterone cortisol prolactin fsh tsh lh hrt endocrine endocrinologist adrenal dhea
    bioidentical
  `,
  Thyroid: `
    thyroid hypothyroidism hyperthyroidism hypothyroid hyperthyroid underactive overactive hashimoto graves
    thyroxine levothyroxine tsh goiter
  `,
  "Mental Health": `
    anxiety depression stress stressed mood moods moody swings panic ocd adhd autism bipolar schizophrenia
    rage anger angry irritability emotion emotional emotions mental psychology psychological psychiatrist
    therapist loneliness grief burnout trauma ptsd suicidal crying
  `,
  "Brain and Memory": `
    brain memory fog concentration dementia alzheimer cognitive cognition forgetful forgetfulness mind
    neurology neurologist
  `,
  Sleep: `
    sleep sleeping sleepless insomnia nap snore snoring dream dreams nightmare nightmares bedtime mattress
    pillow pajamas pyjamas melatonin apnea
  `,
  "Fatigue and Energy": `
    fatigue energy lethargy lethargic sleepy drowsy burnout weakness
  `,
  Digestion: `
    bloat bloated bloating gassy flatulence constipation diarrhea nausea vomiting belly gut bowel ibs
    digestion digestive indigestion heartburn reflux hemorrhoids colonoscopy
  `,
  "Skin and Nails": `
    skin rash acne pimple pimples blackheads eczema psoriasis itch wrinkle wrinkles moisturizer moisturiser
    sunscreen facial face nail nails hives rosacea dermatologist skincare serum retinol
  `,
  Hair: `
    hair hairs shampoo scalp bald baldness frizzy curly haircut haircuts hairstyle hairstyles conditioner
    dandruff alopecia eyebrows eyelashes beard
  `,
  "Sweat and Body Odor": `
    sweat sweats sweating sweaty odor deodorant antiperspirant armpit armpits perspiration hygiene
  `,
  "Heart and Blood": `
    heart cholesterol blood hypertension palpitations palpitation pulse cardio cardiac cardiovascular
    cardiologist stroke artery arteries circulation anemia glucose diabetes diabetic insulin
  `,
  "Bones and Joints": `
    bone bones joint joints knee knees hip hips shoulder shoulders neck leg legs foot feet ankle ankles
    wrist elbow muscle muscles tendon spine arthritis osteoporosis osteopenia sciatica fracture stiffness
    stiff backache
  `,
  "Head and Senses": `
    headache headaches migraine migraines head dizziness vertigo tinnitus ear ears hearing eye eyes vision
    nose nasal nosebleed nosebleeds sinus rhinitis throat tongue mouth tooth teeth gums dental lips taste
  `,
  Nerves: `
    nerve nerves neuropathy tingling numbness numb shingles
  `,
  Breathing: `
    breath breathing breathless breathlessness lung lungs asthma cough wheezing apnea bronchitis pneumonia
  `,
  Breasts: `
    breast breasts nipple nipples mammogram bra
  `,
  Bladder: `
    bladder urinary urine incontinence uti utis kidney kidneys urination pee leakage genitourinary cystitis
  `,
  "Women's Health": `
    uterus ovary cervix cervical vagina vulva clitoris clitoral fibroid fibroids cyst cysts endometriosis
    endometrial endometrium pcos polycystic hysterectomy polyp polyps pelvic pap discharge labia
    gynecologist
  `,
  "Pregnancy and Fertility": `
    pregnant fertility fertile infertility ovulation ovulate conceive conception ivf birth contraception
    contraceptive miscarriage trimester midwife breastfeeding
  `,
  Menstruation: `
    period bleeding pms tampon tampons cramps cramping menarche
  `,
  "Sex and Intimacy": `
    sex orgasm orgasms intimacy horny arousal erection erectile masturbation lubricant lube foreplay condom
    condoms
  `,
  Fitness: `
    exercise yoga pilates gym fitness running jogging walking swimming crossfit stretching stretch vest
    dumbbell dumbbells kettlebell treadmill marathon biking weightlifting
  `,
  Animals: `
    dog cat horse horses bird birds rabbit rabbits cow cows pig pigs goat sheep duck whale whales dolphin
    dolphins shark elephant elephants giraffe monkey monkeys ape apes gorilla gorillas chimpanzee
    chimpanzees orangutan orangutans lion lions tiger bear bears wolf fox deer pet pets animal animals
    hamster reptile snake turtle parrot veterinarian vet
  `,
  "Books, Shows and Media": `
    book books novel podcast podcasts movie musical show shows tv series video videos youtube tiktok
    instagram facebook documentary episode magazine newspaper news article blog album lyrics commercial
    advert spotify netflix hulu crossword trivia meme celebrity influencer author interview broadway concert
    concerts theatre theater tickets nytimes npr bbc cnn forum reddit story stories
  `,
  "Doctors and Clinics": `
    doctor gynecologist clinic clinics hospital hospitals therapist nurse nurses dentist surgeon pharmacist
    pharmacy naturopath dietitian nutritionist psychologist counselor midwife
  `,
  Tests: `
    test tests testing tested kit scan ultrasound mri xray biopsy screening calculator checklist
    questionnaire quiz indicator
  `,
  Surgery: `
    surgery surgical surgeries hysterectomy mastectomy implant implants transplant surgeon
  `,
  "Products and Shopping": `
    product products brand brands store stores shop shopping amazon walmart costco ikea gnc cvs walgreens
    coupon coupons discount discounts sale wholesale unboxing gift gifts
  `,
  Clothing: `
    clothes clothing dress dresses pajamas pyjamas shirt shirts shoe shoes sneakers boots bra jeans jacket
    coat socks hat swimsuit outfit outfits
  `,
  "Meaning and Translation": `
    definition translate translation sentence pronunciation pronounce synonym synonyms spelling vocabulary
    hindi nepali urdu tamil bengali telugu marathi spanish french german arabic chinese japanese korean
    italian russian portuguese greek latin
  `,
  Science: `
    physiology pathophysiology mechanism etiology icd diagnosis diagnostic guidelines nursing mnemonic
    statistics stats study studies research pubmed biology chemistry physics psychology
  `,
  Money: `
    money bank banking loan loans mortgage mortgages credit debit invest investing investment investments
    stock stocks crypto bitcoin retirement pension 401k ira salary debt payment payments tax taxes finance
    financial savings interest apr
  `,
  Cars: `
    car tire tires engine battery brake brakes mileage mechanic transmission garage truck trucks motorcycle
    suv tesla toyota honda ford
  `,
  Travel: `
    trip flight flights airline airlines airport hotel hotels visa passport luggage vacation holiday
    holidays cruise tour tours itinerary resort resorts beach beaches taxi train trains
  `,
  "House and Garden": `
    house kitchen bathroom bedroom furniture sofa paint painting plumbing plumber roof roofing floor
    flooring cleaning vacuum garden gardening lawn plant plants flowers decor renovation
  `,
  Technology: `
    computer laptop phone app apps software website internet wifi password email server cloud database
    programming android iphone keyboard monitor printer camera
  `,
  Work: `
    job resume interview salary office remote hiring boss employer employee freelance
  `,
  Education: `
    school schools college colleges university course courses degree degrees class classes student students
    teacher teachers exam exams homework scholarship scholarships tutor
  `,
  Law: `
    lawyer court law laws legal lawsuit divorce contract custody visa immigration
  `,
  Weather: `
    weather rain snow forecast temperature storm hurricane sunny humidity
  `,
  Family: `
    wedding marriage husband wife relationship dating child baby parent parents parenting toddler mother
    father
  `,
  Games: `
    game games gaming xbox playstation nintendo minecraft fortnite chess poker puzzle puzzles
  `,
  Sports: `
    football soccer basketball baseball tennis golf hockey cricket rugby olympics
  `,
};

/** All words that indicate a topic. */
export const topicWords = Object.values(wordsOfTopics).flatMap(splitWords);

const topicsByWord = new Map<string, string[]>();
for (const [topic, list] of Object.entries(wordsOfTopics)) {
  for (const term of new Set(splitWords(list).map((word) => canonicalStem(word, "english")))) {
    topicsByWord.set(term, [...(topicsByWord.get(term) ?? []), topic]);
  }
}

export const topicsOfTerm = (term: string): string[] => topicsByWord.get(term) ?? [];
