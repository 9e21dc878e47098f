import { countWords, sanitiseHtml, htmlToText } from "../../text/html/html";
import { GenerationError } from "../errors";
import type { OptimizationInput, OptimizationOutput } from "../functions";
import { requestAnswer } from "./ask";
import { META_DESCRIPTION, META_TITLE, fitted } from "./meta";
import type { Session } from "./session";

/** An answer shorter than this share of the text has lost some of it. */
const LEAST_KEPT = 0.6;
const CHANGES = 20;

export async function improveText(session: Session, input: OptimizationInput): Promise<OptimizationOutput> {
  const { score, content_html: content, primary_keyword: keyword, ...rest } = input;
  const question = { type: "optimization" as const, figures: { score }, data: { ...rest, keyword, content } };
  const answer = await requestAnswer(session, "optimization", question);
  const content_html = sanitiseHtml(answer.content_html);
  if (wordsOf(content_html) < LEAST_KEPT * wordsOf(content))
    throw new GenerationError("The model left out a large part of the text", "bad_answer");
  return {
    content_html,
    meta_title: fitted(answer.meta_title || input.meta_title, META_TITLE),
    meta_description: fitted(answer.meta_description || input.meta_description, META_DESCRIPTION),
    changes: answer.changes.slice(0, CHANGES).map((change) => change.slice(0, 300)),
  };
}

const wordsOf = (html: string) => countWords(htmlToText(html));
