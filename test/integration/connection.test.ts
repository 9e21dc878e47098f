import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { siteIntegrations } from "../../src/db/schema";
import { aPerson, db } from "../factories";
import { as } from "../harness";
import { fakeWordPress, json, page, PASSWORD, rewritten } from "./fake-wordpress";
import { aConnectedSite, SITE_URL } from "./helpers";

type Fake = ReturnType<typeof fakeWordPress>;
const login = (status: number) => ({
  match: /users\/me/,
  answer: () => json({ code: "rest_not_logged_in", message: "No.", data: { status } }, status),
});

/** Tests the connection to a WordPress of these options. */
async function diagnose(
  options: Parameters<typeof fakeWordPress>[0] = {},
  spoil: (wp: Fake) => void = () => {},
  fields = {},
) {
  const { person, path, integration } = await aConnectedSite(fields);
  const wp = fakeWordPress(options);
  spoil(wp);
  const reply = await as(person).post(`${path}test_connection/`);
  expect(reply.status).toBe(200);
  const [row] = await db.select().from(siteIntegrations).where(eq(siteIntegrations.id, integration.id));
  expect(row).toMatchObject({
    connection_status: reply.body.data.ok ? "connected" : "failed",
    connection_detail: {
      code: reply.body.data.code,
      message: reply.body.data.message,
      fix: reply.body.data.fix,
    },
    connection_checked_at: expect.any(String),
  });
  return {
    wp,
    found: reply.body.data as { ok: boolean; code: string; message: string; fix: string | null },
    row: row!,
    person,
    path,
  };
}

