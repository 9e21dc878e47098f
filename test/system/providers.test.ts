import { env } from "cloudflare:workers";
import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { apiKeys, providerSettings } from "../../src/db/schema";
import { newApiKey } from "../../src/lib/api-keys";
import { systemCtx } from "../../src/db/context";
import { sha256 } from "../../src/lib/digests";
import { loadOpenAiEndpoint } from "../../src/modules/system/providers.service";
import { loadAccount, aMember, deleteWith, PASSWORD, loadAuditTrail } from "../auth/helpers";
import { aColleague, aPerson, aSite, db, type Person } from "../factories";
import { as, readText, send, tokenOf } from "../harness";

const OPENAI = "/system/settings/integrations/openai/";
const IMAGES = "/system/settings/integrations/image_generation/";
const KEY = "sk-proj-Abc123Def456Ghi789x7Qd";

const rowOf = async ({ user }: Person, kind: "openai" | "image_generation" = "openai") =>
  (
    await db
      .select()
      .from(providerSettings)
      .where(and(eq(providerSettings.account_id, user.account_id), eq(providerSettings.kind, kind)))
  )[0];
const openedBy = ({ user }: Person) => loadOpenAiEndpoint(systemCtx(user.account_id, "test"));

describe("the language model's settings", () => {
  it("are the defaults until somebody saves them", async () => {
    const { body } = await as(await aPerson("viewer")).get(OPENAI);
    expect(body.data).toEqual({
      enabled: false,
      base_url: "https://api.openai.com/v1",
      model: "gpt-4.1-mini",
      has_api_key: false,
      api_key_tail: null,
      updated_at: null,
    });
  });

  it("take what is given and keep the rest", async () => {
    const admin = await aPerson("admin");
    await as(admin).put(OPENAI, { api_key: KEY, model: "gpt-5" });
    const { status, body } = await as(admin).put(OPENAI, { enabled: true });
    expect(status).toBe(200);
    expect(body.data).toMatchObject({
      enabled: true,
      model: "gpt-5",
      has_api_key: true,
      api_key_tail: "x7Qd",
    });
    expect((await as(admin).get(OPENAI)).body.data).toEqual(body.data);
    expect(await openedBy(admin)).toMatchObject({ enabled: true, model: "gpt-5", api_key: KEY });
  });

  it("never show the key: not in answers, the database, the trail or the export", async () => {
    const owner = await aPerson("owner");
    const put = await as(owner).put(OPENAI, { api_key: KEY });
    const get = await as(owner).get(OPENAI);
    const row = await rowOf(owner);
    const exported = await send("/api/v1/auth/account/export/", {
      headers: { Authorization: `Bearer ${await tokenOf(owner)}` },
    });
    const lines = await readText(exported);
    expect(lines).toContain('"key_tail":"x7Qd"');
    const everything = JSON.stringify([
      put.body,
      get.body,
      row,
      await loadAuditTrail(owner.user.account_id),
      lines,
    ]);
    expect(everything).not.toContain(KEY.slice(0, 20));
    expect(lines).not.toContain(row!.sealed_key);
  });

  it("hold a key that opens in this account alone", async () => {
    const [mine, other] = [await aPerson("admin"), await aPerson("admin")];
    await as(mine).put(OPENAI, { api_key: KEY });
    await as(other).put(OPENAI, { api_key: "sk-another-key-altogether" });
    const { sealed_key } = (await rowOf(mine))!;
    await db
      .update(providerSettings)
      .set({ sealed_key })
      .where(eq(providerSettings.account_id, other.user.account_id));
    await expect(openedBy(other)).rejects.toThrow("belongs to another row");
  });

  it("lose the key when it is null, and tell no tail of a short one", async () => {
    const admin = await aPerson("admin");
    await as(admin).put(OPENAI, { api_key: "ollama", base_url: "http://127.0.0.1:11434/v1/" });
    const shown = (await as(admin).get(OPENAI)).body.data;
    expect(shown).toMatchObject({
      base_url: "http://127.0.0.1:11434/v1",
      has_api_key: true,
      api_key_tail: null,
    });
    const { body } = await as(admin).put(OPENAI, { api_key: null });
    expect(body.data).toMatchObject({ has_api_key: false, api_key_tail: null });
    expect((await rowOf(admin))!.sealed_key).toBeNull();
  });

  it("let no key follow to another host", async () => {
    const admin = await aPerson("admin");
    await as(admin).put(OPENAI, { api_key: KEY });
    const moved = await as(admin).put(OPENAI, { base_url: "https://collector.example.com/v1" });
    expect(moved.status).toBe(400);
    expect(moved.body.errors.api_key[0]).toContain("is bound to https://api.openai.com");
    expect((await as(admin).put(OPENAI, { base_url: "https://api.openai.com/v2" })).status).toBe(200);
    const change = { base_url: "https://models.example.com/v1", api_key: "sk-its-own-key-here" };
    expect((await as(admin).put(OPENAI, change)).status).toBe(200);
    expect(await openedBy(admin)).toMatchObject(change);
  });

  it("cannot be enabled for OpenAI without a key, but for another endpoint", async () => {
    const admin = await aPerson("admin");
    const refused = await as(admin).put(OPENAI, { enabled: true });
    expect([refused.status, Object.keys(refused.body.errors)]).toEqual([400, ["api_key"]]);
    const change = { enabled: true, base_url: "http://localhost:8000/v1" };
    expect((await as(admin).put(OPENAI, change)).status).toBe(200);
  });

  it.each([
    ["ftp://example.com", "begins with https"],
    ["http://example.com/v1", "Only https"],
    ["not-a-url", "begins with https"],
    ["https://user:pass@example.com/v1", "must not contain a user name"],
    ["https://10.1.2.3/v1", "public internet"],
    ["https://169.254.169.254/latest", "public internet"],
    ["https://0xa9fea9fe/latest", "public internet"],
    ["https://192.168.0.1.", "public internet"],
    ["https://[fd00::1]/v1", "public internet"],
    ["https://[::ffff:10.0.0.1]/v1", "public internet"],
    ["https://metadata.google.internal/v1", "public internet"],
    ["https://intranet/v1", "public internet"],
    ["https://example.com/v1?key=1", "must not have a query"],
  ])("refuse the address %s", async (base_url, reason) => {
    const { status, body } = await as(await aPerson("admin")).put(OPENAI, { base_url });
    expect([status, body.errors.base_url[0]]).toEqual([400, expect.stringContaining(reason)]);
  });

  it("refuse loopback and http in production", async () => {
    const admin = await aPerson("admin");
    env.ENVIRONMENT = "production";
    try {
      for (const base_url of [
        "http://127.0.0.1:1/v1",
        "https://localhost/v1",
        "https://[::1]/v1",
        "https://127.1/",
      ])
        expect([base_url, (await as(admin).put(OPENAI, { base_url })).status]).toEqual([base_url, 400]);
      expect((await as(admin).put(OPENAI, { base_url: "https://[2606:4700::1]/v1" })).status).toBe(200);
    } finally {
      env.ENVIRONMENT = "test";
    }
  });

  it.each([[{ api_key: "two words" }], [{ model: "" }], [{ enabled: "yes" }], [{ temperature: 1 }]])(
    "refuse %j, naming the field",
    async (change) => {
      const { status, body } = await as(await aPerson("admin")).put(OPENAI, change);
      expect([status, Object.keys(body.errors)]).toEqual([400, Object.keys(change)]);
    },
  );

  it("are written by admins alone, and by no key", async () => {
    const owner = await aPerson("owner");
    const editor = await aColleague(owner.user, "editor");
    expect((await as(editor).put(OPENAI, { enabled: false })).status).toBe(403);
    const { site } = await aSite(owner);
    const key = newApiKey();
    await db.insert(apiKeys).values({
      account_id: owner.user.account_id,
      site_id: site.id,
      name: "Key",
      prefix: "igny8_",
      hash: await sha256(key),
    });
    const byKey = as(undefined, { Authorization: `ApiKey ${key}` });
    expect((await byKey.get(OPENAI)).status).toBe(200);
    for (const reply of [
      await byKey.put(OPENAI, { enabled: false }),
      await byKey.put(IMAGES, { max_images: 1 }),
      await byKey.put("/system/modules/", { linker: false }),
      await byKey.put("/system/prompts/clustering/", { prompt: "{clusters}" }),
      await byKey.post("/system/settings/content/publishing/save/", {}),
    ])
      expect(reply.status).toBe(403);
    expect(await rowOf(owner)).toBeUndefined();
  });

  it("leave a trail that names the fields", async () => {
    const admin = await aPerson("admin");
    await as(admin).put(OPENAI, { api_key: KEY, model: "gpt-5" });
    await as(admin).put(IMAGES, { quality: "premium" });
    const trail = await loadAuditTrail(admin.user.account_id);
    expect(trail.map(({ action, object_id, details }) => [action, object_id, details])).toEqual([
      ["provider_settings.saved", "openai", { fields: ["model", "api_key"] }],
      ["provider_settings.saved", "image_generation", { fields: ["quality"] }],
    ]);
  });

  it("go with the account", async () => {
    const owner = await aMember("owner");
    await as(owner).put(OPENAI, { api_key: KEY });
    const confirm = (await loadAccount(owner)).slug;
    const { status } = await deleteWith(owner, "/auth/account/", { password: PASSWORD, confirm });
    expect(status).toBe(200);
    expect(await rowOf(owner)).toBeUndefined();
  });
});

