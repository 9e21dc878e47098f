import { stem, wordsOf } from "./terms";

/** Words that mean the same in a search query; the first of a line stands for all. General English and Spanish. */
const synonymLines = `
  symptom sign sintoma sintomas signo signos indication manifestation
  bleeding bleed bleeds spotting spots haemorrhage hemorrhage sangrado
  treatment treat treating treated remedy remedies cure relief relieve reliever soothe alleviate tratamiento tratamientos remedio remedios
  medicine medication medications medicines meds medicament medicamento medicamentos drug drugs
  natural naturally holistic homeopathic homeopathy herbal organic
  doctor doctors dr physician specialist specialists specialize specializing practitioner practitioners medico medicos
  gynecologist gynecologists gynaecologist gynecology obgyn ginecologo
  cost price prices pricing costs expensive fee fees precio precios coste costo
  cheap cheapest affordable inexpensive budget barato
  definition define defined definitions meaning meanings mean means significado definicion significa
  start starts starting started begin begins beginning began onset commence empieza empezar comienza
  end ends ending ended finish finishes finished termina
  age ages aged old older edad edades
  lose losing loses loss lost perder perdida
  gain gains gaining gained ganar
  weight pounds lbs kilos peso
  diet diets dieting dieta dietas
  woman women female females lady ladies mujer mujeres
  man men male males guy guys hombre hombres
  child children kid kids nino ninos
  baby babies infant infants newborn bebe
  sex sexual sexually intercourse libido sexo
  odor odors odour odours smell smells smelly stink
  fatigue fatigued tired tiredness exhaustion exhausted
  itch itchy itching itchiness
  pain pains painful ache aches aching sore soreness tender tenderness discomfort hurt hurts dolor dolores
  belly stomach tummy abdomen abdominal
  period periods menstruation menstruations menstrual menses menstruating menstruate menstruacion
  pregnant pregnancy pregnancies embarazo embarazada
  ovary ovaries ovarian
  uterus uterine womb
  vagina vaginal vaginally
  dizziness dizzy
  anxiety anxious
  depression depressed depressive
  supplement supplements vitamin vitamins multivitamin multivitamins suplemento suplementos vitamina vitaminas
  tablet tablets pill pills capsule capsules
  food foods eat eating eaten comida alimentos
  picture pictures photo photos image images pic pics
  difference different differences compare comparison versus diferencia
  buy purchase buying bought comprar
  near nearby nearest cerca
  review reviews rating ratings opinion opinions
  fix repair repairs repairing fixing
  replace replacement replacing swap substitute substitutes substitution exchange
  car cars automobile vehicle vehicles auto coche
  movie movies film films pelicula
  song songs music
  job jobs career careers employment
  salary wage wages income earnings
  house houses home homes casa
  phone phones smartphone cellphone mobile
  stage phase fase etapa
  trip trips travel traveling travelling viaje viajes viajar
  luggage suitcase baggage suitcases bag bags
  meal meals dinner lunch supper
  cancel cancellation cancelling
  refund reimbursement
  deliver delivery delivered shipping shipped shipment
  package parcel
  timezone timezones
  recipe recipes receta recetas
  exercise exercises workout workouts exercising ejercicio ejercicios
  beginner beginners novice
  lawyer lawyers attorney attorneys abogado
  laptop laptops notebook
  dog dogs puppy puppies perro perros
  cat cats kitten kittens gato gatos
  fraud fraudulent scam scams
  decline declined rejected
  funny humor humorous laugh joke jokes
  language languages idioma
  voice accent
`;

/** Words that say little about the subject of a query: they count for a part of their weight. */
const weakWords = wordsOf(`
  woman people adult adults person child kid user customer beginner
  able actual after avoid bad before best better big can cause causes caused change changes changing cheap common complete
  day days deal different does during easy effect effects experience feel feels feeling find first free full good great guide
  help helps helped helping high idea ideas identify important increase information issue issues large last level levels
  list little live long look looking low main many month months natural new next no number often old online open people
  percent person place possible prepare present problem problems quick reason reasons related remain right show side simple small
  special start statement statements stop sudden suddenly support switch thing time times tip tips today top total treat type types used
  useful usual week weeks without woman work working works worst year years average normal typical
  mejor mejores bueno buena dia dias ano anos
`);

/** Word beginnings that form compounds: "peri menopause" is "perimenopause", and "hypo…" is no misspelling of "hyper…". */
export const prefixes = wordsOf(`
  anti auto bi co counter cyber de dis eco ex extra hetero homo hyper hypo il im in infra inter intra ir kilo macro mega meta
  micro mid mini mis mono multi nano neo non omni out over para per peri poly post pre pro proto pseudo psycho re retro
  semi socio sub super tele trans tri ultra un under uni up
`);

/** What a query asks for, told from its wording. */
export const intents: { name: string; label: string; pattern: RegExp }[] = [
  { name: "when", label: "asks when", pattern: /\b(when|what age|which age|how old|cuando|que edad)\b/ },
  {
    name: "duration",
    label: "asks how long",
    pattern: /\b(how long|how many (?:days|weeks|months|years)|cuanto (?:dura|tiempo))\b/,
  },
  {
    name: "definition",
    label: "asks what it is",
    pattern:
      /^(?:what(?:s| is| are)(?: a| an| the)? \S+(?: \S+)?$|define |que es )|\b(?:meaning|definition)\b|what does .*\bmean\b/,
  },
  {
    name: "recognise",
    label: "asks how to tell",
    pattern: /\bhow (?:do|can|will|would|to|does)(?: \w+)? (?:know|tell)\b|^(?:am i|como saber)\b/,
  },
  {
    name: "age",
    label: "names an age",
    pattern:
      /\b(?:at|age|aged|over|under|after|before|by|turning|los) [2-9]\d\b|\b[2-9]\d (?:and|years? old)\b/,
  },
  { name: "price", label: "asks the price", pattern: /\b(?:how much (?:is|are|does|do)|cuanto cuesta)\b/ },
];

const lexemes = new Map<string, string>();
for (const line of synonymLines.trim().split("\n")) {
  const [head = "", ...others] = wordsOf(line);
  for (const word of [head, ...others]) {
    for (const form of [word, stem(word)]) if (!lexemes.has(form)) lexemes.set(form, head);
  }
}

/** The word that stands for a word and its synonyms, stemmed. */
export function canonicalStem(token: string, language: "english" | "spanish"): string {
  const stemmed = stem(token, language);
  const head = lexemes.get(token) ?? lexemes.get(stemmed);
  return head === undefined ? stemmed : stem(head);
}

export const isKnownWord = (token: string) => lexemes.has(token);

export const weakStems = new Set(weakWords.flatMap((word) => [word, canonicalStem(word, "english")]));
