import { z } from "zod";
import type { FetchedAnswer } from "./guarded-fetch";
import { RemoteError, type RemoteTrouble } from "./remote-error";

const BOM = "\uFEFF";
const MAX_STARTS = 50;
const MAX_MESSAGE = 300;

/** The text of a response, including its byte order mark. */
export const decodeText = ({ bytes }: Pick<FetchedAnswer, "bytes">) =>
  new TextDecoder("utf-8", { fatal: false, ignoreBOM: true }).decode(bytes);

/**
 * The JSON of a response, checked by the schema. Throws a specific RemoteError for a web page, a byte order mark, a
 * notice before the JSON, a truncated end, an empty body, and another shape or content type.
 */
export function parseJson<S extends z.ZodType>(answer: FetchedAnswer, schema: S): z.infer<S> {
  const text = decodeText(answer);
  const parsed = parse(text);
  if (parsed === undefined) throw new RemoteError(troubleOfText(text), undefined, { status: answer.status });
  if (!/^application\/([\w.-]+\+)?json\b/i.test(answer.headers.get("Content-Type") ?? ""))
    throw new RemoteError("not_json", "The JSON has another content type", { status: answer.status });
  const checked = schema.safeParse(parsed);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const field = issue?.path.map(String).join(".");
  throw new RemoteError(
    "unexpected_shape",
    field ? `The response has an unexpected form: ${field}` : undefined,
    { status: answer.status },
  );
}

/** Undefined if the text is not JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The reason why a text is not JSON. */
export function troubleOfText(text: string): RemoteTrouble {
  if (!text.trim()) return "empty_answer";
  if (text.startsWith(BOM))
    return parse(text.slice(1)) === undefined ? troubleOfText(text.slice(1)) : "bom_before_json";
  if (/^\s*[[{]/.test(text)) return "truncated_json";
  if (endsInJson(text)) return "notice_before_json";
  return /^\s*</.test(text) ? "html_instead_of_json" : "not_json";
}

/** Whether the rest of the text is JSON from some line or tag on. */
function endsInJson(text: string): boolean {
  const starts = [...text.slice(0, 64 * 1024).matchAll(/(?<=[\n>]\s*)[[{]/g)].slice(0, MAX_STARTS);
  return starts.some(({ index }) => parse(text.slice(index)) !== undefined);
}

/** PHP prints an empty map as `[]`. */
export const phpMap = <V extends z.ZodType>(value: V) =>
  z.preprocess(
    (given) => (Array.isArray(given) && given.length === 0 ? {} : given),
    z.record(z.string(), value),
  );

/** A message of WordPress without HTML. */
export const plain = (message: string) =>
  message
    .replace(/<[^>]*>/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, MAX_MESSAGE);
