import { cleanKeyword } from "../../text/csv/cells";
import { isStopWord, tokenize } from "../../text/terms";
import { countWords } from "../../text/html/html";
import type { ArticleInput } from "../functions";
import { joinLeading, leadingWords } from "./candidates";
import { domainOf, type Domain } from "./domains";
import { aspects, type SectionKind } from "./headings";
import { inGeneral, type Noun } from "./nouns";
import { distinctHeadings, headingFor, isOutlineHeading, kindOfHeading, outlineOf } from "./outline";
import { readPhrase, topicOf, type Phrase } from "./phrases";
import { seedFrom, type Seed } from "./seed";
import { thisSubject } from "./voice";
import { overlap, sameWords, sentenceWords, stemsOf } from "./wording";

export type PlanKeyword = { phrase: Phrase; noun: Noun | null; stems: Set<string> };
export type PlanSection = {
  heading: string;
  kind: SectionKind;
  /** The keyword that the heading is about, where it is about one. */
  subject: PlanKeyword | null;
  /** Keywords that the section speaks of in passing. */
  mentions: PlanKeyword[];
};
export type Plan = {
  input: ArticleInput;
  title: string;
  seed: Seed;
  domain: Domain;
  lead: PlanKeyword;
  keywords: PlanKeyword[];
  topic: Noun;
  sections: PlanSection[];
  closingHeading: string | null;
};

const INTRODUCTION = /^(?:introduction|intro|overview)$/i;
const CLOSING =
  /^(?:conclusion|final thoughts|summary|bottom line|the bottom line|key takeaways|takeaways|wrapping up)$/i;
const FAQ = /^(?:faqs?|frequently asked questions)$/i;
/** Words a section of its own needs, and more than which it is better cut in two. */
const SHORTEST = 42;
const LONGEST = 300;
const SECTIONS_SHARE = 0.72;

const cleanText = (text: string) => cleanKeyword(text).slice(0, 300);

function readKeywords(keywords: string[]): PlanKeyword[] {
  const leading = leadingWords(keywords);
  return keywords.map((keyword) => {
    const phrase = readPhrase(keyword);
    const joined = joinLeading(phrase, leading);
    const noun = joined === null ? null : topicOf(phrase, joined);
    return { phrase, noun, stems: stemsOf(keyword) };
  });
}

/** The word that most of the keywords share, where at least two do. */
export function sharedWord(texts: string[]): string | null {
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const word of new Set(tokenize(text)))
      if (word.length > 3 && !isStopWord(word) && !/\d/.test(word))
        counts.set(word, (counts.get(word) ?? 0) + 1);
  const [word, count] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), ["", 0]);
  return count >= 2 && count * 2 >= texts.length ? word : null;
}

/** What the whole article speaks of: the lead's noun, else a short one that shares a word with the lead. */
function chooseTopic(lead: PlanKeyword, keywords: PlanKeyword[], title: string): Noun {
  if (lead.noun !== null) return lead.noun;
  const length = ({ noun }: PlanKeyword) => noun?.text.split(" ").length ?? Infinity;
  const related = keywords.filter(
    (keyword) => length(keyword) <= 3 && overlap(keyword.stems, lead.stems) > 0,
  );
  const shortest = related.toSorted((a, b) => length(a) - length(b))[0];
  const word = sharedWord([title, ...keywords.map(({ phrase }) => phrase.keyword)]);
  const named = word !== null && [...stemsOf(word)].every((stem) => lead.stems.has(stem));
  return shortest?.noun ?? (named ? inGeneral(sentenceWords(word)) : thisSubject);
}

/** The keyword whose every word the heading has; the longest of them. */
function subjectOf(heading: string, keywords: PlanKeyword[]): PlanKeyword | null {
  const stems = stemsOf(heading);
  const named = keywords.filter(
    (keyword) => keyword.stems.size > 0 && [...keyword.stems].every((stem) => stems.has(stem)),
  );
  return named.sort((a, b) => b.stems.size - a.stems.size)[0] ?? null;
}

/** A third section of a kind, or a second general one, takes an angle that the other headings leave free. */
function spreadKinds(sections: PlanSection[]): void {
  const counts = new Map<SectionKind, number>();
  const free = aspects.filter((kind) => !sections.some((other) => other.kind === kind));
  for (const section of sections) {
    const most = section.kind === "general" ? 1 : 2;
    const full =
      (counts.get(section.kind) ?? 0) >= most &&
      section.subject !== null &&
      !isOutlineHeading(section.heading);
    if (full) section.kind = free.shift() ?? section.kind;
    counts.set(section.kind, (counts.get(section.kind) ?? 0) + 1);
  }
}

