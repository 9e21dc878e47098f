import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { providerSettings } from "../../src/db/schema";
import { illustratorFor, writerFor } from "../../src/generation/provider";
import { choiceFrom, type SettingsRow, settingsFrom } from "../../src/generation/settings";
import { aCluster, aContent, aKeyword, aPerson, aSite, db } from "../factories";
import { as } from "../harness";
import { drain } from "../queue";
import { anIdea } from "./answers";
import { defaultOptions } from "./provider";

const settings = env as unknown as Record<string, string | undefined>;
const deploy = (values: Record<string, string>) => void Object.assign(settings, values);
afterEach(() => {
  delete settings.OPENAI_API_KEY;
  deploy({ OPENAI_BASE_URL: "", OPENAI_MODEL: "", OPENAI_IMAGE_MODEL: "", ENVIRONMENT: "test" });
});

const row = (kind: SettingsRow["kind"], stored = {}, sealed_key: string | null = null) => ({
  account_id: 7,
  kind,
  settings: stored,
  sealed_key,
});
const own = (stored = {}, sealed: string | null = "sealed") =>
  row("openai", { enabled: true, ...stored }, sealed);
const pictures = (stored: object) => row("image_generation", stored);
const open = (sealed: string, boundTo: string) => `${sealed} of ${boundTo}`;
const resolved = (...rows: SettingsRow[]) => settingsFrom(choiceFrom(rows), open);
const namesOf = async (...rows: SettingsRow[]) => {
  const chosen = await resolved(...rows);
  return [writerFor(chosen, defaultOptions).name, illustratorFor(chosen, defaultOptions).name];
};

describe("the provider of an account", () => {
  it("is the embedded one where neither it nor the deployment has chosen another", async () => {
    expect(await resolved()).toBeNull();
    expect(await namesOf()).toEqual(["embedded", "embedded"]);
    expect(await namesOf(row("openai", { enabled: false, model: "x" }, "sealed"))).toEqual([
      "embedded",
      "embedded",
    ]);
  });

  it.each([
    ["it has none", []],
    [
      "its own is off",
      [row("openai", { enabled: false, base_url: "https://elsewhere.example/v1" }, "sealed")],
    ],
    ["it never said that its own is on", [row("openai", { model: "x" }, "sealed")]],
  ])("is the deployment's where %s", async (_what, rows) => {
    deploy({ OPENAI_API_KEY: "sk-d", OPENAI_MODEL: "m", OPENAI_IMAGE_MODEL: "painter" });
    expect(await resolved(...rows)).toEqual({
      api_key: "sk-d",
      base_url: "https://api.openai.com/v1",
      model: "m",
      image: { model: "painter", quality: "basic", size: "1536x1024" },
    });
  });

  it("is its own where that is on, with a key that opens for its row alone", async () => {
    deploy({ OPENAI_API_KEY: "sk-d" });
    expect(await resolved(own())).toEqual({
      api_key: "sealed of provider_settings:7:openai",
      base_url: "https://api.openai.com/v1",
      model: "gpt-4.1-mini",
      image: { model: "gpt-image-1", quality: "basic", size: "1536x1024" },
    });
  });

  it("may be an endpoint without a key, which never gets the deployment's", async () => {
    deploy({ OPENAI_API_KEY: "sk-d" });
    const chosen = await resolved(own({ base_url: "https://text.example/v1" }, null));
    expect(chosen).toMatchObject({ api_key: null, base_url: "https://text.example/v1" });
  });

  it.each([
    "http://api.example.com/v1",
    "https://user:pass@api.example.com/v1",
    "https://127.0.0.1/v1",
    "https://2130706433/v1",
    "https://[::1]/v1",
    "https://localhost/v1",
    "https://metadata.google.internal/v1",
    "ftp://api.example.com/v1",
    "nonsense",
  ])("is refused in production at %s", async (base_url) => {
    deploy({ ENVIRONMENT: "production" });
    await expect(resolved(own({ base_url }))).rejects.toThrow("base_url");
  });

  it("may be this machine elsewhere", async () => {
    const rows = [own({ base_url: "http://localhost:11434/v1" })];
    expect(await resolved(...rows)).toMatchObject({ base_url: "http://localhost:11434/v1" });
  });
});

