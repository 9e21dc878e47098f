import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { apiKeys, auditEvents, siteIntegrations } from "../../src/db/schema";
import { openCredential, openWebhookSecret } from "../../src/modules/integration/secrets";
import { aColleague, aPerson, aSite, db, type Person } from "../factories";
import { as, send, tokenOf } from "../harness";
import { aConnectedSite, anIntegration, SITE_URL } from "./helpers";

const PATH = "/integration/";
const SECRET = "a-secret-of-the-webhook";
const bodyFor = (site_id: number, more = {}) => ({
  site_id,
  external_site_url: SITE_URL,
  auth_type: "application_password",
  username: "editor",
  credential: "abcd efgh ijkl",
  ...more,
});
const rowOf = async (id: number) =>
  (await db.select().from(siteIntegrations).where(eq(siteIntegrations.id, id)))[0]!;
const create = async (person: Person, more = {}) =>
  as(person).post(PATH, bodyFor((await aSite(person)).site.id, more));

describe("making an integration", () => {
  it("keeps its secrets sealed, and tells only that they are there", async () => {
    const reply = await create(await aPerson(), { webhook_secret: SECRET });
    expect(reply.status).toBe(201);
    expect(reply.body.data).toMatchObject({
      platform: "wordpress",
      external_site_url: SITE_URL,
      has_credential: true,
      has_webhook_secret: true,
      connection_status: "unknown",
      sync_status: "pending",
      config: {},
      api_key: null,
    });
    expect(JSON.stringify(reply.body)).not.toMatch(/abcd|a-secret/);
    const row = await rowOf(reply.body.data.id);
    expect(JSON.stringify(row)).not.toMatch(/abcd|a-secret/);
    expect(await openCredential(row, row.sealed_credential!)).toBe("abcd efgh ijkl");
    expect(await openWebhookSecret(row, row.sealed_webhook_secret!)).toBe(SECRET);
  });

  it("seals for the row, the way in and the address: nothing else opens it", async () => {
    const row = await rowOf((await create(await aPerson())).body.data.id);
    const others = [
      { account_id: 0 },
      { site_id: 0 },
      { auth_type: "api_key" as const },
      { external_site_url: "https://evil.example.com" },
    ];
    for (const other of others)
      await expect(openCredential({ ...row, ...other }, row.sealed_credential!)).rejects.toThrow();
  });

  it.each([
    ["https://Blog.Example.com/", "https://blog.example.com"],
    [" https://blog.example.com/my/blog/ ", "https://blog.example.com/my/blog"],
    ["https://blog.example.com/wp-admin/options.php", "https://blog.example.com"],
    ["https://blog.example.com/sub/wp-json/", "https://blog.example.com/sub"],
    ["https://blog.example.com/wp-login.php", "https://blog.example.com"],
  ])("takes %s for %s", async (given, kept) => {
    const reply = await create(await aPerson(), { external_site_url: given });
    expect(reply.body.data.external_site_url).toBe(kept);
  });

  it.each([
    [{ external_site_url: "http://127.0.0.1/" }, "external_site_url", "not on the public internet"],
    [
      { external_site_url: "http://169.254.169.254/latest/" },
      "external_site_url",
      "not on the public internet",
    ],
    [
      { external_site_url: "https://a:b@example.com/" },
      "external_site_url",
      "must not contain a user name or password",
    ],
    [{ external_site_url: "ftp://example.com" }, "external_site_url", "begins with https"],
    [{ external_site_url: "https://example.com/?p=1" }, "external_site_url", "without ?"],
    [{ username: undefined }, "username", "Required with application_password"],
    [{ username: "a:b" }, "username", "colon"],
    [{ credential: "line\r\nX-Evil: 1" }, "credential", "ASCII"],
    [{ webhook_secret: "short" }, "webhook_secret", "16"],
    [{ platform: "shopify" }, "platform", "wordpress"],
    [{ config: { other: 1 } }, "config.other", "Unknown field"],
    [{ site_id: 999_999 }, "site_id", "No such site"],
  ])("refuses %j, naming the field", async (more, field, words) => {
    const fetched = vi.spyOn(globalThis, "fetch");
    const reply = await create(await aPerson(), more);
    expect(reply.status).toBe(400);
    expect(Object.keys(reply.body.errors)).toEqual([field]);
    expect(reply.body.errors[field][0]).toContain(words);
    expect(fetched).not.toHaveBeenCalled();
  });

  it("is done once a site", async () => {
    const person = await aPerson();
    const { site } = await aSite(person);
    await as(person).post(PATH, bodyFor(site.id));
    const again = await as(person).post(PATH, bodyFor(site.id));
    expect([again.status, again.body.code, Object.keys(again.body.errors)]).toEqual([
      409,
      "DUPLICATE",
      ["platform"],
    ]);
  });

  it("has no user name with the plugin's key", async () => {
    const reply = await create(await aPerson(), { auth_type: "api_key", username: "left over" });
    expect(reply.body.data.username).toBeNull();
  });

  it("is told in the audit trail, without its secrets", async () => {
    const owner = await aPerson("owner");
    const { id } = (await create(owner, { create_api_key: true })).body.data;
    await as(owner).put(`${PATH}${id}/`, { credential: "another-secret" });
    await as(owner).delete(`${PATH}${id}/`);
    const events = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.account_id, owner.user.account_id));
    const about = events.filter((event) => event.object_type === "integration");
    expect(about.map(({ action, object_id }) => [action, object_id])).toEqual([
      ["integration.created", String(id)],
      ["integration.updated", String(id)],
      ["integration.deleted", String(id)],
    ]);
    expect(JSON.stringify(events)).not.toMatch(/abcd|another-secret/);
  });
});

