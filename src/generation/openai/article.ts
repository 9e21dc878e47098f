import { toSlug } from "../../lib/slugs";
import { countWords, escapeHtml, sanitiseHtml, htmlToText } from "../../text/html/html";
import type { ArticleInput, ArticleOutput } from "../functions";
import { planSections, buildArticleQuestion, type OutlineSection } from "./article-outline";
import { requestAnswer } from "./ask";
import { openDraft, type Part, type Progress } from "./draft";
import { EXCERPT, fitted, META_DESCRIPTION, META_TITLE } from "./meta";
import type { Session } from "./session";

const SECTION = `This step writes one part of the article: {section}. Write about {section_words} words. What the parts before it say is in {said_before}: do not say it again. The other parts are in {outline}: leave to them what is theirs.`;
const CORRECTION = `{draft} is a first version of this part, {draft_words} words long. Make it {section_words} words long, without losing its points.`;
const META = `This step writes the article's meta fields. What its parts say is in {said_before}.`;

/** A part that is further from its budget than this share is written once more. */
const TOLERANCE = 0.2;
/** How far a budget may move to make up for the parts before it. */
const LEAST_FACTOR = 0.6;
const MOST_FACTOR = 1.5;
const SUMMARY = 400;

/** An outline, then part by part, then the meta fields: no call is asked for more than a model can write at once. */
export async function writeLongArticle(session: Session, input: ArticleInput): Promise<ArticleOutput> {
  const parts = await writeParts(session, input);
  const { meta_title, meta_description, excerpt, slug, tags, categories } = await requestAnswer(
    session,
    "article_meta",
    {
      ...questionWith(input, parts),
      step: META,
    },
  );
  const [primary_keyword = input.title, ...secondary_keywords] = input.keywords;
  return {
    title: input.title,
    content_html: sanitiseHtml(parts.map((part) => part.html).join("\n")),
    excerpt: fitted(excerpt, EXCERPT),
    meta_title: fitted(meta_title, META_TITLE),
    meta_description: fitted(meta_description, META_DESCRIPTION),
    slug: toSlug(slug, "") || toSlug(input.title, "article"),
    primary_keyword,
    secondary_keywords,
    tags: named(tags, 5),
    categories: named(categories, 2),
  };
}

/** Each part is kept as soon as it is written: a try that breaks off has not to be paid again. */
async function writeParts(session: Session, input: ArticleInput): Promise<Part[]> {
  const draft = await openDraft(session, input);
  const { sections, parts }: Progress = draft.kept ?? {
    sections: await planSections(session, input),
    parts: [],
  };
  await draft.keep({ sections, parts });
  for (const [i, section] of sections.entries()) {
    if (i < parts.length) continue;
    const words = budgetOf(section, sections.slice(i), input.word_count - wordsOf(parts));
    parts.push(
      await writePart(session, input, { section: { ...section, words }, outline: sections, before: parts }),
    );
    await draft.keep({ sections, parts });
  }
  return parts;
}

const wordsOf = (parts: Part[]) => parts.reduce((sum, part) => sum + part.words, 0);

const named = (names: string[], most: number) =>
  [...new Set(names.map((name) => fitted(name, 60)).filter(Boolean))].slice(0, most);

/** The section's share of what is still to be written, not far from what was planned. */
function budgetOf(section: OutlineSection, ahead: OutlineSection[], left: number): number {
  const planned = ahead.reduce((sum, { words }) => sum + words, 0);
  const factor = Math.min(MOST_FACTOR, Math.max(LEAST_FACTOR, left / planned));
  return Math.round(section.words * factor);
}

const questionWith = (input: ArticleInput, parts: Part[]) => {
  const question = buildArticleQuestion(input);
  const said_before = parts.map(({ section, summary }) => ({ heading: section.heading, summary }));
  // What the site has already was the outline's to mind; the prompt still points to it.
  const none = { existing_titles: [], existing_keywords: [] };
  return { ...question, data: { ...question.data, ...none, said_before } };
};

/** A section, all sections, and the parts that are written already. */
type PartRequest = { section: OutlineSection; outline: OutlineSection[]; before: Part[] };

async function writePart(
  session: Session,
  input: ArticleInput,
  { section, outline, before }: PartRequest,
): Promise<Part> {
  const base = questionWith(input, before);
  const { kind, heading, points } = section;
  const data = {
    ...base.data,
    section: { kind, heading, points },
    outline: outline.map((other) => other.heading),
  };
  const question = { ...base, data, figures: { ...base.figures, section_words: section.words } };
  const first = partOf(
    section,
    await requestAnswer(session, "article_section", { ...question, step: SECTION }),
  );
  if (offBy(first) <= TOLERANCE) return first;
  const second = await requestAnswer(session, "article_section", {
    type: question.type,
    figures: { ...question.figures, draft_words: first.words },
    data: { ...data, draft: first.html },
    step: `${SECTION}\n\n${CORRECTION}`,
  });
  const corrected = partOf(section, second);
  return offBy(corrected) < offBy(first) ? corrected : first;
}

const offBy = ({ words, section }: Part) => Math.abs(words - section.words) / section.words;

/** The part as it stands in the article: its own heading, and below it no heading as high. */
function partOf(section: OutlineSection, answer: { html: string; summary: string }): Part {
  const body = sanitiseHtml(answer.html)
    .replace(/<(\/?)h[12]\b/g, "<$1h3")
    .replace(/^\s*<h3\b[^>]*>(.*?)<\/h3>/s, (whole, heading: string) =>
      htmlToText(heading).toLowerCase() === section.heading.trim().toLowerCase() ? "" : whole,
    );
  const html = section.heading ? `<h2>${escapeHtml(section.heading.trim())}</h2>\n${body}` : body;
  return { section, html, words: countWords(htmlToText(html)), summary: answer.summary.slice(0, SUMMARY) };
}
