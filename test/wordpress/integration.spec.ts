import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { freePort, startTemporaryWorker, type TemporaryWorker } from "../../scripts/temporary-worker.ts";
import { Client } from "../browser/client.ts";
import { BRIDGE_KEY, type Site, startSite } from "./harness/site.ts";

let pretty: Site;
let plain: Site;
let closed: Site;
let worker: TemporaryWorker;
let api: Client;
let siteId: number;
let integrationId: number | undefined;
/** Where nobody listens. */
let silent: string;

before(async () => {
  pretty = await startSite();
  plain = await startSite({ WP_PERMALINKS: "plain" });
  closed = await startSite({ WP_APP_PASSWORDS: "off" });
  const hosts = [pretty, plain, closed].map(({ url }) => new URL(url).host);
  silent = `127.0.0.1:${await freePort()}`;
  hosts.push(silent);
  worker = await startTemporaryWorker({ ALLOWED_PRIVATE_HOSTS: hosts.join(",") });
  api = new Client(worker.origin);
  await api.register();
  siteId = (await api.call("POST", "/auth/sites/", { name: "Blog" })).id;
});

after(async () => {
  await worker?.stop();
  for (const site of [pretty, plain, closed]) await site?.stop();
});

afterEach(() => pretty.afflict());

/** Connects the account's site to this WordPress as this user, and to no other any more. */
async function connect(site: Site, user: keyof Site["users"] = "editor", more: Record<string, unknown> = {}) {
  if (integrationId) await api.call("DELETE", `/integration/${integrationId}/`);
  integrationId = undefined;
  const { username, application_password: credential } = site.users[user];
  const made = await api.call("POST", "/integration/", {
    site_id: siteId,
    external_site_url: site.url,
    auth_type: "application_password",
    username,
    credential,
    ...more,
  });
  integrationId = made.id;
  const path = `/integration/${made.id}/`;
  return {
    made,
    path,
    test: () => api.call("POST", `${path}test_connection/`),
    tryOne: (collection: string) => api.call("POST", `${path}test_collection_connection/`, { collection }),
  };
}

const codeOf = async (site: Site, user?: keyof Site["users"], more?: Record<string, unknown>) =>
  (await (await connect(site, user, more)).test()).code;

/** How many posts of any status, and media, the site has. */
async function countOf(site: Site) {
  const { username, application_password } = site.users.admin;
  const Authorization = `Basic ${Buffer.from(`${username}:${application_password}`).toString("base64")}`;
  const total = async (route: string) => {
    const response = await fetch(`${site.url}/?rest_route=/wp/v2/${route}&per_page=1`, {
      headers: { Authorization },
    });
    return Number(response.headers.get("X-WP-Total"));
  };
  return [await total("posts&status=any,trash"), await total("pages&status=any,trash"), await total("media")];
}

describe("an integration with a real WordPress", () => {
  it("is made, read, changed and deleted, and never shows its password", async () => {
    const { made, path } = await connect(pretty);
    assert.equal(made.has_credential, true);
    assert.ok(!JSON.stringify(made).includes(pretty.users.editor.application_password));
    assert.equal((await api.call("GET", path)).external_site_url, pretty.url);
    assert.equal((await api.call("GET", "/integration/")).count, 1);
    const moved = await api.call("PUT", path, { external_site_url: plain.url });
    assert.equal(moved.has_credential, false);
    await api.call("DELETE", path);
    integrationId = undefined;
    assert.equal((await api.call("GET", "/integration/")).count, 0);
  });

  it("refuses a private address that the deployment does not name", async () => {
    await assert.rejects(
      connect(pretty, "editor", { external_site_url: "http://127.0.0.1:1" }),
      /public internet/,
    );
  });
});

