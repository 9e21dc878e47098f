import { toSlug } from "../../lib/slugs";
import type { ArticleInput, ArticleOutput } from "../functions";
import type { ContentStructure } from "../../lib/content-structures";
import { writeClosing, writeFaq, writeIntroduction } from "./article-frame";
import { planArticle, sharedWord, type Plan, type PlanSection } from "./article-plan";
import { writeSection, type Desk } from "./article-sections";
import { printBlocks, wordsIn, type Block } from "./blocks";
import { leadingWords } from "./candidates";
import { inGeneral } from "./nouns";
import { tables } from "./material/tables";
import { openStock } from "./stock";
import { createVoice } from "./voice";
import { clip, sameStems, sentenceCase, sentenceWords, stemsOf, toTitle } from "./wording";

const META_TITLE = 60;
const META_DESCRIPTION = 160;
const EXCERPT = 300;
const SLUG = 80;
const TABLE_FROM_WORDS = 700;
const tabled = /^(?:guide|comparison|review|listicle|product_page|service_page)$/;
/** A text further from its length than this share is trimmed. */
const TOLERANCE = 0.03;

/** The section that gets the article's table: one whose kind has a table of its own, else one about deciding. */
function sectionWithTable({ input, sections }: Plan): PlanSection | null {
  if (!tabled.test(input.content_structure) || input.word_count < TABLE_FROM_WORDS) return null;
  const own = sections.find(({ kind }) => kind !== "general" && tables[kind] !== undefined);
  return own ?? sections.find(({ kind }) => kind === "decide") ?? null;
}

/** Takes sentences off the ends of the longest paragraphs, from the end of the text, until it is short enough. */
function trim(blocks: Block[], limit: number): void {
  for (let excess = wordsIn(blocks) - limit; excess > 0; excess = wordsIn(blocks) - limit) {
    const paragraphs = blocks
      .slice(1)
      .flatMap((block) => (block.tag === "p" && block.sentences.length > 1 ? [block] : []));
    const longest = paragraphs.reduce<(typeof paragraphs)[number] | null>(
      (a, b) => (a === null || b.sentences.length >= a.sentences.length ? b : a),
      null,
    );
    if (longest === null) return;
    longest.sentences.pop();
  }
}

function writeBody(plan: Plan): Block[] {
  const { input, seed, domain, lead } = plan;
  const voice = createVoice({
    primary: lead.phrase.keyword,
    wordCount: input.word_count,
    domain,
    tone: input.tone,
    seed,
  });
  const desk: Desk = { plan, voice, stock: openStock(seed), tableFor: sectionWithTable(plan) };
  for (const { heading } of plan.sections) voice.hear(heading);
  const introduction = writeIntroduction(desk, Math.min(110, Math.max(32, input.word_count * 0.09)));
  const closing = writeClosing(desk, Math.min(130, Math.max(30, input.word_count * 0.08)));
  const faq = input.include_faq ? writeFaq(desk) : [];
  const room = input.word_count - wordsIn([...introduction, ...closing, ...faq]);
  const body: Block[] = [];
  plan.sections.forEach((section, i) => {
    body.push(...writeSection(section, (room - wordsIn(body)) / (plan.sections.length - i), desk));
  });
  const blocks = [...introduction, ...body, ...faq, ...closing];
  trim(blocks, input.word_count * (1 + TOLERANCE));
  return blocks;
}

const firstFitting = (texts: string[], limit: number) =>
  texts.find((text) => text.length <= limit && text !== "");

function metaTitle({ title, lead }: Plan): string {
  const parts = [title, /^[^:]+(?=:)/.exec(title)?.[0] ?? "", /^[^?]+\?/.exec(title)?.[0] ?? ""];
  const naming = parts.filter((text) => [...lead.stems].every((stem) => stemsOf(text).has(stem)));
  const keyword =
    lead.phrase.sound && naming.length === 0 ? [toTitle(sentenceWords(lead.phrase.keyword))] : [];
  return firstFitting([...naming, ...keyword, title], META_TITLE) ?? clip(title, META_TITLE);
}