describe("a test of the connection", () => {
  it("tries what a publish does, and leaves nothing behind", async () => {
    const { wp, found } = await diagnose();
    expect(found).toEqual({ ok: true, code: "connected", message: "Connected", fix: null });
    expect([wp.posts.size, wp.media.size]).toEqual([0, 0]);
    expect(wp.lines().filter((line) => !line.startsWith("GET"))).toEqual([
      "POST /wp-json/wp/v2/posts",
      "POST /wp-json/wp/v2/media",
      expect.stringMatching(/^DELETE .*media\/\d+\?force=true$/),
      expect.stringMatching(/^POST .*posts\/\d+$/),
      expect.stringMatching(/^DELETE .*posts\/\d+\?force=true$/),
    ]);
    expect(JSON.parse(wp.calls.find(({ line }) => line.endsWith("/posts"))!.body).status).toBe("draft");
  });

  it("works with plain permalinks, in a sub-folder, and where the users are hidden", async () => {
    expect((await diagnose({ permalinks: "plain" })).found.code).toBe("connected");
    expect((await diagnose({ hidesUsers: true })).found.code).toBe("connected");
    const url = `${SITE_URL}/my/blog`;
    expect((await diagnose({ url }, undefined, { external_site_url: url })).found.code).toBe("connected");
  });

  const failing = (message: string) => (wp: Fake) => wp.spy.mockRejectedValue(new Error(message));
  const answering = (match: RegExp, answer: () => Response) => (wp: Fake) =>
    void wp.faults.push({ match, answer });
  const spoiling = (change: (text: string) => string) => (wp: Fake) =>
    void wp.faults.push(rewritten(/wp-json/, change));

  it.each<[string, Parameters<typeof fakeWordPress>[0], (wp: Fake) => void]>([
    ["host_not_found", {}, failing("internal error; reference = x")],
    ["tls_failed", {}, failing("TLS peer's certificate is not trusted; reason = expired")],
    ["unreachable", {}, failing("Network connection lost.")],
    ["not_wordpress", { isWordPress: false }, () => {}],
    ["rest_off", { restOff: true }, () => {}],
    ["rest_off", { xmlRpc: false, restDisabled: true, stripsAuth: true }, () => {}],
    [
      "rest_off",
      {},
      answering(/./, () => json({ code: "rest_cannot_access", message: "Closed.", data: null }, 403)),
    ],
    ["authorization_stripped", { stripsAuth: true }, () => {}],
    ["authorization_stripped", { stripsAuth: true, restDisabled: true }, () => {}],
    ["credentials_unclear", { stripsAuth: true, xmlRpc: false }, () => {}],
    ["application_passwords_off", { applicationPasswords: false }, () => {}],
    ["cannot_publish", { role: "contributor" }, () => {}],
    ["cannot_publish", { role: "contributor", hidesUsers: true }, () => {}],
    ["media_refused", { uploads: false }, () => {}],
    ["media_refused", {}, answering(/POST .*media/, () => page("Too large", 413))],
    [
      "redirected",
      {},
      answering(
        /./,
        () => new Response(null, { status: 301, headers: { Location: "https://new.example.com/wp-json/" } }),
      ),
    ],
    [
      "login_wall",
      {},
      answering(/wp-json/, () => new Response(null, { status: 302, headers: { Location: "/wp-login.php" } })),
    ],
    ["site_password", {}, answering(/./, () => page("Staging", 401, { "WWW-Authenticate": "Basic" }))],
    ["blocked", {}, answering(/POST/, () => page("Blocked", 403))],
    ["rate_limited", {}, answering(/./, () => page("Slow down", 429, { "Retry-After": "60" }))],
    [
      "maintenance",
      {},
      answering(/./, () =>
        page("Briefly unavailable for scheduled maintenance.", 503, { "Retry-After": "600" }),
      ),
    ],
    ["server_error", {}, answering(/./, () => page("critical error", 500))],
    ["bom_before_json", {}, spoiling((text) => `\uFEFF${text}`)],
    ["notice_before_json", {}, spoiling((text) => `<br />\n<b>Warning</b>: x<br />\n${text}`)],
    ["truncated_json", {}, spoiling((text) => text.slice(0, -5))],
  ])("tells %s (%#), with a fix", async (code, options, spoil) => {
    const { found, wp } = await diagnose(options, spoil);
    expect(found).toMatchObject({ ok: false, code, fix: expect.any(String) });
    expect(found.message.length).toBeGreaterThan(5);
    expect([wp.posts.size, wp.media.size]).toEqual([0, 0]);
  });

  it("tells a wrong password, by core's silence, by its own words, and by the password's form", async () => {
    const wrong = (wp: Fake) =>
      void wp.faults.push({
        match: /xmlrpc/,
        answer: () =>
          new Response(
            "<methodResponse><fault><value><struct><member><name>faultCode</name>\n<value><int>403</int></value></member></struct></value></fault></methodResponse>",
          ),
      });
    expect((await diagnose({}, (wp) => (wp.faults.push(login(401)), wrong(wp)))).found.code).toBe(
      "wrong_credentials",
    );
    expect((await diagnose({ earlyUser: true }, undefined, { username: "stranger" })).found.code).toBe(
      "wrong_credentials",
    );
    expect((await diagnose({}, undefined, { username: "stranger" })).found.code).toBe("wrong_credentials");
  });

  it("does not take the password of the login page for a stripped header, although XML-RPC knows it", async () => {
    const { person, path } = await aConnectedSite();
    await as(person).put(path, { credential: "my login password" });
    const wp = fakeWordPress();
    const { body } = await as(person).post(`${path}test_connection/`);
    expect(body.data).toMatchObject({
      code: "wrong_credentials",
      message: expect.stringContaining("24 letters"),
    });
    expect(wp.lines().some((line) => line.includes("xmlrpc"))).toBe(false);
  });

  it("is fine with SEO texts that cannot be written, and says so", async () => {
    const bare = await diagnose({ metaKeys: [] });
    expect(bare.found).toMatchObject({ ok: true, code: "seo_meta_not_writable", fix: expect.any(String) });
    const closed = await diagnose({ protectedKeys: ["_yoast_wpseo_title"] });
    expect(closed.found).toMatchObject({ ok: true, code: "seo_meta_not_writable" });
    expect(closed.wp.posts.size).toBe(0);
    const own = { seo_meta_keys: { title: "t", description: "d" } };
    expect((await diagnose({ metaKeys: ["t", "d"] }, undefined, { config: own })).found.code).toBe(
      "connected",
    );
    expect((await diagnose({ metaKeys: ["t"] }, undefined, { config: own })).found.code).toBe(
      "seo_meta_not_writable",
    );
  });

  it("removes the draft of which WordPress's answer was lost", async () => {
    const { found, wp } = await diagnose(
      {},
      (fake) =>
        void fake.faults.push({
          match: /POST .*\/posts$/,
          answer: async (_asked, real) => (await real(), page("Gateway Time-out", 504)),
        }),
    );
    expect(found.code).toBe("gateway_failed");
    expect(wp.posts.size).toBe(0);
  });

  it("says what has to be removed by hand", async () => {
    const { found } = await diagnose(
      {},
      (fake) => void fake.faults.push({ match: /DELETE .*posts/, answer: () => page("Blocked", 403) }),
    );
    expect(found).toMatchObject({ ok: true, code: "connected" });
    expect(found.message).toMatch(/Delete the draft \d+ by hand/);
  });

  const [INTERNAL, LOST] = ["internal error; reference = x", "Network connection lost."];
  it.each([
    ["tls_failed", INTERNAL, "answers", () => page("It works")],
    ["tls_failed", INTERNAL, "breaks off", () => new Error(LOST)],
    ["host_not_found", INTERNAL, "fails in the same way", () => new Error("internal error; reference = y")],
    ["tls_failed", LOST, "answers", () => page("It works")],
    ["unreachable", LOST, "fails in the same way", () => new Error(LOST)],
  ])("tells %s where https fails with %j and plain http %s", async (code, message, _how, plain) => {
    const { found, wp } = await diagnose(
      {},
      (fake) =>
        void fake.spy.mockImplementation(async (input) => {
          if (String(input).startsWith("https:")) throw new Error(message);
          const said = plain();
          if (said instanceof Error) throw said;
          return said;
        }),
    );
    expect(found.code).toBe(code);
    const [, init] = wp.spy.mock.calls.find(([asked]) => String(asked).startsWith("http:"))!;
    expect(new Headers((init as RequestInit).headers).has("Authorization")).toBe(false);
  });

  it("names the address that the site should have", async () => {
    const { found } = await diagnose(
      {},
      (fake) =>
        void fake.faults.push({
          match: /./,
          answer: () =>
            new Response(null, {
              status: 301,
              headers: { Location: "https://new.example.com/blog/wp-json/?x=1" },
            }),
        }),
    );
    expect(found.fix).toBe("Set external_site_url to https://new.example.com/blog.");
  });

  it("asks nobody without a credential, or with one that opens no more", async () => {
    const none = await diagnose({}, undefined, { sealed_credential: null });
    const foreign = await diagnose({}, undefined, { sealed_credential: "seal:AAAA" });
    expect([none.found.code, foreign.found.code]).toEqual(["no_credential", "credential_unreadable"]);
    expect([none.wp.calls, foreign.wp.calls]).toEqual([[], []]);
  });

  it("never gives the password to another host, nor to anybody in its answer", async () => {
    const { wp, found } = await diagnose({ stripsAuth: true });
    for (const [asked] of wp.spy.mock.calls) expect(new URL(String(asked)).origin).toBe(SITE_URL);
    expect(JSON.stringify(found)).not.toContain(PASSWORD.slice(0, 4));
  });

  it("keeps nothing where the integration was changed meanwhile", async () => {
    const { person, path } = await aConnectedSite();
    const wp = fakeWordPress();
    wp.faults.push({
      match: /users\/me/,
      answer: async (_asked, real) => {
        await as(person).put(path, { external_site_url: "https://other.example.com" });
        return real();
      },
    });
    expect((await as(person).post(`${path}test_connection/`)).body.data.ok).toBe(true);
    expect((await as(person).get(path)).body.data).toMatchObject({
      connection_status: "unknown",
      connection_detail: null,
    });
  });
});