describe("a test of the connection to a real WordPress", () => {
  it("is fine with pretty and plain permalinks, and leaves nothing behind", async () => {
    for (const site of [pretty, plain]) {
      const before = await countOf(site);
      const { path, test } = await connect(site);
      assert.deepEqual(await test(), { ok: true, code: "connected", message: "Connected", fix: null });
      assert.equal((await api.call("GET", path)).connection_status, "connected");
      assert.deepEqual(await countOf(site), before);
    }
  });

  it("tells a wrong password, a wrong user, and the password of the login page", async () => {
    assert.equal(
      await codeOf(pretty, "editor", { credential: "abcd efgh ijkl mnop qrst uvwx" }),
      "wrong_credentials",
    );
    assert.equal(await codeOf(pretty, "editor", { username: "nobody" }), "wrong_credentials");
    const { login_password } = pretty.users.editor;
    assert.equal(await codeOf(pretty, "editor", { credential: login_password }), "wrong_credentials");
    pretty.afflict([], { early_user: true });
    assert.equal(
      await codeOf(pretty, "editor", { credential: "abcd efgh ijkl mnop qrst uvwx" }),
      "wrong_credentials",
    );
  });

  it("tells a stripped Authorization header from a wrong password", async () => {
    pretty.afflict([{ match: ".", fault: "strip_auth" }]);
    assert.equal(await codeOf(pretty), "authorization_stripped");
    assert.equal(
      await codeOf(pretty, "editor", { credential: "abcd efgh ijkl mnop qrst uvwx" }),
      "wrong_credentials",
    );
    pretty.afflict([{ match: ".", fault: "strip_auth" }], { rest_disabled: true });
    assert.equal(await codeOf(pretty), "authorization_stripped");
  });

  it("says so where XML-RPC cannot tell either", async () => {
    pretty.afflict([
      { match: "xmlrpc", fault: "waf_html" },
      { match: ".", fault: "strip_auth" },
    ]);
    assert.equal(await codeOf(pretty), "credentials_unclear");
  });

  it("tells Application Passwords that are off, by a plugin and without https", async () => {
    assert.equal(await codeOf(closed), "application_passwords_off");
    pretty.afflict([], { app_passwords_off: true });
    assert.equal(await codeOf(pretty), "application_passwords_off");
  });

  it("is fine where users are hidden, or REST is closed to strangers alone", async () => {
    pretty.afflict([], { hide_users: true });
    assert.equal(await codeOf(pretty), "connected");
    assert.equal(await codeOf(pretty, "contributor"), "cannot_publish");
    assert.equal(await codeOf(pretty, "editor", { username: "nobody" }), "wrong_credentials");
    pretty.afflict([], { rest_disabled: true });
    assert.equal(await codeOf(pretty), "connected");
  });

  it("tells who may not publish", async () => {
    assert.equal(await codeOf(pretty, "contributor"), "cannot_publish");
    assert.equal(await codeOf(pretty, "subscriber"), "cannot_publish");
    assert.equal(await codeOf(pretty, "author"), "connected");
  });

  it("tells refused uploads and SEO texts that are not kept", async () => {
    pretty.afflict([
      { match: "POST .*/media", fault: "status", status: 413, body: "<html>Too large</html>" },
    ]);
    assert.equal(await codeOf(pretty), "media_refused");
    pretty.afflict([], { meta_off: true });
    assert.equal(await codeOf(pretty), "seo_meta_not_writable");
    const config = { seo_meta_keys: { title: "_tb_protected", description: "_yoast_wpseo_metadesc" } };
    pretty.afflict();
    assert.equal(await codeOf(pretty, "editor", { config }), "seo_meta_not_writable");
  });

  it("tells a host without name, one that is down, and one that speaks no TLS", async () => {
    const at = (external_site_url: string) => codeOf(pretty, "editor", { external_site_url });
    assert.equal(await at("https://no-such-host.example.com"), "host_not_found");
    assert.equal(await at(`http://${silent}`), "unreachable");
    assert.equal(await at(`https://${silent}`), "unreachable");
    assert.equal(await at(pretty.url.replace("http:", "https:")), "tls_failed");
  });

  const hosts: [string, string, Record<string, unknown>?][] = [
    ["waf_html", "blocked"],
    ["challenge_html", "challenged"],
    ["critical_error", "server_error"],
    ["maintenance", "maintenance"],
    ["host_redirect", "redirected", { to: "https://elsewhere.example.com" }],
    ["login_redirect", "login_wall"],
    ["notice_prefix", "notice_before_json"],
    ["bom_prefix", "bom_before_json"],
    ["truncated", "truncated_json"],
    ["empty", "empty_answer"],
  ];
  for (const [fault, code, more] of hosts)
    it(`tells ${code} where the host does ${fault}`, async () => {
      pretty.afflict([{ match: "wp-json|rest_route", fault, ...more }]);
      assert.equal(await codeOf(pretty), code);
    });

  it("tells REST that the host took away from a site that is no WordPress", async () => {
    pretty.afflict([{ match: "wp-json|rest_route", fault: "plain_404" }]);
    assert.equal(await codeOf(pretty), "rest_off");
    pretty.afflict([{ match: ".", fault: "plain_404" }]);
    assert.equal(await codeOf(pretty), "not_wordpress");
  });

  it("tries a gateway's failure once more", async () => {
    pretty.afflict([{ match: "users/me", fault: "bad_gateway", times: 1 }]);
    assert.equal(await codeOf(pretty), "connected");
  });

  it("removes the draft whose answer was lost", async () => {
    const before = await countOf(pretty);
    pretty.afflict([{ match: "POST .*/posts$", fault: "lost_response", times: 1 }]);
    assert.equal(await codeOf(pretty), "gateway_failed");
    assert.deepEqual(await countOf(pretty), before);
  });

  it("waits ten seconds and no longer", async () => {
    pretty.afflict([{ match: "users/me", fault: "slow", ms: 13_000 }]);
    assert.equal(await codeOf(pretty), "timeout");
  });
});

