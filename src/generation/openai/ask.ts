import type { OpenAI } from "openai";
import type { z } from "zod";
import { GenerationError } from "../errors";
import { fillPrompt } from "../prompts";
import type { PromptType } from "../../lib/prompt-types";
import { type AnswerName, answerSchemas, type ModelAnswer, responseFormat } from "../schemas";
import { estimateTokens } from "../tokens";
import { dataSection, pointerTo, systemMessage } from "./data-section";
import { call, type Session, type Spent } from "./session";

type Completion = OpenAI.Chat.Completions.ChatCompletion;
type Messages = OpenAI.Chat.Completions.ChatCompletionMessageParam[];

export type Question = {
  type: PromptType;
  /** What is asked besides the prompt: the step of a longer piece of work. */
  step?: string;
  /** Our own figures and names, which the prompt may hold as they are. */
  figures?: Record<string, string | number>;
  /** All that came from outside. The prompt only points to it. */
  data: Record<string, unknown>;
};

class Unfit extends GenerationError {}

/** One answer of the given shape. An answer that does not fit is told why and asked for once more. */
export async function requestAnswer<N extends AnswerName>(
  session: Session,
  name: N,
  question: Question,
): Promise<ModelAnswer<N>> {
  const messages = messagesOf(session, question);
  try {
    return await attempt(session, name, messages);
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    const again = `The answer before this one was refused: ${error.message}. Answer anew, in full.`;
    return attempt(session, name, [...messages, { role: "user", content: again }]);
  }
}

function messagesOf(session: Session, { type, step, figures, data }: Question): Messages {
  const pointers = Object.keys(data).map((key) => [key, pointerTo(key)]);
  const values = { ...Object.fromEntries(pointers), ...figures };
  const task = [session.promptOf(type), step ?? ""].map((text) => fillPrompt(text, values));
  return [
    { role: "system", content: systemMessage(task.join("\n\n").trim()) },
    { role: "user", content: dataSection(data) },
  ];
}

const attempt = <N extends AnswerName>(session: Session, name: N, messages: Messages) =>
  call(session, name, session.settings.model, async (signal, spend) => {
    const { model } = session.settings;
    const request = { model, messages, response_format: responseFormat(name) };
    const completion = await session.client.chat.completions.create(request, { signal });
    spend(usageOf(completion, messages));
    return readAnswer(name, textIn(completion));
  });

function usageOf({ model, usage, choices }: Completion, messages: Messages): Spent {
  const tokens_in = usage?.prompt_tokens ?? estimateTokens(JSON.stringify(messages));
  const tokens_out = usage?.completion_tokens ?? estimateTokens(choices?.[0]?.message?.content ?? "");
  return { ...(model && { model }), tokens_in, tokens_out };
}

/** The text of a whole answer; a cut, filtered, refused or empty one is a failure with its own reason. */
function textIn({ choices }: Completion): string {
  const choice = choices?.[0];
  if (choice?.finish_reason === "length")
    throw new GenerationError(
      "The model's answer was cut off: it is longer than the model can write",
      "length",
    );
  if (choice?.finish_reason === "content_filter")
    throw new GenerationError("The provider's content filter stopped the answer", "content_filter");
  if (choice?.message?.refusal)
    throw new GenerationError(`The model refused: ${choice.message.refusal.slice(0, 200)}`, "refusal");
  const text = choice?.message?.content?.trim();
  if (!text) throw new GenerationError("The model returned an empty answer", "empty");
  return text;
}

function readAnswer<N extends AnswerName>(name: N, text: string): ModelAnswer<N> {
  const json = parseJson(text.replace(/^```(?:json)?\s*|\s*```$/g, ""));
  if (json === undefined) throw new Unfit("The model's answer is not JSON", "bad_answer");
  const read = answerSchemas[name].safeParse(json);
  if (read.success) return read.data as ModelAnswer<N>;
  throw new Unfit(`The model's answer has the wrong shape: ${problemsOf(read.error)}`, "bad_answer");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Where the answer is wrong, and how, in the schema's own words: nothing that the answer says is repeated. */
const problemsOf = ({ issues }: z.ZodError) =>
  issues
    .slice(0, 5)
    .map(({ path, code }) => `${path.map(String).join(".") || "the whole"} (${code})`)
    .join("; ");