describe("If-Match on settings", () => {
  const saving = [
    [OPENAI, { model: "gpt-5" }, "put"],
    [IMAGES, { max_images: 2 }, "put"],
    ["/system/settings/content/publishing/", { auto_schedule: true }, "save"],
    ["/system/prompts/clustering/", { prompt: "Group {clusters}" }, "put"],
    ["/system/modules/", { linker: false }, "put"],
  ] as const;

  it.each(saving)("%s lets one of two writers through, from the very first", async (path, change, how) => {
    const admin = await aPerson("admin");
    const write = (tag: string, body: unknown) => {
      const to = as(admin, { "If-Match": tag });
      return how === "put" ? to.put(path, body) : to.post(`${path}save/`, body);
    };
    const unsaved = (await as(admin).get(path)).headers.get("ETag")!;
    expect((await write('"made-up"', change)).status).toBe(412);
    expect((await write(unsaved, change)).status).toBe(200);
    expect((await write(unsaved, change)).status).toBe(412);
    const tag = (await as(admin).get(path)).headers.get("ETag")!;
    expect((await as(admin, { "If-None-Match": tag }).get(path)).status).toBe(304);
    const next = path === "/system/modules/" ? { linker: true } : change;
    expect((await write(tag, next)).status).toBe(200);
    expect((await write(tag, next)).status).toBe(412);
    expect((await write("*", next)).status).toBe(200);
  });

  it("is not needed: of many at the same time none is lost", async () => {
    const admin = await aPerson("admin");
    const changes = [{ model: "gpt-5" }, { enabled: false }, { base_url: "https://models.example.com" }];
    const replies = await Promise.all(changes.map((change) => as(admin).put(OPENAI, change)));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await as(admin).get(OPENAI)).body.data).toMatchObject(Object.assign({}, ...changes));
  });
});

