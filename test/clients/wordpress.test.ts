import { describe, expect, it } from "vitest";
import { isRefusal, RemoteError } from "../../src/clients/remote-error";
import {
  createDraft,
  listDropped,
  ensureTerms,
  fetchLivePage,
  findBridge,
  findPost,
  findSite,
  listPosts,
  mayPublish,
  POSTS,
  publishThroughBridge,
  readMe,
  readMetaKeys,
  readSiteMetadata,
  updatePost,
  uploadMedia,
} from "../../src/clients/wordpress";
import { BRIDGE_KEY, fakeWordPress, json, page, PASSWORD, rewritten } from "../integration/fake-wordpress";

const URL_ = "https://blog.example.com";
const login = { auth_type: "application_password", username: "editor", password: PASSWORD } as const;
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => ({ code: "none", facts: {} }) as unknown as RemoteError,
    (error: RemoteError) => error,
  );

describe("finding a WordPress", () => {
  it("asks under /wp-json, and signs in by Basic auth without the password's blanks", async () => {
    const wp = fakeWordPress();
    const site = await findSite(URL_, login);
    expect(site).toMatchObject({ root: `${URL_}/wp-json`, index: { name: "Test Site" } });
    expect((await readMe(site)).capabilities).toMatchObject({ publish_posts: true });
    expect(atob(wp.calls[0]!.authorization!.replace("Basic ", ""))).toBe(
      `editor:${PASSWORD.replace(/ /g, "")}`,
    );
    expect(wp.spy.mock.calls[0]![1]).toMatchObject({ redirect: "manual" });
  });

  it("asks by ?rest_route= where permalinks are plain and /wp-json is the home page", async () => {
    fakeWordPress({ permalinks: "plain" });
    const site = await findSite(URL_, login);
    expect(site.root).toBe(`${URL_}/?rest_route=`);
    expect((await listPosts(site, POSTS, { per_page: 1 })).total).toBe(7);
  });

  it("stays in the site's sub-folder", async () => {
    const url = "https://example.com/my/blog";
    const wp = fakeWordPress({ url });
    expect((await findSite(url, login)).root).toBe(`${url}/wp-json`);
    expect(wp.lines()[0]).toMatch(/^GET \/my\/blog\/wp-json\/\?_fields=/);
    const plain = fakeWordPress({ url, permalinks: "plain" });
    expect((await findSite(url, login)).root).toBe(`${url}/?rest_route=`);
    expect(plain.lines().every((line) => line.startsWith("GET /my/blog/"))).toBe(true);
  });

  it("follows the site's own Link header to a prefix of its own, and never to another host", async () => {
    const away = (link: string) => {
      const wp = fakeWordPress({ restOff: true });
      wp.faults.push({
        match: /^GET \/$/,
        answer: () => page("Hi", 200, { Link: `<${link}>; rel="https://api.w.org/"` }),
      });
      wp.faults.push({
        match: /^GET \/api\/\?/,
        answer: () => json({ name: "Own", namespaces: [], authentication: [] }),
      });
      return wp;
    };
    away(`${URL_}/api/`);
    expect((await findSite(URL_, login)).root).toBe(`${URL_}/api`);
    const wp = away("https://evil.example.com/wp-json/");
    expect((await failure(findSite(URL_, login))).code).toBe("rest_off");
    expect(wp.spy.mock.calls.every(([asked]) => String(asked).startsWith(URL_))).toBe(true);
  });

  it("tells a site of another kind from a WordPress whose REST is off", async () => {
    fakeWordPress({ isWordPress: false });
    expect((await failure(findSite(URL_, login))).code).toBe("not_wordpress");
    fakeWordPress({ restOff: true });
    expect((await failure(findSite(URL_, login))).code).toBe("rest_off");
  });
});

