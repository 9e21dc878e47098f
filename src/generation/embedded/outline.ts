import { oneOf, type Noun } from "./nouns";
import { headingOf, kinds, readPhrase, type Kind, type Phrase } from "./phrases";
import { render, topicSlots } from "./render";
import type { Seed } from "./seed";
import { overlap, stemsOf } from "./wording";

/** Angles that suit any topic. */
export const aspects = ["sources", "mistakes", "decide", "track", "ask", "plan", "myths", "context"] as const;
export type Aspect = (typeof aspects)[number];
export type SectionKind = Kind | Aspect;

const own: Record<Kind, [string, string]> = {
  definition: ["What {topic} mean{s} in plain terms", "Where the definition gets blurry"],
  signs: ["Which signs deserve attention", "Telling one sign from another"],
  timing: ["What a typical range can tell you", "Why timing varies so much"],
  causes: ["Possible explanations and how to sort them", "How to narrow down the cause"],
  relief: ["The main kinds of options", "How to weigh one option against another"],
  comparison: ["The differences that matter", "Where the two overlap"],
  best: ["Criteria that separate good from popular", "How to build a shortlist"],
  cost: ["What goes into the price", "Costs that are easy to miss"],
  how_to: ["Before you start", "The steps in order"],
  local: ["Where to look nearby", "What to check before you book"],
  yes_no: ["The short answer and its limits", "What the answer depends on"],
  test: ["What a result can and can't tell you", "How to prepare for a test"],
  general: ["The basics, without the jargon", "Why this topic matters"],
};

const shared: Record<Aspect, [string, string]> = {
  sources: ["How to judge what you read", "Which sources to trust"],
  mistakes: ["Common mistakes to avoid", "Where people go wrong"],
  decide: ["How to decide what fits you", "A simple way to decide"],
  track: ["What to write down and track", "Keeping a simple record"],
  ask: ["Questions to ask a professional", "What to ask before you commit"],
  plan: ["A plan for the first few weeks", "How to get started"],
  myths: ["Claims to treat with care", "Myths and half-truths"],
  context: ["Why experiences differ", "How your situation changes the answer"],
};

/** Which aspects follow the kind's own two headings, in order. */
const order: Record<Kind, Aspect[]> = {
  definition: ["context", "myths", "sources", "ask", "track", "mistakes", "plan", "decide"],
  signs: ["track", "context", "ask", "myths", "sources", "plan", "mistakes", "decide"],
  timing: ["context", "track", "myths", "ask", "sources", "plan", "mistakes", "decide"],
  causes: ["track", "ask", "context", "mistakes", "sources", "myths", "plan", "decide"],
  relief: ["decide", "sources", "ask", "track", "mistakes", "context", "plan", "myths"],
  comparison: ["decide", "context", "mistakes", "ask", "sources", "track", "myths", "plan"],
  best: ["decide", "mistakes", "sources", "ask", "myths", "context", "track", "plan"],
  cost: ["decide", "ask", "mistakes", "plan", "context", "sources", "track", "myths"],
  how_to: ["plan", "mistakes", "track", "context", "decide", "sources", "ask", "myths"],
  local: ["ask", "decide", "mistakes", "plan", "sources", "context", "track", "myths"],
  yes_no: ["context", "sources", "myths", "ask", "track", "decide", "mistakes", "plan"],
  test: ["decide", "ask", "context", "track", "mistakes", "sources", "myths", "plan"],
  general: ["context", "decide", "mistakes", "sources", "track", "ask", "plan", "myths"],
};