describe("the image settings", () => {
  it("have defaults, and keep what is left out", async () => {
    const admin = await aPerson("admin");
    expect((await as(admin).get(IMAGES)).body.data).toEqual({
      provider: "embedded",
      model: "gpt-image-1",
      quality: "basic",
      style: "photorealistic",
      max_images: 4,
      size: "1536x1024",
      updated_at: null,
    });
    await as(admin).put(IMAGES, { provider: "openai", max_images: 0 });
    const { body } = await as(admin).put(IMAGES, { style: "  line   drawing " });
    expect(body.data).toMatchObject({ provider: "openai", max_images: 0, style: "line drawing" });
    expect((await as(await aPerson("admin")).get(IMAGES)).body.data.updated_at).toBeNull();
  });

  it.each([
    [{ max_images: 9 }],
    [{ max_images: -1 }],
    [{ quality: "best" }],
    [{ provider: "other" }],
    [{ size: "100x100" }],
    [{ size: "1024" }],
    [{ size: "4000x1024" }],
    [{ api_key: "sk-x" }],
  ])("refuse %j, naming the field", async (change) => {
    const { status, body } = await as(await aPerson("admin")).put(IMAGES, change);
    expect([status, Object.keys(body.errors)]).toEqual([400, Object.keys(change)]);
  });
});
