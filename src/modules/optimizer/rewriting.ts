import { GenerationError, type Provider } from "../../generation/provider";
import type { Usage } from "../../generation/functions";
import { countWords, sanitiseHtml, htmlToText } from "../../text/html/html";
import { describeChangedFact } from "./fixes/facts";
import { type Improvement, improve, type Surroundings } from "./fixes/improve";
import type { Analysis } from "./score/score";

/** The result of a rewrite by a language model. */
export type Rewriting = { kept: boolean; reason: string | null; changes: string[] };
export type Rewritten = { improvement: Improvement; rewriting: Rewriting; usage: Usage };

/** Checks that a rewrite cannot improve: slug and title stay, and it must not invent links or images. */
const unfixableByText = new Set([
  "title_length",
  "keyword_in_slug",
  "internal_links",
  "outbound_links",
  "images",
  "duplication",
]);
/** The codes of unusable answers, without which the mechanical fixes are used. */
const unusableAnswerCodes = new Set(["bad_answer", "refusal", "content_filter", "length", "empty"]);
const GOOD_SCORE = 90;
/** The least share of the original words that a rewrite must keep. */
const MIN_WORDS_KEPT = 0.75;

/** The issues that a rewrite can fix, in words, most important first. */
export const describeRewriteIssues = ({ checks }: Analysis): string[] =>
  checks
    .flatMap(({ score, ...check }) => (score === null ? [] : [{ ...check, score }]))
    .filter(({ id, score, fix }) => score < GOOD_SCORE && fix !== null && !unfixableByText.has(id))
    .toSorted((a, b) => b.weight * (100 - b.score) - a.weight * (100 - a.score))
    .map(({ fix, want, got, evidence }) =>
      [`${fix}.`, `Wanted: ${want}.`, `Found: ${got}.`, ...evidence.slice(0, 3)].join(" "),
    );

type RewriteInput = {
  /** The HTML before the mechanical fixes. */
  original: string;
  mechanical: Improvement;
  surroundings: Surroundings;
  secondary_keywords: string[];
};

/**
 * Lets the model fix what the mechanical fixes left. Its text is used if it scores no lower and contains exactly the
 * numbers, quotations, links and images of the original. Null if there is nothing to fix.
 */
export async function rewrite(
  provider: Provider,
  { original, mechanical, surroundings, secondary_keywords }: RewriteInput,
): Promise<Rewritten | null> {
  const { draft, after } = mechanical;
  const issues = describeRewriteIssues(after);
  if (provider.note !== null || !issues.length) return null;
  const { title, html, meta_title, meta_description, keyword } = draft;
  try {
    const { output, usage } = await provider.answer("optimization", {
      title,
      content_html: html,
      meta_title,
      meta_description,
      primary_keyword: keyword,
      secondary_keywords,
      score: after.score,
      issues,
    });
    const next = {
      ...draft,
      html: sanitiseHtml(output.content_html),
      meta_title: output.meta_title || meta_title,
      meta_description: output.meta_description || meta_description,
    };
    const improved = improve(next, surroundings);
    const reason = explainRejection(original, mechanical, improved);
    const rewriting = { kept: reason === null, reason, changes: output.changes };
    return {
      usage,
      rewriting,
      improvement: reason === null ? mergeImprovements(mechanical, improved) : mechanical,
    };
  } catch (error) {
    if (!(error instanceof GenerationError) || !unusableAnswerCodes.has(error.code)) throw error;
    const usage = { model: "", tokens_in: 0, tokens_out: 0, cost_usd: 0 };
    return { usage, rewriting: { kept: false, reason: error.message, changes: [] }, improvement: mechanical };
  }
}

/** The reason for rejecting the rewrite; null if it is used. */
function explainRejection(
  original: string,
  mechanical: Improvement,
  { draft, after }: Improvement,
): string | null {
  const { draft: before, after: scored } = mechanical;
  if (
    draft.html === before.html &&
    draft.meta_title === before.meta_title &&
    draft.meta_description === before.meta_description
  )
    return "It changes nothing";
  const fact = describeChangedFact(original, draft.html);
  if (fact !== null) return fact;
  if (countHtmlWords(draft.html) < MIN_WORDS_KEPT * countHtmlWords(original))
    return "It leaves out a large part of the text";
  return after.score < scored.score ? `The score would fall from ${scored.score} to ${after.score}` : null;
}

const countHtmlWords = (html: string) => countWords(htmlToText(html));

const mergeImprovements = (mechanical: Improvement, { draft, after, applied }: Improvement): Improvement => ({
  before: mechanical.before,
  after,
  draft,
  applied: [
    ...mechanical.applied,
    { field: "content_html", change: "Rewritten by the language model" },
    ...applied,
  ],
});
