import type { OpenAI } from "openai";
import { GenerationError } from "../errors";
import type { Usage } from "../functions";
import { costOf, priceOf } from "../prices";
import type { PromptType } from "../../lib/prompt-types";
import type { ProviderOptions } from "../provider";
import type { ProviderSettings } from "../settings";
import { failureOf, type Sdk } from "./failures";

/** How long a call may take, how long an item with all its calls, and how much a reply may weigh. */
export const modelLimits = { callMs: 120_000, itemMs: 600_000, replyBytes: 32 * 1024 * 1024 };

/** The calls that one item makes, and what they cost together. */
export type Session = {
  settings: ProviderSettings;
  sdk: Sdk;
  client: OpenAI;
  usage: Usage;
  report: ProviderOptions["report"];
  draft: ProviderOptions["draft"];
  promptOf: (type: PromptType) => string;
  /** In US dollars; a model that answers under a name nobody priced costs what the one asked for costs. */
  costOf: (asked: string, spent: Spent) => number;
  deadline: number;
};

/** What a call turned out to use. */
export type Spent = { model?: string; tokens_in: number; tokens_out: number; images?: number };

export async function openSession(settings: ProviderSettings, options: ProviderOptions): Promise<Session> {
  const sdk = await import("openai");
  const { api_key, base_url: baseURL, model } = settings;
  const { prompts, prices, report, draft } = options;
  // What is not said here the package reads from the environment, which is the deployment's and not the account's.
  const client = new sdk.OpenAI({
    apiKey: api_key ?? "none",
    ...(api_key === null && { defaultHeaders: { Authorization: null } }),
    baseURL,
    adminAPIKey: null,
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: modelLimits.callMs,
    logLevel: "off",
    fetch: boundedFetch,
  });
  return {
    settings,
    sdk,
    client,
    usage: { model, tokens_in: 0, tokens_out: 0, cost_usd: 0 },
    report,
    draft,
    promptOf: (type) => prompts[type].prompt,
    costOf: (asked, { model: answered, tokens_in, tokens_out, images }) =>
      costOf(priceOf(prices, answered ?? asked) ?? priceOf(prices, asked), tokens_in, tokens_out, images),
    deadline: Date.now() + modelLimits.itemMs,
  };
}

/** Follows no redirect, which would carry the key along, and reads no endless reply. */
async function boundedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, { ...init, redirect: "manual" });
  if (!response.body) return response;
  let bytes = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > modelLimits.replyBytes)
        controller.error(new GenerationError("The provider's reply is too large"));
      else controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(counter), response);
}

/**
 * Makes one call in the time that is left, adds what it used to the item's sum, and reports it however it ended.
 * `work` calls `spend` as soon as it knows the usage, so that a call whose answer is no good counts too.
 */
export async function call<T>(
  session: Session,
  name: string,
  model: string,
  work: (signal: AbortSignal, spend: (spent: Spent) => void) => Promise<T>,
): Promise<T> {
  const started = Date.now();
  const left = session.deadline - started;
  if (left <= 0) throw new GenerationError("The model is too slow for this item", "too_slow");
  let used: Usage = { model, tokens_in: 0, tokens_out: 0, cost_usd: 0 };
  let outcome = "ok";
  try {
    return await work(AbortSignal.timeout(Math.min(left, modelLimits.callMs)), (spent) => {
      const { model: answered = model, tokens_in, tokens_out } = spent;
      used = { model: answered, tokens_in, tokens_out, cost_usd: session.costOf(model, spent) };
      add(session.usage, used);
    });
  } catch (error) {
    const failure = failureOf(error, session.sdk, session.settings, model);
    outcome = (failure as { code?: string }).code ?? "unexpected";
    throw failure;
  } finally {
    await session.report?.({
      function: name,
      provider: "openai",
      ...used,
      latency_ms: Date.now() - started,
      outcome,
    });
  }
}

/** Adds to an item's sum what a call used, or what an earlier try of it had used. */
export function add(sum: Usage, used: Usage) {
  sum.model = used.model;
  sum.tokens_in += used.tokens_in;
  sum.tokens_out += used.tokens_out;
  sum.cost_usd += used.cost_usd;
}
