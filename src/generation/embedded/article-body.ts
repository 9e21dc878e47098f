import { countWords, escapeHtml } from "../../text/html";
import type { ArticleInput } from "../functions";
import type { Noun } from "./nouns";
import { kindOfHeading, type SectionKind } from "./outline";
import { headingOf, type Phrase, questionOf } from "./phrases";
import { render, topicSlots } from "./render";
import type { Seed } from "./seed";
import { angles, closings, faqAnswers, fillers, frames, openings } from "./sentences";
import { sentenceWords } from "./wording";

type Plan = {
  input: ArticleInput;
  topic: Noun;
  lead: Phrase;
  phrases: Phrase[];
  headings: string[];
  seed: Seed;
};
type Writer = { next(kind: SectionKind): string; from(pool: string[], most: number): string[] };

const FAQ_SHARE = 0.18;
const INTRO_WORDS = 70;
const CLOSING_WORDS = 60;
const MIN_FOR_FAQ = 500;
const LIST_EVERY = 3;
/** How often the primary keyword may stand in a hundred words. */
const DENSITY = 0.012;

/** The article's HTML: an introduction, the sections, a FAQ where it is asked for, and a closing. */
export function bodyOf(plan: Plan): string {
  const { input, headings } = plan;
  const writer = writerFor(plan);
  const blocks: string[] = [];
  const words = () => countWords(blocks.join(" ").replace(/<[^>]+>/g, " "));
  blocks.push(paragraph(opening(plan, writer)));
  const faq = input.include_faq && input.word_count >= MIN_FOR_FAQ ? faqOf(plan, writer) : [];
  const reserved = countWords(faq.join(" ").replace(/<[^>]+>/g, " ")) + CLOSING_WORDS;
  const shown = headings.slice(0, Math.max(2, Math.floor((input.word_count - INTRO_WORDS) / 70)));
  shown.forEach((heading, n) => {
    const left = input.word_count - reserved - words();
    blocks.push(...section(heading, left / (shown.length - n), n, writer));
  });
  const closing = writer.from(closings, 3);
  blocks.push(...faq, "<h2>Where to go from here</h2>", paragraph(closing));
  while (words() < input.word_count * 0.95)
    blocks.push(paragraph([writer.next("decide"), writer.next("plan"), writer.next("ask")]));
  return blocks.join("\n");
}

function opening({ lead, topic }: Plan, writer: Writer): string[] {
  const [first, ...rest] = writer.from(openings, 4);
  const named = [first, ...rest].some((text) => text?.toLowerCase().includes(lead.keyword.toLowerCase()));
  const bridge = `Here is what to know about ${spoken(lead)}.`;
  return [first ?? `About ${topic.text}.`, ...(named ? [] : [bridge]), ...rest];
}

function section(heading: string, budget: number, n: number, writer: Writer): string[] {
  const kind = kindOfHeading(heading);
  const blocks = [`<h2>${escapeHtml(heading)}</h2>`];
  let left = budget - countWords(heading);
  const take = (most: number) => {
    const sentences: string[] = [];
    while (sentences.length < most && left > 8) {
      const sentence = writer.next(kind);
      left -= countWords(sentence);
      sentences.push(sentence);
    }
    return sentences;
  };
  blocks.push(paragraph(take(3)));
  for (let turn = 1; left > 12; turn++) {
    if (turn > 1 && turn % 4 === 0 && left > 120) {
      blocks.push("<h3>In practice</h3>".replace("In practice", subheads[(turn / 4 - 1) % subheads.length]!));
      left -= 3;
    }
    const isList = (turn + n) % LIST_EVERY === 0 && left > 40;
    const sentences = take(isList ? 4 : 3);
    if (sentences.length) blocks.push(isList ? list(sentences) : paragraph(sentences));
  }
  return blocks;
}

const subheads = [
  "In practice",
  "What to keep in mind",
  "A closer look",
  "Details that matter",
  "One step further",
];