describe("pictures", () => {
  it("are drawn by rules where that was chosen, even where the deployment has a key", async () => {
    deploy({ OPENAI_API_KEY: "sk-d" });
    expect(await namesOf(pictures({ provider: "embedded" }))).toEqual(["openai", "embedded"]);
    expect(await namesOf(own(), pictures({ provider: "embedded" }))).toEqual(["openai", "embedded"]);
  });

  it("are drawn with the model, quality and size that were chosen", async () => {
    deploy({ OPENAI_API_KEY: "sk-d" });
    const chosen = { provider: "openai", model: "dall-e-3", quality: "premium", size: "1024x1024" };
    const image = { model: "dall-e-3", quality: "premium", size: "1024x1024" };
    expect(await resolved(pictures(chosen))).toMatchObject({ api_key: "sk-d", image });
    expect(await resolved(own(), pictures(chosen))).toMatchObject({ api_key: expect.any(String), image });
  });

  it("are left to the rules by an endpoint of one's own, until it is chosen for them", async () => {
    const other = own({ base_url: "https://text.example/v1" });
    expect(await namesOf(other)).toEqual(["openai", "embedded"]);
    expect(await namesOf(other, pictures({ provider: "openai", model: "flux" }))).toEqual([
      "openai",
      "openai",
    ]);
    deploy({ OPENAI_API_KEY: "sk-d", OPENAI_BASE_URL: "https://text.example/v1" });
    expect(await namesOf()).toEqual(["openai", "embedded"]);
  });

  it("are drawn by rules where nothing else can draw", async () => {
    expect(await namesOf(pictures({ provider: "openai" }))).toEqual(["embedded", "embedded"]);
  });

  it("have settings that tell who draws before anybody has said it", async () => {
    const person = await aPerson("admin");
    const shown = async () =>
      (await as(person).get("/system/settings/integrations/image_generation/")).body.data;
    expect(await shown()).toMatchObject({ provider: "embedded", model: "gpt-image-1" });
    deploy({ OPENAI_API_KEY: "sk-d", OPENAI_IMAGE_MODEL: "painter" });
    expect(await shown()).toMatchObject({ provider: "openai", model: "painter", updated_at: null });
    await as(person).put("/system/settings/integrations/image_generation/", { max_images: 1 });
    delete settings.OPENAI_API_KEY;
    expect(await shown()).toMatchObject({ provider: "embedded", max_images: 1 });
  });
});

describe("what a request for pictures reserves", () => {
  const reserved = async (stored: object | null, body: object) => {
    const person = await aPerson("admin");
    const { place } = await aSite(person);
    if (stored) await as(person).put("/system/settings/integrations/image_generation/", stored);
    const content = await aContent(place);
    const path = `/writer/content/${content.id}/generate_images/`;
    return (await as(person).post(path, { dry_run: true, ...body })).body.data.credits as number;
  };

  it("goes by the number, the quality and the model that the settings say", async () => {
    deploy({ OPENAI_API_KEY: "sk-d" });
    const usual = await reserved(null, {});
    const text = usual - 5;
    expect(text).toBeGreaterThan(0);
    expect(await reserved({ quality: "premium" }, {})).toBe(text + 5 * 15);
    expect(await reserved({ quality: "premium", model: "dall-e-3" }, {})).toBe(text + 5 * 5);
    expect(await reserved({ quality: "premium", provider: "embedded" }, {})).toBe(text + 5);
    expect(await reserved({ quality: "quality", max_images: 2 }, {})).toBeLessThan(usual + 5 * 5);
    const two = await reserved({ max_images: 8 }, { max_images: 2 });
    expect(two).toBe(await reserved({ max_images: 2 }, {}));
  });
});

