import { SECOND_MS } from "../lib/time";

/** Where the provider is: `base_url` without a trailing slash; `api_key` is null if none is sent. */
export type Endpoint = { base_url: string; api_key: string | null; model: string };

export const checkCodes = [
  "ok",
  "wrong_key",
  "not_permitted",
  "unknown_model",
  "insufficient_quota",
  "rate_limited",
  "no_network",
  "not_compatible",
  "provider_error",
] as const;
/** The state of a connection and its fix, for a person to read. Contains no text of the provider. */
export type EndpointCheck = {
  ok: boolean;
  code: (typeof checkCodes)[number];
  message: string;
  fix: string | null;
};

const TIMEOUT_MS = 10 * SECOND_MS;
const MAX_BYTES = 4 * 1024 * 1024;
const MODELS_NAMED = 5;

/**
 * Looks a model up at an OpenAI-compatible endpoint, by name and otherwise in the list of models: within ten seconds
 * in total, without following redirects. Throws nothing that the endpoint can cause.
 * https://platform.openai.com/docs/api-reference/models, …/guides/error-codes
 */
export async function checkOpenAi(endpoint: Endpoint): Promise<EndpointCheck> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const one = await ask(endpoint, `/models/${encodeURIComponent(endpoint.model)}`, signal);
    const refused = judgeRefusal(one, endpoint);
    if (refused) return refused;
    if (one.status === 200 && readId(one.body) !== null) return found(endpoint);
    const all = await ask(endpoint, "/models", signal);
    return judgeRefusal(all, endpoint) ?? judgeList(all, endpoint);
  } catch {
    return signal.aborted ? silent(endpoint) : away(endpoint);
  }
}

type Reply = { status: number; body: unknown; error: ProviderError };
type ProviderError = { code: string; type: string; message: string };

async function ask({ base_url, api_key }: Endpoint, path: string, signal: AbortSignal): Promise<Reply> {
  const response = await fetch(base_url + path, {
    headers: { Accept: "application/json", ...(api_key !== null && { Authorization: `Bearer ${api_key}` }) },
    redirect: "manual",
    signal,
  });
  const body = parse(await readText(response));
  return { status: response.status, body, error: readError(body) };
}

/** The text; empty if it is longer than any list of models. */
async function readText({ body }: Response): Promise<string> {
  if (!body) return "";
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BYTES) return "";
    text += decoder.decode(chunk, { stream: true });
  }
  return text;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const field = (value: unknown, name: string): unknown =>
  value && typeof value === "object" ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
const textField = (value: unknown, name: string) => {
  const found = field(value, name);
  return typeof found === "string" ? found : "";
};
const readError = (body: unknown): ProviderError => {
  const error = field(body, "error");
  return {
    code: textField(error, "code"),
    type: textField(error, "type"),
    message: textField(error, "message"),
  };
};
const readId = (body: unknown) => textField(body, "id") || null;

/** What the status alone decides; null if the body decides. */
function judgeRefusal(
  { status, error }: Reply,
  { base_url, api_key, model }: Endpoint,
): EndpointCheck | null {
  const lacksScope = /missing scopes|insufficient permissions/i.test(error.message);
  if (status === 403 || (status === 401 && lacksScope))
    return failed(
      "not_permitted",
      "The key is valid but lacks the permission",
      "Grant the key permission to read and use models, or use a key of another project.",
    );
  if (status === 401)
    return api_key === null
      ? failed("wrong_key", "The provider requires a key", "Enter its API key.")
      : failed(
          "wrong_key",
          "The provider refuses the key",
          "Copy the complete key again, or create a new one.",
        );
  if (status === 402 || (status === 429 && [error.code, error.type].includes("insufficient_quota")))
    return failed(
      "insufficient_quota",
      "The key's account has no quota left",
      "Add credit or raise the limit in the provider's billing settings.",
    );
  if (status === 429)
    return failed("rate_limited", "The key's rate limit is reached", "Wait a minute and try again.");
  if (error.code === "model_not_found") return unknownModel(model, []);
  if (status >= 500)
    return failed(
      "provider_error",
      `The provider answered ${status}`,
      "Try again later; the provider's status page may have details.",
    );
  if (status >= 300 && status < 400)
    return failed(
      "not_compatible",
      `${base_url} redirects to another address`,
      "Set base_url to the target of the redirect.",
    );
  return null;
}

function judgeList({ status, body }: Reply, endpoint: Endpoint): EndpointCheck {
  const data = field(body, "data");
  if (status !== 200 || !Array.isArray(data)) return incompatible(endpoint, status);
  const ids = data.flatMap((entry: unknown) => readId(entry) ?? []);
  return ids.includes(endpoint.model) ? found(endpoint) : unknownModel(endpoint.model, ids);
}

const failed = (code: EndpointCheck["code"], message: string, fix: string): EndpointCheck => ({
  ok: false,
  code,
  message,
  fix,
});

const found = ({ model }: Endpoint): EndpointCheck => ({
  ok: true,
  code: "ok",
  message: `The provider responds and has the model ${model}`,
  fix: null,
});

const unknownModel = (model: string, ids: string[]) =>
  failed(
    "unknown_model",
    `The provider has no model ${model} for this key`,
    ids.length
      ? `Choose an available model, such as ${ids
          .slice(0, MODELS_NAMED)
          .map((id) => id.slice(0, 80))
          .join(", ")}.`
      : "Check the model's name, and whether the key's project may use it.",
  );

const incompatible = ({ base_url }: Endpoint, status: number) =>
  failed(
    "not_compatible",
    `${base_url} answered ${status}, but not as an OpenAI-compatible endpoint does`,
    "Set base_url to the address above /models; it usually ends in /v1.",
  );

const away = ({ base_url }: Endpoint) =>
  failed(
    "no_network",
    `${new URL(base_url).host} cannot be reached`,
    "Check the host name and port, and that it is reachable from the internet over TLS.",
  );

const silent = ({ base_url }: Endpoint) =>
  failed(
    "no_network",
    `${new URL(base_url).host} did not answer within ${TIMEOUT_MS / SECOND_MS} seconds`,
    "Check that the server is running and not overloaded, then try again.",
  );
