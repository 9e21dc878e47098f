import { splitWords } from "../../text/terms";

const countable = new Set(
  splitWords(`
    account agency air-conditioner alternative apartment app appliance attorney backpack bag battery bed bike blender book
    boot brand broker browser builder bulb business cake calculator camera camp car card cause chair chart checklist clinic
    coach company computer consultant contractor cookie counselor course cream credit-card cruise cup cycle dashboard deck
    degree dentist desk device diet dietitian doctor dog door dress drink dryer electrician engine exercise exam facial fan
    fee flash flight food forum framework freelancer fridge fryer game garden gift gluten-free grill guide guitar gummy
    gynecologist handbag hat headache headphone heater hobby home hospital hotel house idea injection invoice jacket job kit
    knife lamp laptop lawn lawyer lender lesson library loan logo machine maker mattress method microphone microwave mistake
    model moisturizer monitor mortgage myth naturopath nurse nutritionist office oven package pajama pellet pen pet phase
    phone physician pill pillow plan plant platform plugin plumber podcast policy pool practitioner printer product program
    project provider question rate recipe refrigerator remedy restaurant review router rug sandwich scale scanner school
    scooter screen shampoo shoe shop sign skill sofa software-tool speaker specialist stage statistic store strategy stroller
    subscription supplement supplier symptom table tablet tent test theme therapist tip tool toy tracker trainer treadmill
    tree trip tutorial vacation vacuum van vest video vitamin wallet washer watch website wedding widget worker workout
  `),
);
const irregular: Record<string, string> = {
  man: "men",
  woman: "women",
  child: "children",
  person: "people",
  knife: "knives",
};
const pluralWords = new Set([
  "men",
  "women",
  "children",
  "people",
  "feet",
  "teeth",
  "knives",
  "data",
  "criteria",
]);
const notPlural = /(?:ss|us|is|ics|news|series|species|diabetes|rabies)$/;
const joint =
  /^(?:of|for|in|on|during|after|before|with|without|to|at|from|by|near|vs|that|who|specializing|specialising|over|under|when|while)$/;

/** Where the head noun of a phrase stands: "signs" in "signs of menopause". */
function headAt(words: string[]): number {
  const end = words.findIndex((word, i) => i > 0 && joint.test(word));
  return (end === -1 ? words.length : end) - 1;
}

const isPluralWord = (word: string) =>
  pluralWords.has(word) || (/[^s]s$/.test(word) && !notPlural.test(word));

export type Noun = { text: string; plural: boolean };

function pluralOf(word: string): string {
  if (irregular[word]) return irregular[word];
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}

const isCountable = (word: string) =>
  countable.has(word) || /(?:ologist|therapist|specialist|ician)$/.test(word);

/** The phrase as one speaks of the thing in general: "hot flashes" for "hot flash", "menopause" for "menopause". */
export function inGeneral(phrase: string, counted = false): Noun {
  const words = phrase.split(" ");
  const at = headAt(words);
  const head = words[at] ?? "";
  const coordinated = words.slice(0, at).includes("and") || words.slice(0, at).includes("or");
  if (coordinated || isPluralWord(head)) return { text: phrase, plural: true };
  if (!counted && !isCountable(head)) return { text: phrase, plural: false };
  return { text: words.with(at, pluralOf(head)).join(" "), plural: true };
}

/** One of them, without article: "menopause specialist" for "menopause specialists"; null for what is not counted. */
export function oneOf(phrase: string): string | null {
  const words = phrase.split(" ");
  const at = headAt(words);
  const head = words[at] ?? "";
  if (isCountable(head)) return phrase;
  const singulars = [head.replace(/ies$/, "y"), head.replace(/es$/, ""), head.replace(/s$/, "")];
  const singular = singulars.find((word) => word !== head && isCountable(word));
  return singular === undefined ? null : words.with(at, singular).join(" ");
}
