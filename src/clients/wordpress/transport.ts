import type { z } from "zod";
import { SECOND_MS } from "../../lib/time";
import { type FetchedAnswer, guardedFetch, type GuardedRequest } from "../guarded-fetch";
import { parseJson, plain, decodeText, troubleOfText } from "../json-answer";
import { RemoteError } from "../remote-error";
import { WordPressError } from "./shapes";

/** Credentials of the worker. */
export type Login =
  | { auth_type: "application_password"; username: string; password: string }
  | { auth_type: "api_key"; key: string };

/** A site whose REST API was found. */
export type RemoteSite = {
  /** Prefix of routes: `https://example.com/wp-json`, or `https://example.com/?rest_route=`. */
  root: string;
  login: Login | null;
};

export type Ask = {
  method?: GuardedRequest["method"];
  query?: Record<string, string | number | boolean | undefined>;
  json?: unknown;
  form?: FormData;
};

const RETRIED = [429, 502, 503, 504];
const MAX_WAIT_S = 5;
const USUAL_WAIT_S = 1;

/** Requests one route. Throws RemoteError. A GET that a gateway fails, or that is rate limited, is retried once. */
export async function requestJson<S extends z.ZodType>(
  site: RemoteSite,
  route: string,
  schema: S,
  options: Ask = {},
): Promise<{ data: z.infer<S>; headers: Headers }> {
  const answer = await askRaw(site, route, options);
  return { data: parseJson(answer, schema), headers: answer.headers };
}

async function askRaw(site: RemoteSite, route: string, options: Ask): Promise<FetchedAnswer> {
  const url = buildUrl(site.root, route, options.query);
  const question = buildRequest(site.login, options);
  const first = await fetchAnswer(url, question);
  const wait = question.method === "GET" && RETRIED.includes(first.status) ? readRetryAfter(first) : null;
  if (wait === null) return accepted(first);
  await new Promise((resolve) => setTimeout(resolve, wait * SECOND_MS));
  return accepted(await fetchAnswer(url, question));
}

const fetchAnswer = (url: string, question: GuardedRequest) =>
  guardedFetch(url, question).catch((error: unknown) => {
    throw error instanceof RemoteError && error.facts.location?.includes("/wp-login.php")
      ? new RemoteError("login_wall")
      : error;
  });

/** Seconds until the retry; null if the site asks for more than five. */
function readRetryAfter({ headers }: FetchedAnswer): number | null {
  const given = headers.get("Retry-After");
  const seconds =
    given === null
      ? USUAL_WAIT_S
      : /^\d+$/.test(given)
        ? Number(given)
        : (Date.parse(given) - Date.now()) / SECOND_MS;
  return seconds <= MAX_WAIT_S ? Math.max(0, seconds) : null;
}

function buildUrl(root: string, route: string, query: Ask["query"] = {}): string {
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)]],
  );
  const search = new URLSearchParams(pairs).toString();
  return root + route + (search && (root.includes("?") ? "&" : "?") + search);
}

function buildRequest(login: Login | null, { method, json, form }: Ask): GuardedRequest {
  return {
    method: method ?? (json === undefined && !form ? "GET" : "POST"),
    headers: {
      Accept: "application/json",
      "User-Agent": "IGNY8",
      ...(login && loginHeaders(login)),
      ...(json !== undefined && { "Content-Type": "application/json" }),
    },
    body: json === undefined ? form : JSON.stringify(json),
  };
}

/** WordPress displays Application Passwords with spaces, and accepts them with or without. */
const loginHeaders = (login: Login): Record<string, string> =>
  login.auth_type === "api_key"
    ? { "X-IGNY8-API-KEY": login.key }
    : {
        Authorization: `Basic ${Buffer.from(`${login.username}:${login.password.replace(/\s/g, "")}`).toString("base64")}`,
      };

/** The response, unless it is a refusal. */
function accepted(answer: FetchedAnswer): FetchedAnswer {
  if (answer.url.includes("/wp-login.php")) throw new RemoteError("login_wall");
  if (answer.status < 400) return answer;
  throw readRefusal(answer) ?? troubleOfPage(answer);
}

/** A refusal by WordPress itself: always JSON, with a code that translations do not change. */
function readRefusal(answer: FetchedAnswer): RemoteError | null {
  const { status } = answer;
  try {
    const { code, message, data } = parseJson(answer, WordPressError);
    const facts = { status, wpCode: code, termId: data?.term_id };
    return new RemoteError(status === 429 ? "rate_limited" : "wordpress_refused", plain(message), facts);
  } catch {
    const trouble = troubleOfText(decodeText(answer));
    const broken = ["bom_before_json", "notice_before_json", "truncated_json"].includes(trouble);
    return broken ? new RemoteError(trouble, undefined, { status }) : null;
  }
}

/** Interprets a page of a server in front of WordPress. */
function troubleOfPage(answer: FetchedAnswer): RemoteError {
  const { status, headers } = answer;
  const told = (code: RemoteError["code"]) => new RemoteError(code, undefined, { status });
  if (headers.has("cf-mitigated")) return told("challenged");
  if (status === 401 && /^basic/i.test(headers.get("WWW-Authenticate") ?? "")) return told("site_password");
  if (status === 404 || status === 410) return told("not_found");
  if (status === 413) return told("body_too_large");
  if (status === 429) return told("rate_limited");
  if (status === 503 && /maintenance/i.test(decodeText(answer))) return told("maintenance");
  if (status === 502 || status === 504) return told("gateway_failed");
  return told(status >= 500 ? "server_error" : "blocked");
}