describe("a test of the connection through the plugin", () => {
  const bridged = (options = {}, spoil?: (wp: Fake) => void) =>
    diagnose({ bridge: true, ...options }, spoil, { auth_type: "api_key" });

  it("asks it with its key, and writes nothing", async () => {
    const { wp, found } = await bridged();
    expect(found.code).toBe("connected");
    expect(
      wp.calls.every(({ line, key, authorization }) => line.startsWith("GET") && key && !authorization),
    ).toBe(true);
  });

  it("tells a missing plugin, a wrong key and a closed REST API", async () => {
    expect((await bridged({ bridge: false })).found.code).toBe("bridge_missing");
    const wrong = (wp: Fake) =>
      void wp.faults.push({
        match: /site-metadata/,
        answer: () => json({ code: "x", message: "No", data: { status: 401 } }, 401),
      });
    expect((await bridged({}, wrong)).found.code).toBe("wrong_key");
    expect((await bridged({ restDisabled: true })).found.code).toBe("rest_off");
  });
});

describe("a test of one kind of thing", () => {
  async function tryOne(collection: string, options: Parameters<typeof fakeWordPress>[0] = {}, fields = {}) {
    const { person, path } = await aConnectedSite(fields);
    const wp = fakeWordPress(options);
    const { body } = await as(person).post(`${path}test_collection_connection/`, { collection });
    const { connection_status } = (await as(person).get(path)).body.data;
    expect([wp.posts.size, wp.media.size]).toEqual([0, 0]);
    return [body.data.code, connection_status];
  }

  it.each(["posts", "pages", "media", "categories", "tags", "seo_meta"])(
    "finds %s in order",
    async (collection) => {
      expect(await tryOne(collection)).toEqual(["connected", "unknown"]);
    },
  );

  it.each([
    ["posts", { role: "contributor" as const }, "cannot_publish"],
    ["pages", { role: "author" as const }, "cannot_publish"],
    ["media", { uploads: false }, "media_refused"],
    ["categories", { role: "author" as const }, "terms_refused"],
    ["seo_meta", { metaKeys: [] }, "seo_meta_not_writable"],
  ])("finds what is wrong with %s, and leaves the connection's status", async (collection, options, code) => {
    expect(await tryOne(collection, options)).toEqual([code, "unknown"]);
  });

  it("keeps that the connection itself fails", async () => {
    expect(await tryOne("tags", { stripsAuth: true })).toEqual(["authorization_stripped", "failed"]);
  });

  it("looks up what the plugin offers", async () => {
    const fields = { auth_type: "api_key" as const };
    expect(await tryOne("posts", { bridge: true }, fields)).toEqual(["connected", "unknown"]);
    expect(await tryOne("pages", { bridge: true }, fields)).toEqual(["collection_missing", "unknown"]);
  });

  it("refuses another word, naming the field", async () => {
    const { person, path } = await aConnectedSite();
    const reply = await as(person).post(`${path}test_collection_connection/`, { collection: "users" });
    expect([reply.status, Object.keys(reply.body.errors)]).toEqual([400, ["collection"]]);
  });
});

