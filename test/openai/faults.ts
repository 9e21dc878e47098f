import { asks, ideas } from "./answers";
import type { Fixture } from "./mock";

const match = { systemMessage: asks.ideas };
const error = (status: number, code: string, message = "No.", more = {}): Fixture => ({
  match,
  response: { status, error: { message, code }, ...more },
});
const chaos = (rates: Record<string, number>): Fixture => ({ ...ideas, chaos: rates });

/** What fails at once: what the mock does, the reason that the person reads, and the code that is kept of the call. */
export const lasting: [what: string, fixture: Fixture, reason: RegExp, code: string, requests: number][] = [
  [
    "a wrong key",
    error(401, "invalid_api_key", "Incorrect API key: sk-test-key"),
    /refuses the key/,
    "wrong_key",
    1,
  ],
  ["a key without the right", error(403, "forbidden"), /refuses the key/, "wrong_key", 1],
  ["an unknown model", error(404, "model_not_found"), /knows no model "gpt-4.1-mini"/, "unknown_model", 1],
  ["an empty account", error(429, "insufficient_quota"), /no quota left/, "insufficient_quota", 1],
  [
    "a refused request",
    error(400, "bad", "No such sk-test-key field"),
    /\(400\): 400 No such … field/,
    "bad_request",
    1,
  ],
  ["a refused prompt", error(400, "content_policy_violation"), /content filter/, "content_filter", 1],
  [
    "an answer cut off",
    { match, response: { content: "{", finishReason: "length" } },
    /cut off/,
    "length",
    1,
  ],
  [
    "a filtered answer",
    { match, response: { content: "I", finishReason: "content_filter" } },
    /content filter/,
    "content_filter",
    1,
  ],
  ["an empty answer", { match, response: { content: " " } }, /empty answer/, "empty", 1],
  ["an answer that is not JSON", { match, response: { content: "Sure! {" } }, /not JSON/, "bad_answer", 2],
  [
    "an answer of the wrong shape",
    { match, response: { content: { ideas: [{ idea_title: 5 }] } } },
    /wrong shape: ideas\.0\.idea_title/,
    "bad_answer",
    2,
  ],
  ["no idea that is new", { match, response: { content: { ideas: [] } } }, /already has ideas for/, "ok", 1],
];

/** What may pass: it is tried again. */
export const passing: [what: string, fixture: Fixture, code: string][] = [
  ["a rate limit", error(429, "rate_limit_exceeded", "Slow down", { retryAfter: 40 }), "rate_limited"],
  ["a server error", error(500, "server_error"), "unavailable"],
  ["a server that is away", error(503, "overloaded"), "unavailable"],
  ["a dropped connection", chaos({ disconnectRate: 1 }), "connection"],
  ["a reply that is not JSON", chaos({ malformedRate: 1 }), "bad_reply"],
  ["a slow server", chaos({ latencyMs: 20_000 }), "timeout"],
];
