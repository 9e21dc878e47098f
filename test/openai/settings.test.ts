import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { providerSettings } from "../../src/db/schema";
import { illustratorFor, providerFor } from "../../src/generation/provider";
import { imageQualityFrom, type SettingsRow, settingsFrom } from "../../src/generation/settings";
import { seal } from "../../src/lib/sealed";
import { systemCtx } from "../../src/lib/context";
import { readProviderSettings } from "../../src/modules/jobs/provider.service";
import { aCluster, aContent, aKeyword, aPerson, aSite, db, type Person } from "../factories";
import { as } from "../harness";
import { drain } from "../queue";
import { anIdea } from "./answers";

const settings = env as unknown as Record<string, string | undefined>;
const deploy = (values: Record<string, string>) => void Object.assign(settings, values);
afterEach(() => {
  delete settings.OPENAI_API_KEY;
  deploy({ OPENAI_BASE_URL: "", OPENAI_MODEL: "", OPENAI_IMAGE_MODEL: "", ENVIRONMENT: "test" });
});

const row = (kind: SettingsRow["kind"], stored = {}, sealed_key: string | null = `sealed-${kind}`) => ({
  account_id: 7,
  kind,
  settings: stored,
  sealed_key,
});
const open = (sealed: string, boundTo: string) => `${sealed} of ${boundTo}`;

describe("the provider of an account", () => {
  it("is the embedded one where nobody has a key", async () => {
    expect(await settingsFrom([row("openai", { model: "x" }, null)], open)).toBeNull();
    expect(providerFor(null).name).toBe("embedded");
    expect(illustratorFor(null).name).toBe("embedded");
  });

  it("is the deployment's where it has none itself, whatever else it chose", async () => {
    deploy({ OPENAI_API_KEY: "sk-d" });
    const rows = [row("openai", { base_url: "https://elsewhere.example/v1" }, null)];
    expect(await settingsFrom(rows, open)).toBeNull();
    expect(providerFor(null).name).toBe("openai");
    expect(illustratorFor(null).name).toBe("openai");
  });

  it("is its own where it has a key, which opens for its row alone", async () => {
    expect(await settingsFrom([row("openai")], open)).toEqual({
      api_key: "sealed-openai of provider_settings:7:openai",
      base_url: "https://api.openai.com/v1",
      model: "gpt-4.1-mini",
      image_model: "gpt-image-1",
      image_quality: "basic",
    });
  });

  it("never has one key with the other's address", async () => {
    const rows = [
      row("openai", { base_url: "https://text.example/v1" }),
      row("image_generation", {
        base_url: "https://images.example/v1",
        image_model: "m",
        image_quality: "premium",
      }),
    ];
    expect(await settingsFrom(rows, open)).toMatchObject({
      api_key: expect.stringContaining("sealed-openai"),
      base_url: "https://text.example/v1",
    });
    expect(await settingsFrom(rows, open, "images")).toMatchObject({
      api_key: expect.stringContaining("sealed-image_generation"),
      base_url: "https://images.example/v1",
      image_model: "m",
      image_quality: "premium",
    });
    const keyless = [rows[0]!, { ...rows[1]!, sealed_key: null }];
    expect(await settingsFrom(keyless, open, "images")).toMatchObject({
      api_key: expect.stringContaining("sealed-openai"),
      base_url: "https://text.example/v1",
    });
  });

  it("leaves pictures to the embedded one where its own address has no image model named", async () => {
    const chosen = await settingsFrom(
      [row("openai", { base_url: "https://text.example/v1" })],
      open,
      "images",
    );
    expect(illustratorFor(chosen).name).toBe("embedded");
    expect(providerFor(chosen).name).toBe("openai");
  });

  it.each([
    "http://api.example/v1",
    "https://user:pass@api.example/v1",
    "https://127.0.0.1/v1",
    "https://2130706433/v1",
    "https://[::1]/v1",
    "https://localhost/v1",
    "https://metadata.google.internal/v1",
    "ftp://api.example/v1",
    "nonsense",
  ])("is refused in production at %s", async (base_url) => {
    deploy({ ENVIRONMENT: "production" });
    await expect(settingsFrom([row("openai", { base_url })], open)).rejects.toThrow("base_url");
  });

  it("may be this machine elsewhere", async () => {
    const rows = [row("openai", { base_url: "http://localhost:11434/v1" })];
    expect(await settingsFrom(rows, open)).toMatchObject({ base_url: "http://localhost:11434/v1" });
  });

  it("is read from the account's own rows", async () => {
    const [mine, other] = [await aPerson(), await aPerson()];
    const account_id = mine.user.account_id;
    const sealed_key = await seal("sk-mine", `provider_settings:${account_id}:openai`);
    await db.insert(providerSettings).values({ ...row("openai", { model: "m" }), account_id, sealed_key });
    const read = ({ user }: Person) => readProviderSettings(systemCtx(user.account_id, "test"));
    expect(await read(mine)).toMatchObject({ model: "m", api_key: "sk-mine" });
    expect(await read(other)).toBeNull();
  });
});

describe("the quality of pictures", () => {
  it.each([
    [[], "basic"],
    [[row("image_generation", { image_quality: "premium" })], "premium"],
    [[row("image_generation", { image_quality: "premium" }, null), row("openai")], "premium"],
    [[row("image_generation", { image_quality: "premium" }, null)], "basic"],
    [[row("image_generation", { image_quality: "other" })], "basic"],
  ] as [SettingsRow[], string][])("is that of what draws them: %j", (rows, quality) => {
    expect(imageQualityFrom(rows)).toBe(quality);
  });

  it("is what a request for pictures reserves", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    const stored = {
      ...row("image_generation", { image_quality: "premium" }),
      account_id: person.user.account_id,
    };
    await db.insert(providerSettings).values(stored);
    const content = await aContent(place);
    const { body } = await as(person).post(`/writer/content/${content.id}/generate_images/`, {
      max_images: 2,
    });
    const job = (await as(person).get(`/jobs/${body.data.task_id}/`)).body.data;
    expect(job.credits_reserved).toBeGreaterThanOrEqual(3 * 15);
  });
});

describe("an account's key", () => {
  it("that cannot be opened fails the job with that reason, and does not fall back on another", async () => {
    deploy({ OPENAI_API_KEY: "sk-d" });
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const person = await aPerson();
    const { place } = await aSite(person);
    await db.insert(providerSettings).values({ ...row("openai"), account_id: person.user.account_id });
    const cluster = await aCluster(place);
    await aKeyword(place, { cluster_id: cluster.id, status: "mapped" });
    const { body } = await as(person).post("/planner/clusters/generate_ideas/", { ids: [cluster.id] });
    const fetched = vi.spyOn(globalThis, "fetch");
    await drain();
    const job = (await as(person).get(`/jobs/${body.data.task_id}/`)).body.data;
    expect(job.items[0].error).toContain("key cannot be opened");
    expect(fetched).not.toHaveBeenCalled();
  });
});

describe("a call", () => {
  const own = {
    api_key: "sk-own",
    base_url: "https://own.example/v1",
    model: "m",
    image_model: "m",
    image_quality: "basic" as const,
  };
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
  const ask = () => providerFor(own).answer("ideas", input);

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