describe("the structure of a site", () => {
  it("is read, kept, and told again without asking", async () => {
    const { person, path } = await aConnectedSite();
    expect((await as(person).get(`${path}content_types/`)).body.data).toEqual({
      post_types: [],
      taxonomies: [],
      read_at: null,
    });
    const wp = fakeWordPress();
    const { body } = await as(person).post(`${path}update_structure/`);
    expect(body.data).toMatchObject({
      name: "Test Site",
      rest_root: `${SITE_URL}/wp-json`,
      timezone: "Europe/Amsterdam",
      seo_plugin: "yoast",
      seo_meta_keys: { title: "_yoast_wpseo_title" },
    });
    expect(body.data.post_types).toEqual([
      {
        slug: "post",
        name: "Posts",
        rest_route: "/wp/v2/posts",
        hierarchical: false,
        taxonomies: ["category", "post_tag"],
        total: 7,
      },
      {
        slug: "product",
        name: "Products",
        rest_route: "/wp/v2/products",
        hierarchical: false,
        taxonomies: ["product_cat"],
        total: 7,
      },
    ]);
    expect(body.data.taxonomies.map((one: any) => [one.slug, one.rest_route, one.total])).toEqual([
      ["category", "/wp/v2/categories", 7],
      ["product_cat", "/wp/v2/product-categories", null],
    ]);
    const asked = wp.calls.length;
    const told = (await as(person).get(`${path}content_types/`)).body.data;
    expect(told).toEqual({
      post_types: body.data.post_types,
      taxonomies: body.data.taxonomies,
      read_at: body.data.read_at,
    });
    expect(wp.calls.length).toBe(asked);
  });

  it("asks no route that a site makes up", async () => {
    const { person, path } = await aConnectedSite();
    const wp = fakeWordPress();
    const kind = { name: "X", hierarchical: false, taxonomies: [], viewable: true };
    wp.faults.push({
      match: /types\?/,
      answer: () =>
        json({
          a: { ...kind, slug: "a", rest_base: "../users", rest_namespace: "wp/v2" },
          b: { ...kind, slug: "b", rest_base: "b?x=1", rest_namespace: "wp/v2" },
          c: { ...kind, slug: "c", rest_base: "c", rest_namespace: "@evil.example.com" },
        }),
    });
    expect((await as(person).post(`${path}update_structure/`)).body.data.post_types).toEqual([]);
    expect(wp.lines().some((line) => /users$|x=1|evil/.test(line))).toBe(false);
  });

  it("is told by the plugin as well", async () => {
    const { person, path } = await aConnectedSite({ auth_type: "api_key" });
    fakeWordPress({ bridge: true });
    const { body } = await as(person).post(`${path}update_structure/`);
    expect(body.data.post_types).toEqual([
      { slug: "post", name: "Posts", rest_route: null, hierarchical: false, taxonomies: [], total: 12 },
    ]);
  });

  it("is a 409 where the site refuses, a 503 where it is away, with the fix and the status kept", async () => {
    const { person, path } = await aConnectedSite();
    fakeWordPress({ stripsAuth: true });
    const refused = await as(person).post(`${path}update_structure/`);
    expect([refused.status, refused.body.code]).toEqual([409, "CONFLICT"]);
    expect(refused.body.error).toContain("Authorization header");
    fakeWordPress().faults.push({ match: /./, answer: () => page("critical error", 500) });
    expect((await as(person).post(`${path}update_structure/`)).status).toBe(503);
    expect((await as(person).get(path)).body.data).toMatchObject({
      connection_status: "failed",
      connection_detail: { code: "server_error" },
    });
  });
});

describe("who may test", () => {
  it("is an editor of the site's account", async () => {
    const { path } = await aConnectedSite();
    const fetched = vi.spyOn(globalThis, "fetch");
    const stranger = await aPerson("owner");
    for (const action of ["test_connection/", "update_structure/"])
      expect((await as(stranger).post(`${path}${action}`)).status).toBe(404);
    expect((await as(stranger).get(`${path}content_types/`)).status).toBe(404);
    expect(fetched).not.toHaveBeenCalled();
  });
});