describe("an answer that is not as it should be", () => {
  const PHP =
    "<br />\n<b>Deprecated</b>:  Function get_magic_quotes_gpc() is deprecated in <b>/x.php</b> on line <b>12</b><br />\n";
  it.each<[string, (text: string) => string | Uint8Array, string]>([
    ["a web page", () => "<!DOCTYPE html><html><body>Home</body></html>", "html_instead_of_json"],
    ["a page that holds JSON", () => '<html>\n<script>\n{"id":1}\n</script></html>', "html_instead_of_json"],
    ["a byte order mark", (text) => `\uFEFF${text}`, "bom_before_json"],
    ["a PHP notice", (text) => PHP + text, "notice_before_json"],
    ["a notice in plain text", (text) => `\nWarning: x in /y.php on line 3\n${text}`, "notice_before_json"],
    ["JSON that breaks off", (text) => text.slice(0, text.length / 2), "truncated_json"],
    ["nothing", () => "", "empty_answer"],
    ["other text", () => "OK", "not_json"],
    ["another shape", () => '{"ok":true}', "unexpected_shape"],
    ["a list in place of an object", () => "[]", "unexpected_shape"],
  ])("is told by its own code: %s", async (_what, change, code) => {
    const wp = fakeWordPress();
    const site = await findSite(URL_, login);
    wp.faults.push(rewritten(/users\/me/, change));
    expect((await failure(readMe(site))).code).toBe(code);
  });

  it("is not taken for data under another content type", async () => {
    const wp = fakeWordPress();
    const site = await findSite(URL_, login);
    wp.faults.push({
      match: /users\/me/,
      answer: () => new Response('{"id":1,"name":"x"}', { headers: { "Content-Type": "text/html" } }),
    });
    expect((await failure(readMe(site))).code).toBe("not_json");
  });

  it("takes PHP's empty list for an empty map", async () => {
    fakeWordPress({ applicationPasswords: false, metaKeys: [] });
    const site = await findSite(URL_, login);
    expect(site.index.authentication).toEqual({});
    expect(await readMetaKeys(site, POSTS)).toEqual([]);
  });

  it.each([
    ["challenged", () => page("Attention", 403, { "cf-mitigated": "challenge" })],
    ["blocked", () => page("Forbidden", 403)],
    ["site_password", () => page("Staging", 401, { "WWW-Authenticate": 'Basic realm="x"' })],
    ["gateway_failed", () => page("Bad Gateway", 502)],
    ["server_error", () => page("There has been a critical error on this website.", 500)],
    [
      "maintenance",
      () => page("Briefly unavailable for scheduled maintenance.", 503, { "Retry-After": "600" }),
    ],
    ["body_too_large", () => page("Too large", 413)],
    ["rate_limited", () => page("Slow down", 429, { "Retry-After": "60" })],
    [
      "login_wall",
      () => new Response(null, { status: 302, headers: { Location: `${URL_}/wp-login.php?redirect_to=x` } }),
    ],
  ])("tells what stands before WordPress: %s", async (code, answer) => {
    const wp = fakeWordPress();
    const site = await findSite(URL_, login);
    wp.faults.push({ match: /users\/me/, answer });
    expect((await failure(readMe(site))).code).toBe(code);
  });

  it("tells WordPress's refusal by its code, its message without HTML", async () => {
    const wp = fakeWordPress();
    const site = await findSite(URL_, login);
    wp.faults.push({
      match: /users\/me/,
      answer: () =>
        json(
          {
            code: "invalid_username",
            message: "<strong>Error:</strong> Unknown <a href='x'>user</a>.",
            data: null,
          },
          401,
        ),
    });
    const error = await failure(readMe(site));
    expect(error).toMatchObject({
      code: "wordpress_refused",
      message: "Error: Unknown user.",
      facts: { wpCode: "invalid_username", status: 401 },
    });
    expect(isRefusal(error, "invalid_username")).toBe(true);
    expect(isRefusal(error, "rest_no_route")).toBe(false);
  });
});

