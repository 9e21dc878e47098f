import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { auditEvents, providerSettings } from "../../src/db/schema";
import { aPerson, db } from "../factories";
import { as } from "../harness";

const TEST = "/system/settings/integrations/test/";
const OPENAI = "/system/settings/integrations/openai/";
const KEY = "sk-proj-Abc123Def456Ghi789x7Qd";

/** Made where it is asked for: a response belongs to the request that it answers. */
type Answer = (() => Response) | Error | "never";
const answer = (status: number, text: string, type: string) => () =>
  new Response(text, { status, headers: { "Content-Type": type } });
const json = (status: number, body: unknown) => answer(status, JSON.stringify(body), "application/json");
const error = (
  status: number,
  message: string,
  type: string,
  code: string | null,
  param: string | null = null,
) => json(status, { error: { message, type, param, code } });
const html = (status: number) => answer(status, "<!doctype html><title>Welcome</title>", "text/html");
const model = (id: string) => ({ id, object: "model", created: 1686935002, owned_by: "openai" });
const list = (...ids: string[]) => json(200, { object: "list", data: ids.map(model) });

/** Answers in turn, and keeps what was asked. */
function provider(...answers: Answer[]) {
  const asked: { url: string; authorization: string | null; redirect?: string }[] = [];
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const headers = new Headers(init?.headers);
    asked.push({
      url: String(input),
      authorization: headers.get("Authorization"),
      redirect: init?.redirect,
    });
    const next = answers.shift();
    if (next === "never")
      return new Promise((_, reject) =>
        init!.signal!.addEventListener("abort", () => reject(init!.signal!.reason as Error)),
      );
    if (typeof next === "function") return next();
    throw next ?? new Error("asked once too often");
  });
  return asked;
}

const test = async (body: object = { api_key: KEY }) =>
  as(await aPerson("admin")).post(TEST, { provider: "openai", model: "gpt-5", ...body });
const check = async (body?: object) => (await test(body)).body.data;

const notFoundModel = error(
  404,
  "The model 'gpt-5' does not exist or you do not have access to it.",
  "invalid_request_error",
  "model_not_found",
);
const quota = error(
  429,
  "You exceeded your current quota, please check your plan and billing details.",
  "insufficient_quota",
  "insufficient_quota",
);
const wrongKey = error(
  401,
  `Incorrect API key provided: ${KEY}. You can find your API key at https://platform.openai.com.`,
  "invalid_request_error",
  "invalid_api_key",
);
const noScope = (status: number) =>
  error(
    status,
    "You have insufficient permissions for this operation. Missing scopes: api.model.read.",
    "invalid_request_error",
    null,
  );

describe("the test of a connection tells", () => {
  const cases: [string, string, Answer[]][] = [
    ["that the model is there", "ok", [json(200, model("gpt-5"))]],
    ["a model that is in the list alone", "ok", [html(404), list("gpt-4", "gpt-5")]],
    ["a list whose entries have an id alone", "ok", [html(405), json(200, { data: [{ id: "gpt-5" }] })]],
    ["a wrong key", "wrong_key", [wrongKey]],
    ["a key that may not read models", "not_permitted", [noScope(403)]],
    ["the same where it is a 401", "not_permitted", [noScope(401)]],
    ["an unknown model, as OpenAI does", "unknown_model", [notFoundModel]],
    [
      "an unknown model, as Ollama does",
      "unknown_model",
      [error(404, "model 'gpt-5' not found", "api_error", null), list("llama3.2:latest")],
    ],
    ["no quota", "insufficient_quota", [quota]],
    [
      "no quota, as OpenRouter does",
      "insufficient_quota",
      [json(402, { error: { code: 402, message: "x" } })],
    ],
    [
      "a rate limit",
      "rate_limited",
      [error(429, "Rate limit reached for requests", "requests", "rate_limit_exceeded")],
    ],
    ["a host that is not there", "no_network", [new TypeError("Network connection lost.")]],
    [
      "a host that goes away in between",
      "no_network",
      [html(404), new TypeError("Network connection lost.")],
    ],
    ["a website", "not_compatible", [html(200), html(200)]],
    [
      "another API",
      "not_compatible",
      [json(404, { detail: "Not Found" }), json(404, { detail: "Not Found" })],
    ],
    ["JSON that is no list", "not_compatible", [json(200, null), json(200, ["gpt-5"])]],
    [
      "an endless answer",
      "not_compatible",
      [html(404), answer(200, "[".repeat(5 * 1024 * 1024), "application/json")],
    ],
    [
      "a redirect",
      "not_compatible",
      [
        () =>
          new Response(null, {
            status: 301,
            headers: { Location: "https://api.openai.com/v1/models/gpt-5" },
          }),
      ],
    ],
    ["a failing provider", "provider_error", [error(503, "Overloaded", "server_error", null)]],
  ];

  it.each(cases)("%s: %s", async (_, code, answers) => {
    provider(...answers);
    const found = await check();
    expect([found.code, found.ok]).toEqual([code, code === "ok"]);
    expect(found.fix === null).toBe(found.ok);
    expect(JSON.stringify(found)).not.toContain(KEY.slice(0, 12));
  });

  it("which models there are instead", async () => {
    provider(html(404), list("llama3", "mistral", "qwen", "phi", "gemma", "sixth"));
    const { fix } = await check();
    expect(fix).toBe("Choose an available model, such as llama3, mistral, qwen, phi, gemma.");
  });

  it("that nothing answered in ten seconds", async () => {
    const after = AbortSignal.timeout.bind(AbortSignal);
    const timeout = vi.spyOn(AbortSignal, "timeout").mockImplementation(() => after(50));
    provider("never");
    expect(await check()).toMatchObject({
      code: "no_network",
      message: "api.openai.com did not answer within 10 seconds",
    });
    expect(timeout).toHaveBeenCalledWith(10_000);
  });

  it("what a real closed port does", async () => {
    const found = await check({ base_url: "http://127.0.0.1:9/v1" });
    expect(found).toMatchObject({ ok: false, code: "no_network", message: "127.0.0.1:9 cannot be reached" });
  });
});

