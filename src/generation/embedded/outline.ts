import type { Domain } from "./domains";
import {
  type Aspect,
  aspectOrder,
  aspects,
  asked,
  healthAsk,
  ownHeadings,
  phraseHeadings,
  phraseQuestions,
  type SectionKind,
  sharedHeadings,
} from "./headings";
import { oneOf, type Noun } from "./nouns";
import { headingOf, kinds, readPhrase, type Kind, type Phrase } from "./phrases";
import { render, topicSlots } from "./render";
import type { Seed } from "./seed";
import { overlap, stemsOf } from "./wording";

type OutlineHeading = { text: string; kind: SectionKind };
/** `asking`: every heading is a question. */
type OutlineOptions = { asking: boolean; domain: Domain };

/** A heading for a keyword: the question itself, or a frame around the thing; null where neither can be told. */
export function headingFor(phrase: Phrase, noun: Noun | null, asking: boolean, seed: Seed): string | null {
  if (!phrase.sound) return null;
  if (phrase.form === "question" || (phrase.form === "how_to" && !asking)) return headingOf(phrase);
  if (noun === null) return null;
  const one = phrase.noun === null ? null : oneOf(phrase.noun);
  const slots = { ...topicSlots(noun), ...(one === null ? {} : { one }) };
  const questions = phraseQuestions[phrase.kind] ?? ["What should you know about {topic}?"];
  const frames = seed.shuffle(asking ? questions : phraseHeadings[phrase.kind]);
  return frames.map((frame) => render(frame, slots, seed)).find((text) => text !== null) ?? null;
}

/** Headings that suit any keyword of a kind: two or three of its own first, then one an aspect. */
export function outlineOf(
  kind: Kind,
  topic: Noun,
  { asking, domain }: OutlineOptions,
  seed: Seed,
): OutlineHeading[] {
  const slots = topicSlots(topic);
  const write = (frame: string, about: SectionKind) => ({
    text: render(frame, slots, seed) ?? frame,
    kind: about,
  });
  const frames = (aspect: Aspect) =>
    aspect === "ask" && domain === "health" ? healthAsk : sharedHeadings[aspect];
  const own = asking ? [asked[kind]] : seed.shuffle(ownHeadings[kind]).slice(0, 3);
  return [
    ...own.slice(0, 2).map((frame) => write(frame, kind)),
    ...aspectOrder[kind].map((aspect) => write(asking ? asked[aspect] : seed.pick(frames(aspect)), aspect)),
    ...own.slice(2).map((frame) => write(frame, kind)),
  ];
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

/** A pattern for what a heading frame can have become. */
function patternOf(frame: string): RegExp {
  const literal = frame
    .split(/\{[^}]*\}/)
    .map((part) => part.toLowerCase().replace(/[.*+?^$()[\]\\|]/g, "\\$&"));
  return new RegExp(`^${literal.join(".*")}$`);
}

const known: [RegExp, SectionKind][] = [
  ...kinds.map((kind) => [[...ownHeadings[kind], asked[kind]], kind] as const),
  ...aspects.map((aspect) => [[...sharedHeadings[aspect], asked[aspect]], aspect] as const),
  [healthAsk, "ask" as SectionKind] as const,
].flatMap(([frames, kind]) => frames.map((frame) => [patternOf(frame), kind] as [RegExp, SectionKind]));

const told: [RegExp, SectionKind][] = [
  [/\bsources?\b|\bevidence\b|\bresearch\b|\btrust\b/, "sources"],
  [/\bmistakes?\b|\bpitfalls?\b|go wrong|\bavoid\b.*\berrors?\b/, "mistakes"],
  [/\bdecid|\bchoos|right for you|fits you\b/, "decide"],
  [/\btrack|write down|\bdiary\b|\brecord\b|\bjournal\b/, "track"],
  [/questions to ask|what to ask|talk(?:ing)? to|when to (?:see|call|seek)/, "ask"],
  [/\bplan\b|get started|getting started|first (?:few )?weeks?\b|next steps?\b/, "plan"],
  [/\bmyths?\b|half-truths|misconceptions?|\bclaims\b/, "myths"],
  [/\bdiffer\b|\bvar(?:y|ies)\b|your situation|who is it for|depends on/, "context"],
];

/** Made by `outlineOf`, and not from a keyword. */
export const isOutlineHeading = (heading: string) =>
  known.some(([pattern]) => pattern.test(heading.toLowerCase().trim()));

/** What a section is about, told from its heading. */
export function kindOfHeading(heading: string): SectionKind {
  const text = heading.toLowerCase().trim();
  const kind = [...known, ...told].find(([pattern]) => pattern.test(text))?.[1];
  if (kind !== undefined) return kind;
  if (/^what .+ means?$/.test(text)) return "definition";
  return readPhrase(heading.split(": ")[0] ?? heading).kind;
}