describe("the API key of an integration", () => {
  it("is made with it where it is asked for, shown this once, and works", async () => {
    const owner = await aPerson("owner");
    const reply = await create(owner, { create_api_key: true });
    const { id, site_id, api_key } = reply.body.data;
    expect(reply.headers.get("Cache-Control")).toBe("no-store");
    expect(api_key).toMatchObject({ site_id, integration_id: id, key: expect.stringMatching(/^igny8_/) });
    const asSite = as(undefined, { Authorization: `ApiKey ${api_key.key}` });
    expect((await asSite.get(`${PATH}${id}/`)).body.data.id).toBe(id);
    expect(JSON.stringify((await as(owner).get(`${PATH}${id}/`)).body)).not.toContain(api_key.key);
  });

  it("is made by owners and admins alone", async () => {
    const person = await aPerson("editor");
    const reply = await create(person, { create_api_key: true });
    expect(reply.status).toBe(403);
    expect((await as(person).get(PATH)).body.count).toBe(0);
  });

  it("is not made beyond the site's limit, nor is the integration", async () => {
    const owner = await aPerson("owner");
    const { site } = await aSite(owner);
    for (let n = 0; n < 20; n++)
      await as(owner).post("/integration/api-keys/", { site_id: site.id, name: "Key" });
    const reply = await as(owner).post(PATH, bodyFor(site.id, { create_api_key: true }));
    expect([reply.status, reply.body.code, reply.body.limit]).toEqual([403, "PLAN_LIMIT_REACHED", 20]);
    expect((await as(owner).get(PATH)).body.count).toBe(0);
  });

  it("ends with it, at once; the site's other keys stay", async () => {
    const owner = await aPerson("owner");
    const { id, site_id, api_key } = (await create(owner, { create_api_key: true })).body.data;
    const other = (await as(owner).post("/integration/api-keys/", { site_id, name: "Other" })).body.data;
    const status = async (key: string) =>
      (await as(undefined, { Authorization: `ApiKey ${key}` }).get(PATH)).status;
    expect(await status(api_key.key)).toBe(200);
    expect((await as(owner).delete(`${PATH}${id}/`)).status).toBe(200);
    expect([await status(api_key.key), await status(other.key)]).toEqual([401, 200]);
    expect((await db.select().from(apiKeys).where(eq(apiKeys.id, api_key.id)))[0]!.revoked_at).not.toBeNull();
  });
});