function readHeading(heading: string, keywords: PlanKeyword[]): PlanSection {
  const subject = subjectOf(heading, keywords);
  const kind = isOutlineHeading(heading)
    ? kindOfHeading(heading)
    : (subject?.phrase.kind ?? kindOfHeading(heading));
  return { heading, kind, subject, mentions: [] };
}

type Parts = Pick<Plan, "input" | "seed" | "domain" | "lead" | "keywords" | "topic">;

/** The given headings as far as the length carries them, with more where it asks for more. */
function planSections(parts: Parts, given: string[]): PlanSection[] {
  const { input, seed, lead, keywords, topic, domain } = parts;
  const room = input.word_count * SECTIONS_SHARE;
  const fitting = given.filter((_, i) => {
    const before = given.slice(0, i + 1).reduce((sum, heading) => sum + SHORTEST + countWords(heading), 0);
    return i === 0 || before <= room;
  });
  const outline = outlineOf(lead.phrase.kind, topic, { asking: false, domain }, seed);
  const own = keywords.slice(1, 5).flatMap(({ phrase, noun }) => {
    const text = headingFor(phrase, noun, false, seed);
    return text === null || text.length > 80 ? [] : [{ text, kind: phrase.kind as SectionKind }];
  });
  const invented = [...outline.slice(0, 2), ...own, ...outline.slice(2)];
  const least = Math.ceil(room / LONGEST);
  const wanted =
    given.length > 0
      ? Math.max(fitting.length, least)
      : Math.max(1, Math.min(12, Math.round(room / 150)), least);
  const present = new Set(fitting.map(kindOfHeading));
  const more = outline.filter(({ kind }) => !present.has(kind));
  const all = [...fitting.map((text) => ({ text })), ...(given.length > 0 ? more : invented)];
  const chosen = [
    ...fitting,
    ...distinctHeadings(all)
      .slice(fitting.length)
      .map(({ text }) => text),
  ].slice(0, wanted);
  const sections = chosen.map((heading) => readHeading(heading, keywords));
  spreadKinds(sections);
  return sections;
}

/** Gives every further keyword to the section it is closest to, two a section at most. */
function shareMentions(sections: PlanSection[], keywords: PlanKeyword[]): void {
  const shown = new Set(sections.map(({ heading }) => sameWords(heading)));
  for (const keyword of keywords) {
    if (!keyword.phrase.sound || shown.has(sameWords(keyword.phrase.keyword))) continue;
    if (sections.some(({ subject }) => subject === keyword)) continue;
    const open = sections.filter(({ mentions }) => mentions.length < 2);
    const near = (section: PlanSection) =>
      overlap(stemsOf(section.heading), keyword.stems) +
      Number(section.kind === keyword.phrase.kind) -
      section.mentions.length / 2;
    open.sort((a, b) => near(b) - near(a))[0]?.mentions.push(keyword);
  }
}

/** Reads the task: what the article is about, and which sections it has. */
export function planArticle(input: ArticleInput): Plan {
  const title = cleanText(input.title) || cleanText(input.keywords[0] ?? "") || "Untitled";
  const texts = [
    ...new Map(input.keywords.map((keyword) => [sameWords(keyword), cleanText(keyword)])).values(),
  ].filter(Boolean);
  const keywords = readKeywords(texts.length > 0 ? texts : [title.split(/[:?]/)[0]?.trim() || title]);
  const seed = seedFrom(
    [title, ...texts, ...input.headings, input.word_count, input.content_structure].join("\n"),
  );
  const domain = domainOf([title, ...texts]);
  const lead = keywords[0] ?? { phrase: readPhrase(title), noun: null, stems: stemsOf(title) };
  const topic = chooseTopic(lead, keywords, title);
  const headings = input.headings.map(cleanText).filter((heading) => tokenize(heading).length > 0);
  const kept = headings.filter(
    (heading) => ![INTRODUCTION, CLOSING, FAQ].some((known) => known.test(heading)),
  );
  const given = [...new Map(kept.map((heading) => [heading.toLowerCase(), heading])).values()];
  const sections = planSections({ input, seed, domain, lead, keywords, topic }, given);
  shareMentions(sections, keywords.slice(1));
  const closingHeading = headings.find((heading) => CLOSING.test(heading)) ?? null;
  return { input, title, seed, domain, lead, keywords, topic, sections, closingHeading };
}