describe("trying again", () => {
  const attempts = async (status: number, headers: Record<string, string>, write = false) => {
    const wp = fakeWordPress();
    const site = await findSite(URL_, login);
    wp.calls.length = 0;
    wp.faults.push({ match: /posts/, times: 1, answer: () => page("x", status, headers) });
    const error = await failure(
      write ? createDraft(site, POSTS, { title: "x" }) : listPosts(site, POSTS, {}),
    );
    return [wp.calls.length, error.code];
  };

  it("a GET is asked once more after 502, 503, 504 and 429", async () => {
    for (const status of [502, 503, 504, 429])
      expect([status, await attempts(status, { "Retry-After": "0" })]).toEqual([status, [2, "none"]]);
  });

  it("is not asked again where the site wants more than five seconds, or failed otherwise", async () => {
    expect(await attempts(503, { "Retry-After": "6" })).toEqual([1, "server_error"]);
    expect(await attempts(429, { "Retry-After": new Date(Date.now() + 60_000).toUTCString() })).toEqual([
      1,
      "rate_limited",
    ]);
    expect(await attempts(500, { "Retry-After": "0" })).toEqual([1, "server_error"]);
  });

  it("a write is sent once, whatever comes back: it may have happened", async () => {
    for (const status of [502, 503, 504, 429])
      expect((await attempts(status, { "Retry-After": "0" }, true))[0]).toBe(1);
  });
});

describe("writing", () => {
  it("makes a draft whatever status is given, then changes it, and says what WordPress dropped", async () => {
    fakeWordPress({ metaKeys: ["known"] });
    const site = await findSite(URL_, login);
    const draft = await createDraft(site, POSTS, { title: "A", status: "publish" });
    expect([draft.status, mayPublish(draft)]).toEqual(["draft", true]);
    const sent = { meta: { known: "1", unknown: "2" }, categories: [1] };
    expect(listDropped(sent, await updatePost(site, POSTS, draft.id, sent))).toEqual(["meta.unknown"]);
    expect(listDropped({ tags: [9], featured_media: 4 }, { ...draft, featured_media: 0 })).toEqual([
      "tags",
      "featured_media",
    ]);
    expect((await findPost(site, POSTS, draft.id))!.id).toBe(draft.id);
    expect(await findPost(site, POSTS, 4_040)).toBeNull();
  });

  it("uses the term that exists already", async () => {
    const wp = fakeWordPress();
    const site = await findSite(URL_, login);
    wp.faults.push({
      match: /GET .*categories.*search=r/i,
      answer: () => json([{ id: 8, name: "R&amp;D", slug: "r-d", meta: [] }]),
    });
    expect(await ensureTerms(site, "/wp/v2/categories", ["News", "R&D", "r&d"])).toEqual([3, 8]);
    expect(wp.lines().filter((line) => line.startsWith("POST"))).toHaveLength(1);
  });

  it("uploads the file with its texts in one request", async () => {
    const wp = fakeWordPress();
    const site = await findSite(URL_, login);
    await uploadMedia(site, {
      bytes: new Uint8Array([1, 2]),
      filename: "x.png",
      mime: "image/png",
      alt_text: "A lamp",
    });
    const { body } = wp.calls.at(-1)!;
    expect(body).toContain('name="file"; filename="x.png"');
    expect(body).toContain("A lamp");
  });

  it("reads a live page as any visitor", async () => {
    const wp = fakeWordPress();
    expect(await fetchLivePage(`${URL_}/some-post/`)).toMatchObject({
      status: 200,
      url: `${URL_}/some-post/`,
    });
    expect(wp.calls[0]!.authorization).toBeNull();
  });
});

describe("the bridge", () => {
  const key = { auth_type: "api_key", key: BRIDGE_KEY } as const;

  it("is asked with its key, and answers wrapped", async () => {
    const wp = fakeWordPress({ bridge: true });
    const site = await findBridge(URL_, key);
    expect((await readSiteMetadata(site)).post_types).toMatchObject({ post: { label: "Posts", count: 12 } });
    expect(wp.calls.at(-1)).toMatchObject({ key: BRIDGE_KEY, authorization: null });
    const content = { content_id: 1, title: "A", status: "publish" } as Parameters<
      typeof publishThroughBridge
    >[1];
    expect(await publishThroughBridge(site, content)).toMatchObject({
      external_id: "9",
      external_url: `${URL_}/nine/`,
      status: "publish",
    });
  });

  it("is missed where only WordPress is there", async () => {
    fakeWordPress();
    expect((await failure(findBridge(URL_, key))).code).toBe("bridge_missing");
  });
});