describe("changing an integration", () => {
  it("removes the credential when the address or the way in changes", async () => {
    for (const change of [{ external_site_url: "https://other.example.com" }, { auth_type: "api_key" }]) {
      const { person, path, integration } = await aConnectedSite({
        connection_status: "connected",
        structure: { a: 1 },
        sync_cursor: "x",
      });
      const reply = await as(person).put(path, change);
      expect(reply.body.data).toMatchObject({
        ...change,
        has_credential: false,
        connection_status: "unknown",
      });
      const moved = "external_site_url" in change;
      expect(await rowOf(integration.id)).toMatchObject({
        sealed_credential: null,
        structure: moved ? null : { a: 1 },
      });
    }
  });

  it("takes the new credential of the same request, for the new address", async () => {
    const { person, path, integration } = await aConnectedSite();
    const external_site_url = "https://other.example.com";
    const reply = await as(person).put(path, { external_site_url, credential: "new-password" });
    expect(reply.body.data.has_credential).toBe(true);
    const row = await rowOf(integration.id);
    expect(await openCredential(row, row.sealed_credential!)).toBe("new-password");
    await expect(
      openCredential({ ...row, external_site_url: SITE_URL }, row.sealed_credential!),
    ).rejects.toThrow();
  });

  it("keeps the credential when the same address is written otherwise, or something else changes", async () => {
    const { person, path } = await aConnectedSite({ connection_status: "connected" });
    const change = { external_site_url: "https://BLOG.example.com/wp-admin/", is_active: false, config: {} };
    const reply = await as(person).put(path, change);
    expect(reply.body.data).toMatchObject({
      has_credential: true,
      is_active: false,
      connection_status: "connected",
    });
  });

  it("removes a secret that is set to null", async () => {
    const { person, path } = await aConnectedSite();
    await as(person).put(path, { webhook_secret: SECRET });
    const reply = await as(person).put(path, { credential: null, webhook_secret: null });
    expect(reply.body.data).toMatchObject({ has_credential: false, has_webhook_secret: false });
  });

  it("needs a user name when it turns to a password", async () => {
    const { person, path } = await aConnectedSite({ auth_type: "api_key" });
    const reply = await as(person).put(path, { auth_type: "application_password" });
    expect(reply.body.errors).toEqual({ username: ["Required with application_password"] });
    expect((await as(person).put(path, { auth_type: "application_password", username: "ada" })).status).toBe(
      200,
    );
  });

  it("honours If-Match", async () => {
    const { person, path } = await aConnectedSite();
    const { headers } = await as(person).get(path);
    const conditional = as(person, { "If-Match": headers.get("ETag")! });
    expect((await conditional.put(path, { is_active: false })).status).toBe(200);
    expect((await conditional.put(path, { is_active: true })).status).toBe(412);
  });
});

describe("who may see an integration", () => {
  it("is the account alone, and of it who may see the site", async () => {
    const { person, path, site, place } = await aConnectedSite();
    const { place: second } = await aSite(person);
    await anIntegration(second);
    const stranger = await aPerson("owner");
    const limited = await aColleague(person.user, "editor", { site_access: [second.site_id] });
    for (const someone of [stranger, limited]) {
      expect((await as(someone).get(path)).status).toBe(404);
      expect((await as(someone).put(path, {})).status).toBe(404);
      expect((await as(someone).delete(path)).status).toBe(404);
    }
    expect((await as(limited).post(PATH, bodyFor(place.site_id))).body.errors).toEqual({
      site_id: ["No such site"],
    });
    expect((await as(limited).get(PATH)).body.count).toBe(1);
    expect((await as(person).get(`${PATH}?site_id=${site.id}`)).body.results).toHaveLength(1);
  });

  it("reads it as a viewer, and changes nothing", async () => {
    const { person, path } = await aConnectedSite();
    const viewer = await aColleague(person.user, "viewer");
    expect((await as(viewer).get(path)).status).toBe(200);
    expect((await as(viewer).put(path, {})).status).toBe(403);
  });

  it("never meets a secret in the account's export", async () => {
    const { person, integration } = await aConnectedSite({}, await aPerson("owner"));
    const reply = await send("/api/v1/auth/account/export/", {
      headers: { Authorization: `Bearer ${await tokenOf(person)}` },
    });
    const text = await reply.text();
    expect(text).toContain('"type":"site_integration"');
    expect(text).not.toContain(integration.sealed_credential!.slice(10));
  });
});

describe("the paths beside the ids", () => {
  it("are not taken for an id: the list of API keys", async () => {
    const owner = await aPerson("owner");
    const reply = await as(owner).get("/integration/api-keys/");
    expect([reply.status, reply.body.count]).toEqual([200, 0]);
  });

  it("are a 400 where they are nothing", async () => {
    expect((await as(await aPerson("owner")).get("/integration/nothing/")).body.errors).toHaveProperty("id");
  });
});
