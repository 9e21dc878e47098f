import { canonicalStem } from "./clustering-lexicon";
import { wordsOf } from "./terms";

/** Everyday fields of search queries with the words that tell them: what joins "rhubarb" and "edamame". */
const topicWords: Record<string, string> = {
  "Food and Drink": `food meal recipe fruit vegetable vegetables meat beef chicken pork turkey fish salmon tuna egg eggs milk cheese yogurt
    butter bread rice pasta potato bean beans lentil lentils soy soya tofu edamame nut nuts almond almonds walnut seed seeds
    flaxseed chia oats quinoa apple banana berry berries orange lemon grape grapefruit avocado tomato onion garlic ginger
    spinach broccoli kale carrot cabbage mushroom rhubarb honey sugar salt chocolate cake cookie candy dairy gluten nutrition
    nutritional nutrient nutrients protein carbs fiber calorie calories breakfast snack smoothie soup salad sauce spice cinnamon pepper
    fennel coffee tea caffeine alcohol wine beer juice drink drinks drinking soda restaurant cook cooking bake baking`,
  Diet: `diet fasting keto paleo vegan vegetarian mediterranean calorie calories nutrition nutritionist dietitian carnivore`,
  "Supplements and Herbs": `supplement mineral minerals b6 b12 d3 k2 biotin folate folic iron zinc calcium magnesium potassium selenium
    iodine omega probiotic probiotics prebiotic collagen creatine glucosamine melatonin coq10 isoflavones antioxidant antioxidants
    gummies gummy herb herbs herbal ginkgo biloba ginseng turmeric curcumin ashwagandha maca moringa cohosh primrose valerian
    chamomile lavender echinacea sage clover rhodiola raspberry nettle wort cbd hemp spirulina dhea succinate`,
  Medication: `medicine tablet prescription dose dosage antibiotic antibiotics antidepressant antidepressants ibuprofen aspirin
    paracetamol acetaminophen statin statins metformin ozempic semaglutide wegovy mounjaro tirzepatide zepbound glp1 prednisone steroid
    steroids injection injections patch patches cream creams gel ointment pellet pellets inhaler otc counter vaccine ssri gabapentin
    medroxyprogesterone`,
  Hormones: `hormone hormonal estrogen estradiol progesterone progestin progestogen progesteron medroxyprogesterone testosterone cortisol fsh tsh lh
    hrt endocrine endocrinologist adrenal dhea bioidentical`,
  Thyroid: `thyroid hypothyroidism hyperthyroidism hypothyroid underactive overactive hashimoto thyroxine levothyroxine tsh goiter`,
  "Mental Health": `anxiety depression stress stressed mood moody swings panic ocd adhd autism bipolar rage anger angry irritability emotion emotional emotions
    mental psychology psychological psychiatrist therapist loneliness grief burnout trauma ptsd suicidal crying`,
  "Brain and Memory": `brain memory fog concentration focus dementia alzheimer cognitive cognition forgetful forgetfulness mind neurology`,
  Sleep: `sleep sleeping sleepless insomnia nap snore snoring dream dreams nightmare nightmares bedtime mattress pillow pajamas pyjamas melatonin apnea`,
  "Fatigue and Energy": `fatigue energy lethargy sleepy drowsy burnout exhaustion weakness`,
  Digestion: `bloat bloated bloating gas gassy flatulence constipation diarrhea nausea vomiting belly gut bowel ibs digestion digestive
    indigestion heartburn reflux stool hemorrhoids`,
  "Skin and Nails": `skin rash acne pimple pimples eczema psoriasis itch wrinkle wrinkles moisturizer moisturiser sunscreen face facial nail nails
    hives rosacea dermatologist skincare serum blackheads`,
  Hair: `hair hairs shampoo scalp bald baldness frizzy curly haircut hairstyle conditioner alopecia eyebrows eyelashes beard`,
  "Sweat and Body Odor": `sweat sweats sweating sweaty odor deodorant antiperspirant armpit armpits perspiration hygiene`,
  "Heart and Blood": `heart cholesterol blood pressure hypertension palpitations palpitation pulse cardio cardiac cardiovascular cardiologist stroke
    artery circulation anemia sugar glucose diabetes diabetic insulin`,
  "Bones and Joints": `bone bones joint joints knee hip hips shoulder shoulders back neck leg legs foot feet ankle wrist elbow muscle muscles tendon spine
    arthritis osteoporosis osteopenia sciatica fracture stiffness stiff`,
  "Head and Senses": `headache headaches migraine migraines head dizziness vertigo tinnitus ear ears hearing eye eyes vision nose nasal nosebleed
    nosebleeds sinus rhinitis throat tongue mouth tooth teeth gums dental lips taste`,
  Nerves: `nerve nerves neuropathy tingling numbness numb pins needles burning shingles`,
  Breathing: `breath breathing breathless breathlessness lung lungs asthma cough wheezing apnea`,
  Breasts: `breast breasts nipple nipples mammogram bra`,
  Bladder: `bladder urinary urine incontinence uti utis kidney kidneys urination pee leakage genitourinary`,
  "Women's Health": `uterus ovary cervix cervical vagina vulva clitoris clitoral fibroid fibroids cyst cysts endometriosis endometrial endometrium pcos polycystic
    hysterectomy polyp polyps pelvic pap discharge labia gynecologist`,
  "Pregnancy and Fertility": `pregnant fertility fertile infertility ovulation ovulate conceive conception ivf birth labor contraception contraceptive
    miscarriage trimester midwife breastfeeding`,
  Menstruation: `period cycle bleeding bleed spotting pms tampon tampons cramps menarche`,
  "Sex and Intimacy": `sex orgasm libido desire intimacy horny arousal erection erectile masturbation lubricant lube jelly foreplay squirt`,
  Fitness: `exercise yoga pilates gym training fitness running jogging walking swimming stretching stretch vest dumbbell dumbbells treadmill`,
  Animals: `dog cat horse horses bird birds rabbit cow cows pig goat sheep whale whales dolphin elephant elephants monkey monkeys ape apes gorilla
    chimpanzee orangutan lion tiger bear pet pets animal animals hamster reptile snake turtle parrot`,
  "Books, Shows and Media": `book books podcast podcasts movie musical show shows tv series video videos youtube documentary episode magazine newspaper news
    article blog album lyrics commercial advert spotify netflix crossword trivia meme celebrity influencer author interview broadway
    concert theatre theater tickets nytimes npr bbc cnn oprah forum reddit story stories`,
  "Doctors and Clinics": `doctor gynecologist clinic clinics hospital therapist nurse nurses dentist surgeon pharmacist pharmacy naturopath dietitian nutritionist
    psychologist counselor midwife provider providers certified`,
  Tests: `test tests testing tested kit scan ultrasound mri xray biopsy screening calculator checklist questionnaire quiz scale indicator`,
  Surgery: `surgery surgical operation hysterectomy removal removing implant implants transplant`,
  "Products and Shopping": `product products brand brands store stores shop shopping amazon walmart costco gnc cvs walgreens coupon discount sale unboxing gift gifts
    wholesale`,
  Clothing: `clothes clothing dress dresses pajamas pyjamas shirt shirts shoes bra jeans jacket socks hat swimsuit outfit`,
  "Meaning and Translation": `definition translate translation sentence pronunciation pronounce synonym synonyms spelling vocabulary hindi nepali urdu tamil
    bengali telugu marathi spanish french german arabic chinese japanese italian russian portuguese`,
  Science: `physiology pathophysiology mechanism etiology icd code diagnosis diagnostic guidelines nursing mnemonic statistics stats study studies
    research pubmed psychology biology chemistry`,
  Money: `money bank banking loan loans mortgage credit debit invest investing investment stock stocks crypto retirement pension 401k ira
    salary debt payment tax taxes finance financial savings interest apr`,
  Cars: `car tire tires engine battery brake brakes mileage mechanic transmission garage truck trucks motorcycle suv tesla toyota honda ford`,
  Travel: `trip flight flights airline airlines airport hotel hotels visa passport luggage vacation holiday cruise tour tours itinerary resort beach
    taxi train`,
  "House and Garden": `house kitchen bathroom bedroom furniture sofa paint painting plumbing plumber roof roofing floor flooring cleaning vacuum garden gardening
    lawn plant plants flowers decor renovation`,
  Technology: `computer laptop phone app apps software website internet wifi password email server cloud database programming android iphone
    windows keyboard monitor printer camera`,
  Work: `job resume interview salary office remote hiring boss employer employee freelance`,
  Education: `school college university course courses degree class classes student students teacher exam homework scholarship tutor`,
  Law: `lawyer court law laws legal lawsuit divorce contract custody visa immigration`,
  Weather: `weather rain snow forecast temperature storm hurricane sunny humidity`,
  Family: `wedding marriage husband wife relationship dating child baby parent parents parenting toddler mother father`,
  Games: `game games gaming xbox playstation nintendo minecraft fortnite chess poker puzzle`,
  Sports: `football soccer basketball baseball tennis golf hockey cricket rugby olympics`,
};

export const topics = Object.keys(topicWords);
const topicsOf = new Map<string, string[]>();
for (const [topic, list] of Object.entries(topicWords)) {
  for (const term of new Set(wordsOf(list).map((word) => canonicalStem(word, "english")))) {
    topicsOf.set(term, [...(topicsOf.get(term) ?? []), topic]);
  }
}

export const topicVocabulary = new Set(Object.values(topicWords).flatMap(wordsOf));
export const topicsOfTerm = (term: string): string[] => topicsOf.get(term) ?? [];
