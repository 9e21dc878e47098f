import type { ArticleInput } from "../functions";
import type { ModelAnswer } from "../schemas";
import { requestAnswer } from "./ask";
import type { Session } from "./session";

export type OutlineSection = ModelAnswer<"article_outline">["sections"][number];

const STEP = `This step plans the article. Answer with its sections in order: an introduction, the sections, {ending}. Their words are to add up to {word_count}.`;
const MOST_SECTIONS = 16;
const LEAST_WORDS = 40;
/** Of an introduction, questions or closing that the plan lacks: its share of the article. */
const SHARE = 0.1;

/** The sections with their budgets, which add up to the article's length. */
export async function planSections(session: Session, input: ArticleInput): Promise<OutlineSection[]> {
  const question = buildArticleQuestion(input);
  const { existing_titles, existing_keywords } = input;
  const data = { ...question.data, existing_titles, existing_keywords };
  const { sections } = await requestAnswer(session, "article_outline", {
    ...question,
    data,
    step: stepOf(input),
  });
  return withBudgets(complete(sections.slice(0, MOST_SECTIONS), input), input.word_count);
}

const stepOf = ({ include_faq }: ArticleInput) =>
  STEP.replace("{ending}", include_faq ? "questions and answers (faq), a closing" : "a closing, no faq");

/** What every step of the article is told: its figures as they are, all else as data. */
export function buildArticleQuestion(input: ArticleInput) {
  const { site_name, title, description, headings, keywords, tone, word_count } = input;
  const figures = {
    word_count,
    structure: input.content_structure.replaceAll("_", " "),
    include_faq: input.include_faq ? "yes" : "no",
  };
  const data = { site_name, title, description, headings, keywords, tone };
  return { type: "content_generation" as const, figures, data };
}

/** In the order introduction, sections, questions, closing, with what the plan forgot. */
function complete(
  sections: OutlineSection[],
  { title, headings, word_count, include_faq }: ArticleInput,
): OutlineSection[] {
  const of = (kind: OutlineSection["kind"]) =>
    sections.filter((section) => section.kind === kind && section.words > 0);
  const words = Math.ceil(word_count * SHARE);
  const spare = (kind: OutlineSection["kind"], heading: string): OutlineSection => ({
    kind,
    heading,
    points: [],
    words,
  });
  const named = of("section").filter((section) => section.heading.trim());
  const body = named.length
    ? named
    : (headings.length ? headings : [title]).map((heading) => spare("section", heading));
  const introduction = of("introduction")[0] ?? spare("introduction", "");
  const questions = include_faq ? [of("faq")[0] ?? spare("faq", "Frequently asked questions")] : [];
  return [{ ...introduction, heading: "" }, ...body, ...questions, ...of("closing").slice(0, 1)];
}

/** Scaled to the asked length. Short articles have fewer sections rather than sections of a line. */
function withBudgets(sections: OutlineSection[], wordCount: number): OutlineSection[] {
  const most = Math.max(2, Math.floor(wordCount / LEAST_WORDS));
  const kept = sections.slice(0, most);
  const planned = kept.reduce((sum, section) => sum + section.words, 0);
  return kept.map((section) => ({
    ...section,
    words: Math.max(LEAST_WORDS, Math.round((section.words * wordCount) / planned)),
  }));
}