function faqOf({ phrases, lead, input, seed }: Plan, writer: Writer): string[] {
  const questions = phrases.filter((phrase) => phrase.form === "question" && phrase.sound).map(headingOf);
  const made = [
    `Where should I start with ${sentenceWords(lead.noun ?? lead.keyword)}?`,
    "How do I know that a source is reliable?",
    "When is it worth asking a professional?",
  ];
  const most = Math.max(2, Math.min(5, Math.round((input.word_count * FAQ_SHARE) / 45)));
  const all = [...new Set([...questions, ...made])].slice(0, most);
  const answers = seed.shuffle(faqAnswers);
  return [
    "<h2>Frequently asked questions</h2>",
    ...all.flatMap((question, n) => [
      `<h3>${escapeHtml(question)}</h3>`,
      paragraph([answers[n % answers.length]!, ...(n >= answers.length ? [writer.next("ask")] : [])]),
    ]),
  ];
}

/** Hands out sentences, none of them twice; the section's own first, then fillers, of which there is no end. */
function writerFor({ input, topic, lead, phrases, seed }: Plan): Writer {
  const used = new Set<string>();
  const pools = new Map<SectionKind, string[]>();
  const searches = searchesOf(phrases, topic);
  const most = Math.max(4, Math.floor(input.word_count * DENSITY));
  let turns = 0;
  let named = 0;
  const base = {
    ...topicSlots(topic),
    primary: spoken(lead),
    structure: nameOf(input.content_structure),
  };
  const fill = (frame: string): string | null => {
    if (frame.includes("{topic}") && ++named > most) return null;
    const slots = {
      ...base,
      kw: searches[turns++ % searches.length]!,
      angle: seed.pick(angles as [string, ...string[]]),
    };
    const text = render(frame, slots, seed);
    if (text === null || used.has(text)) return null;
    used.add(text);
    return text;
  };
  const endless = (): string => {
    for (let tries = 0; tries < 400; tries++) {
      const text = fill(seed.pick(fillers as [string, ...string[]]));
      if (text) return text;
    }
    turns += 1;
    return `Note ${turns}: write down what is still open, and come back to it with fresh eyes.`;
  };
  const next = (kind: SectionKind): string => {
    if (!pools.has(kind)) pools.set(kind, seed.shuffle(frames[kind]));
    const pool = pools.get(kind)!;
    // Own sentences and fillers take turns, so that a long section does not end in fillers alone.
    while (pool.length && seed.next() < 0.75) {
      const text = fill(pool.pop()!);
      if (text) return text;
    }
    return endless();
  };
  const from = (pool: string[], count: number) => {
    const texts: string[] = [];
    for (const frame of pool[0] === openings[0]
      ? seed.shuffle(pool.slice(0, 4)).concat(pool.slice(4))
      : seed.shuffle(pool)) {
      const text = texts.length < count ? fill(frame) : null;
      if (text) texts.push(text);
    }
    return texts;
  };
  return { next, from };
}

/** A keyword inside a sentence: a question stands in quotation marks. */
const spoken = (phrase: Phrase) =>
  phrase.form === "noun" ? sentenceWords(phrase.keyword) : `“${questionOf(phrase)}”`;

/** What stands for "another search". */
function searchesOf(phrases: Phrase[], topic: Noun): string[] {
  const others = phrases
    .slice(1)
    .filter((phrase) => phrase.sound)
    .map((phrase) => `“${questionOf(phrase)}”`);
  return others.length > 1
    ? others
    : [...others, "the topic", "this question", topic.plural ? "these" : "this subject"];
}

const nameOf = (structure: string) => (structure === "general" ? "article" : structure.replaceAll("_", " "));
const paragraph = (sentences: string[]) => `<p>${escapeHtml(sentences.join(" "))}</p>`;
const list = (sentences: string[]) =>
  `<ul>\n${sentences.map((text) => `<li>${escapeHtml(text)}</li>`).join("\n")}\n</ul>`;