function metaDescription({ topic, seed, lead }: Plan): string {
  const about =
    lead.noun === null || lead.phrase.form === "question" || topic.text.length > 60
      ? `“${clip(lead.phrase.keyword, 60)}”`
      : topic.text;
  const first = seed.pick([
    `What to know about ${about}: what to look at, what to compare and what to ask.`,
    `A clear introduction to ${about}, with points to check and questions to ask.`,
    `${sentenceCase(about)}: the questions readers ask, and how to find reliable answers.`,
    `Looking into ${about}? Start with the basics, then see what fits your situation.`,
  ]);
  const second = seed.pick([
    "Plain language, no hype, and a next step you can take.",
    "With practical lists, honest limits and a way to decide.",
    "Written for readers who want to think it through.",
  ]);
  return firstFitting([`${first} ${second}`, first], META_DESCRIPTION) ?? clip(first, META_DESCRIPTION);
}

function excerptOf(blocks: Block[], title: string): string {
  const sentences = blocks[0]?.tag === "p" ? blocks[0].sentences : [title];
  const fitting = sentences.map((_, i) => sentences.slice(0, sentences.length - i).join(" "));
  return firstFitting(fitting, EXCERPT) ?? clip(sentences[0] ?? title, EXCERPT);
}

const structureTags: Partial<Record<ContentStructure, string>> = {
  guide: "Guides",
  comparison: "Comparisons",
  review: "Reviews",
  listicle: "Checklists",
};

function tagsOf({ keywords, topic, input }: Plan, category: string): string[] {
  const nouns = keywords.flatMap(({ phrase, noun }) =>
    noun !== null && phrase.sound && noun.text.length <= 40 ? [noun.text] : [],
  );
  const names = [
    ...nouns,
    topic.text,
    category,
    structureTags[input.content_structure] ?? "Articles",
    "Questions and answers",
  ]
    .map((name) => sentenceCase(clip(name, 40)))
    .filter((name) => name !== "This subject");
  const distinct = names.filter((name, i) => {
    const stems = stemsOf(name);
    return !names.slice(0, i).some((other) => other === name || sameStems(stemsOf(other), stems));
  });
  return distinct.slice(0, Math.max(2, Math.min(5, nouns.length)));
}

/** What the keywords open with or share, else the head of the topic, else the title. */
function categoryOf({ keywords, lead, topic, title }: Plan): string {
  const texts = keywords.map(({ phrase }) => phrase.keyword);
  const leading = leadingWords(texts);
  const shared = lead.phrase.form === "noun" && lead.noun !== null ? null : sharedWord([title, ...texts]);
  const [head = ""] = topic.text
    .replace(/^the /, "")
    .split(/ (?:for|of|in|during|after|before|with|vs|to|at|on) /);
  const named = head !== "this subject" && head.length <= 40 ? head : clip(title, 40);
  return toTitle(sentenceWords(leading === null ? (shared ?? named) : inGeneral(leading).text));
}

/** A draft of the asked length that says how to approach its question and states nothing as a fact. */
export function writeArticle(input: ArticleInput): ArticleOutput {
  const plan = planArticle(input);
  const blocks = writeBody(plan);
  const primary = plan.lead.phrase.keyword;
  const category = categoryOf(plan);
  return {
    title: plan.title,
    content_html: printBlocks(blocks),
    excerpt: excerptOf(blocks, plan.title),
    meta_title: metaTitle(plan),
    meta_description: metaDescription(plan),
    slug: toSlug(clip(plan.title, SLUG), toSlug(primary, "article")),
    primary_keyword: primary,
    secondary_keywords: plan.keywords.slice(1).map(({ phrase }) => phrase.keyword),
    tags: tagsOf(plan, category),
    categories: [category],
  };
}