describe("a test of one kind of thing on a real WordPress", () => {
  it("goes by the user's rights", async () => {
    const found = async (user: keyof Site["users"], collection: string) =>
      (await (await connect(pretty, user)).tryOne(collection)).code;
    const before = await countOf(pretty);
    for (const collection of ["posts", "pages", "media", "categories", "tags", "seo_meta"])
      assert.equal(await found("editor", collection), "connected", collection);
    assert.equal(await found("author", "pages"), "cannot_publish");
    assert.equal(await found("author", "categories"), "terms_refused");
    assert.equal(await found("author", "tags"), "connected");
    assert.equal(await found("contributor", "media"), "media_refused");
    assert.deepEqual(await countOf(pretty), before);
  });
});

describe("the structure of a real WordPress", () => {
  it("has its types with their own routes and totals, and its SEO fields", async () => {
    for (const site of [pretty, plain]) {
      const { path } = await connect(site, "admin");
      const structure = await api.call("POST", `${path}update_structure/`);
      assert.equal(structure.timezone, "Europe/Amsterdam");
      assert.equal(structure.seo_plugin, "yoast");
      const types = structure.post_types.map((type: any) => [type.slug, type.rest_route, type.total]);
      assert.deepEqual(types.slice(0, 1), [["post", "/wp/v2/posts", 3]]);
      assert.ok(types.some(([slug, route]: string[]) => slug === "product" && route === "/wp/v2/products"));
      assert.ok(types.every(([slug]: string[]) => !/nav|wp_|attachment/.test(slug!)));
      assert.deepEqual(
        structure.taxonomies.map((one: any) => one.slug),
        ["category", "post_tag", "product_cat"],
      );
      const told = await api.call("GET", `${path}content_types/`);
      assert.deepEqual(told.post_types, structure.post_types);
    }
  });

  it("is the same for a subscriber, who is not told which types are public", async () => {
    const { path } = await connect(pretty, "subscriber");
    const { post_types } = await api.call("POST", `${path}update_structure/`);
    assert.deepEqual(
      post_types.map((type: any) => type.slug),
      ["post", "page", "product"],
    );
  });
});

describe("the IGNY8 plugin's routes on a real WordPress", () => {
  const asPlugin = { auth_type: "api_key", username: null, credential: BRIDGE_KEY };

  it("are found, tested and read by the key", async () => {
    for (const site of [pretty, plain]) {
      const { path, test, tryOne } = await connect(site, "editor", asPlugin);
      assert.equal((await test()).code, "connected");
      assert.equal((await tryOne("pages")).code, "connected");
      const { post_types } = await api.call("POST", `${path}update_structure/`);
      assert.ok(post_types.some((type: any) => type.slug === "product" && type.total === 1));
    }
  });

  it("are missed, or refuse another key", async () => {
    assert.equal(await codeOf(pretty, "editor", { ...asPlugin, credential: "another-key" }), "wrong_key");
    pretty.afflict([], { no_bridge: true });
    assert.equal(await codeOf(pretty, "editor", asPlugin), "bridge_missing");
  });
});