describe("an account's key", () => {
  it("that cannot be opened fails the job with that reason, and does not fall back on another", async () => {
    deploy({ OPENAI_API_KEY: "sk-d" });
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const person = await aPerson();
    const { place } = await aSite(person);
    await db.insert(providerSettings).values({ ...own(), account_id: person.user.account_id });
    const cluster = await aCluster(place);
    await aKeyword(place, { cluster_id: cluster.id, status: "mapped" });
    const { body } = await as(person).post("/planner/clusters/generate_ideas/", { ids: [cluster.id] });
    const fetched = vi.spyOn(globalThis, "fetch");
    await drain();
    const job = (await as(person).get(`/jobs/${body.data.task_id}/`)).body.data;
    expect(job.items[0].error).toContain("key cannot be decrypted");
    expect(fetched).not.toHaveBeenCalled();
  });
});

describe("a call", () => {
  const mine = { api_key: "sk-own", base_url: "https://own.example/v1", model: "m", image: null };
  const input = {
    site_name: "S",
    cluster: { name: "C", description: "", keywords: [] },
    count: 1,
    taken_titles: [],
    taken_keywords: [],
  };
  const answer = (body: unknown, init: ResponseInit = {}) =>
    vi.spyOn(globalThis, "fetch").mockImplementation(async () => Response.json(body, init));
  const completion = (message: object) => ({ model: "m", choices: [{ finish_reason: "stop", message }] });
  const ask = () => writerFor(mine, defaultOptions).answer("ideas", input);

  it("goes to the account's address with the account's key and nothing of the deployment's", async () => {
    deploy({ OPENAI_API_KEY: "sk-d", OPENAI_BASE_URL: "https://deployment.example/v1" });
    const fetched = answer(completion({ content: JSON.stringify({ ideas: [anIdea("A")] }) }));
    await ask();
    const [url, init] = fetched.mock.calls[0]!;
    expect(String(url)).toBe("https://own.example/v1/chat/completions");
    const headers = new Headers(init!.headers as HeadersInit);
    expect(headers.get("Authorization")).toBe("Bearer sk-own");
    expect(JSON.stringify([...headers])).not.toContain("sk-d");
    expect(init!.redirect).toBe("manual");
  });

  it("shows no key where the endpoint has none", async () => {
    deploy({ OPENAI_API_KEY: "sk-d" });
    const fetched = answer(completion({ content: JSON.stringify({ ideas: [anIdea("A")] }) }));
    await writerFor({ ...mine, api_key: null }, defaultOptions).answer("ideas", input);
    const headers = new Headers(fetched.mock.calls[0]![1]!.headers as HeadersInit);
    expect(headers.has("Authorization")).toBe(false);
  });

  it("follows no redirect", async () => {
    const fetched = answer({}, { status: 302, headers: { Location: "https://evil.example" } });
    await expect(ask()).rejects.toMatchObject({ code: "redirected" });
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  it("that the model refuses tells its words", async () => {
    answer(completion({ content: null, refusal: "I cannot help with that." }));
    await expect(ask()).rejects.toMatchObject({
      code: "refusal",
      message: expect.stringContaining("I cannot"),
    });
  });

  it("counts tokens itself where the provider does not", async () => {
    answer(completion({ content: `\`\`\`json\n${JSON.stringify({ ideas: [anIdea("A")] })}\n\`\`\`` }));
    const { usage } = await ask();
    expect(usage.tokens_in).toBeGreaterThan(100);
    expect(usage.tokens_out).toBeGreaterThan(10);
  });

  it("reads no endless reply", async () => {
    const chunk = new Uint8Array(1024 * 1024).fill(32);
    let sent = 0;
    const body = () =>
      new ReadableStream({
        pull: (controller) => (sent++ < 100 ? controller.enqueue(chunk) : controller.close()),
      });
    vi.spyOn(globalThis, "fetch").mockImplementation(
      async () => new Response(body(), { headers: { "Content-Type": "application/json" } }),
    );
    await expect(ask()).rejects.toThrow("too large");
    expect(sent).toBeLessThan(40);
  });
});