describe("the test of a connection", () => {
  it("asks for the model by name, as the caller of the key, and follows nobody", async () => {
    const asked = provider(html(404), list("org/model a"));
    expect((await check({ api_key: KEY, model: "org/model a" })).ok).toBe(true);
    expect(asked).toEqual([
      {
        url: "https://api.openai.com/v1/models/org%2Fmodel%20a",
        authorization: `Bearer ${KEY}`,
        redirect: "manual",
      },
      { url: "https://api.openai.com/v1/models", authorization: `Bearer ${KEY}`, redirect: "manual" },
    ]);
  });

  it("takes what is saved where nothing is given, and sends the saved key nowhere else", async () => {
    const admin = await aPerson("admin");
    await as(admin).put(OPENAI, { api_key: KEY, model: "gpt-saved" });
    const asked = provider(json(200, model("gpt-saved")), wrongKey, json(200, model("x")));
    const to = as(admin);
    expect((await to.post(TEST, { provider: "openai" })).body.data.ok).toBe(true);
    const elsewhere = await to.post(TEST, {
      provider: "openai",
      base_url: "https://collector.example.com/v1",
    });
    expect(elsewhere.body.data.message).toBe("The provider requires a key");
    await to.post(TEST, { provider: "openai", base_url: "https://models.example.com", api_key: "sk-given" });
    expect(asked.map(({ url, authorization }) => [url, authorization])).toEqual([
      ["https://api.openai.com/v1/models/gpt-saved", `Bearer ${KEY}`],
      ["https://collector.example.com/v1/models/gpt-saved", null],
      ["https://models.example.com/models/gpt-saved", "Bearer sk-given"],
    ]);
  });

  it("says so where the saved key cannot be opened, and tests a given one all the same", async () => {
    const admin = await aPerson("admin");
    await as(admin).put(OPENAI, { api_key: KEY });
    await db
      .update(providerSettings)
      .set({ sealed_key: "v1:gone:AAAAAAAAAAAAAAAA:AAAA" })
      .where(eq(providerSettings.account_id, admin.user.account_id));
    provider(json(200, model("gpt-5")));
    const { status, body } = await as(admin).post(TEST, { provider: "openai" });
    expect([status, body.errors]).toEqual([
      400,
      { api_key: ["The saved key cannot be decrypted. Save it again."] },
    ]);
    expect((await as(admin).post(TEST, { provider: "openai", api_key: KEY })).body.data.ok).toBe(true);
  });

  it("calls no private address, and names the field", async () => {
    const asked = provider();
    for (const base_url of ["https://10.0.0.1/v1", "http://example.com", "https://169.254.169.254"]) {
      const { status, body } = await test({ base_url });
      expect([status, Object.keys(body.errors)]).toEqual([400, ["base_url"]]);
    }
    expect(asked).toEqual([]);
  });

  it("writes nothing, and is for admins", async () => {
    const admin = await aPerson("admin");
    provider(json(200, model("gpt-5")));
    await as(admin).post(TEST, { provider: "openai", model: "gpt-5", api_key: KEY });
    const mine = eq(auditEvents.account_id, admin.user.account_id);
    expect(await db.select().from(auditEvents).where(mine)).toEqual([]);
    expect((await as(await aPerson("editor")).post(TEST, { provider: "openai" })).status).toBe(403);
    expect((await as(admin).post(TEST, { provider: "anthropic" })).body.errors).toHaveProperty("provider");
  });
});
