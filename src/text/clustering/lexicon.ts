import { stem, splitWords, type Language } from "../terms";

/**
 * Words with the same meaning in search queries, in general English and Spanish; the first of a line represents all.
 * Regular plurals need no entry. A single word on a line represents itself, to keep it apart from a plural with
 * another meaning.
 */
const synonymLines = `
  treats
  symptom sign sintoma signo
  bleeding bleed spotting haemorrhage hemorrhage sangrado
  treatment treat treating treated remedy cure relief relieve reliever soothe alleviate tratamiento remedio
  medicine medication meds medicament medicamento drug
  natural naturally holistic homeopathic homeopathy herbal organic
  doctor physician specialist specialize specializing practitioner medico
  gynecologist gynaecologist gynecology obgyn ginecologo
  cost price pricing expensive fee precio coste costo
  cheap cheapest affordable inexpensive budget barato
  definition define defined meaning mean significado definicion significa
  start starting started begin beginning began onset commence empieza empezar comienza
  end ending ended finish finishes finished termina
  age aged old older edad edades
  lose losing loss lost perder perdida adelgazar
  gain gaining gained ganar
  weight pounds lbs kilos peso
  diet dieting dieta
  woman women female lady mujer mujeres
  man men male guy hombre
  child children kid nino
  baby infant newborn bebe
  sex sexual sexually intercourse libido sexo
  odor odour smell smelly stink
  fatigue fatigued tired tiredness exhaustion exhausted
  itch itchy itching itchiness
  pain painful ache aching sore soreness tender tenderness discomfort hurt dolor dolores
  belly stomach tummy abdomen abdominal
  period menstruation menstrual menses menstruating menstruate menstruacion
  pregnant pregnancy embarazo embarazada
  ovary ovarian
  uterus uterine womb
  vagina vaginal vaginally
  dizziness dizzy
  anxiety anxious
  depression depressed depressive
  supplement vitamin multivitamin suplemento vitamina
  tablet pill capsule
  food eat eating eaten comida alimentos
  picture photo image pic
  difference different compare comparison versus diferencia
  buy purchase buying bought comprar
  near nearby nearest cerca
  review rating opinion
  fix repair repairing fixing
  replace replacement replacing swap substitute substitution exchange
  car automobile vehicle auto coche
  movie film pelicula
  song music
  job career employment
  salary wage income earnings
  house home casa
  phone smartphone cellphone mobile
  stage phase fase etapa
  trip travel traveling travelling viaje viajar
  meal dinner lunch supper
  cancel cancellation cancelling
  refund reimbursement
  deliver delivery delivered shipping shipped shipment
  package parcel
  recipe receta
  exercise workout exercising ejercicio
  beginner novice
  lawyer attorney abogado
  dog puppy perro
  cat kitten gato
  fraud fraudulent scam
  language idioma
  luggage suitcase baggage
`;

/** Words that say little about the subject of a query: they have reduced weight. */
const weakWords = splitWords(`
  able actual adult adults after ano anos average avoid bad before beginner best better big buena bueno can
  cause caused causes change changes changing cheap child close closer common complete customer day days
  deal dia dias different does during easy effect effects experience feel feeling feels find first free full
  good great guide help helped helping helps high idea ideas identify important increase information issue
  issues kid large last level levels list little live long look looking low main many mejor mejores month
  months new next normal number often online open people percent person place possible prepare present
  problem problems quick reason reasons related remain right show side simple small special statement
  statements sudden suddenly switch thing time times tip tips today top total type types typical used useful
  user usual week weeks without woman work working works worst year years
`);

/** Prefixes that form compounds: "peri menopause" is "perimenopause", and "hypo…" is no misspelling of "hyper…". */
export const prefixes = splitWords(`
  anti auto bi co counter cyber de dis eco ex extra hetero homo hyper hypo il im in infra inter intra ir kilo macro mega meta
  micro mid mini mis mono multi nano neo non omni out over para per peri poly post pre pro proto pseudo psycho re retro
  semi socio sub super tele trans tri ultra un under uni up
`);

/** The intent of a query, by its wording. */
export const intentLexicon: { name: string; label: string; pattern: RegExp }[] = [
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
      /^(?:what(?:s| is| are)(?: a| an| the)? \S+(?: \S+)?$|define |que es )| que es$|\b(?:meaning|definition)\b|what does .*\bmean\b/,
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
  const [head = "", ...others] = splitWords(line);
  for (const word of [head, ...others]) {
    for (const form of [word, `${word}s`, word.replace(/y$/, "ies")])
      if (!lexemes.has(form)) lexemes.set(form, head);
  }
}

/** The stemmed representative of a word and its synonyms. */
export function canonicalStem(token: string, language: Language): string {
  const head = lexemes.get(token);
  return head === undefined ? stem(token, language) : stem(head);
}

/** All words with a synonym. */
export const synonyms = [...lexemes.keys()];

export const weakStems = new Set(weakWords.flatMap((word) => [word, canonicalStem(word, "english")]));