const phraseFrames: Record<Kind, string[]> = {
  definition: ["What {topic} mean{s}", "{topic}, explained simply"],
  signs: ["{topic}: what to look for", "How to recognize {topic}", "{topic}"],
  timing: ["{topic}: how to read the numbers", "{topic} in context"],
  causes: ["{topic}: how to sort them", "{topic}"],
  relief: ["{topic}: what to compare", "Where {topic} fit{s} in", "{topic}"],
  comparison: ["{topic}: how to tell them apart"],
  best: ["How to compare {topic}", "{topic} worth comparing"],
  cost: ["What drives {topic}", "{topic} in context"],
  how_to: ["A realistic approach to {topic}", "{topic}"],
  local: ["How to find {a:one}", "{topic}: where to look"],
  yes_no: ["{topic}"],
  test: ["What {a:one} can tell you", "{topic}: what to expect"],
  general: ["{topic}", "{topic}: what to know", "Making sense of {topic}"],
};

/** A heading for a keyword: the question itself, or a frame around the thing. */
export function headingFor(phrase: Phrase, noun: Noun | null, seed: Seed): string | null {
  if (!phrase.sound) return null;
  if (phrase.form !== "noun") return headingOf(phrase);
  if (noun === null) return null;
  const one = phrase.noun === null ? null : oneOf(phrase.noun);
  const slots = { ...topicSlots(noun), ...(one === null ? {} : { one }) };
  return (
    seed
      .shuffle(phraseFrames[phrase.kind])
      .map((frame) => render(frame, slots, seed))
      .find((text) => text !== null) ?? null
  );
}

export type Heading = { text: string; kind: SectionKind };

/** Headings that suit any keyword of a kind, without end: its own first, then the aspects. */
export function outlineOf(kind: Kind, topic: Noun, seed: Seed): Heading[] {
  const slots = topicSlots(topic);
  const first = own[kind].map((frame) => ({ text: render(frame, slots, seed) ?? frame, kind }));
  const rest = order[kind].map((aspect) => ({ text: seed.pick(shared[aspect]), kind: aspect }));
  return [...first, ...rest];
}

/** Keeps the headings that say something the ones before do not. */
export function distinctHeadings<T extends { text: string }>(headings: T[]): T[] {
  const kept: { heading: T; stems: Set<string> }[] = [];
  for (const heading of headings) {
    const stems = stemsOf(heading.text);
    const known = kept.some(
      (other) =>
        other.heading.text === heading.text || (stems.size > 0 && overlap(stems, other.stems) > 0.74),
    );
    if (!known) kept.push({ heading, stems });
  }
  return kept.map(({ heading }) => heading);
}

const aspectWords: [RegExp, SectionKind][] = [
  [/\bsources?\b|\bevidence\b|\bresearch\b|judge what you read|\btrust\b/, "sources"],
  [/\bmistakes?\b|\bpitfalls?\b|go wrong|\bavoid\b.*\berrors?\b/, "mistakes"],
  [/\bdecid|\bchoos|right for you|fits you\b/, "decide"],
  [/\btrack|write down|\bdiary\b|\brecord\b|\bjournal\b/, "track"],
  [/questions to ask|what to ask|talk(?:ing)? to|when to (?:see|call|seek)/, "ask"],
  [/\bplan\b|get started|getting started|first (?:few )?weeks?\b|next steps?\b/, "plan"],
  [/\bmyths?\b|half-truths|misconceptions?|\bclaims\b/, "myths"],
  [/\bdiffer\b|\bvar(?:y|ies)\b|your situation|who is it for|depends on/, "context"],
];

const ownKinds = new Map<string, SectionKind>(
  [
    ...kinds.map((kind) => [own[kind], kind] as const),
    ...aspects.map((aspect) => [shared[aspect], aspect] as const),
  ].flatMap(([texts, kind]) => texts.map((text) => [text.toLowerCase(), kind] as [string, SectionKind])),
);

/** What a section is about, told from its heading. */
export function kindOfHeading(heading: string): SectionKind {
  const text = heading.toLowerCase();
  const known = ownKinds.get(text) ?? aspectWords.find(([pattern]) => pattern.test(text))?.[1];
  if (known !== undefined) return known;
  if (/^what .+ means? in plain terms$|^what .+ means?$/.test(text)) return "definition";
  return readPhrase(heading.split(": ")[0] ?? heading).kind;
}
