import { vi } from "vitest";
import { json, page, PASSWORD } from "../integration/fake-rest";

export { json, page };
export const SITE = "https://blog.example.com";
const seoKeys = ["_yoast_wpseo_title", "_yoast_wpseo_metadesc", "_yoast_wpseo_focuskw"];

export type Fault = {
  match: RegExp;
  /** The last time that it strikes; for ever where it is left out. */
  times?: number;
  /** `real` does what WordPress does, and gives its answer. */
  answer: (real: () => Promise<Response>, asked: Request) => Response | Promise<Response>;
};

const refusal = (status: number, code: string, message: string, data = {}) =>
  json({ code, message, data: { status, ...data } }, status);

const defaults = {
  url: SITE,
  namespaces: ["wp/v2", "yoast/v1", "igny8/v1"],
  metaKeys: seoKeys,
  /** Registered, and refused. */
  protectedKeys: [] as string[],
  /** As WordPress's filters take it from those who may not write any HTML. */
  filters: (html: string) => html,
  mayPublish: true,
  mayManageTerms: true,
  uploads: true,
  stripsAuth: false,
  noindex: false,
};
type Options = typeof defaults;

/** A WordPress that keeps posts, media and terms, as a real one answers; behind the worker's fetch. */
export function fakeSite(given: Partial<Options> = {}) {
  const options = { ...defaults, ...given };
  const posts = new Map<number, any>();
  const media = new Map<number, any>();
  const terms = new Map<number, { id: number; kind: string; name: string }>();
  const faults: Fault[] = [];
  const calls: { line: string; body: any }[] = [];
  const bridged = new Map<number, any>();
  let serial = 100;
  let clock = Date.parse("2024-06-01T00:00:00Z");
  const now = () => new Date((clock += 1000)).toISOString().slice(0, 19);

  const linkOf = (post: any) =>
    post.status === "publish" ? `${options.url}/${post.slug}/` : `${options.url}/?p=${post.id}`;
  const shown = (post: any) => {
    const field = (text: string) => ({ rendered: text, raw: text });
    return {
      ...post,
      link: linkOf(post),
      title: field(post.title),
      content: field(post.content),
      excerpt: field(post.excerpt),
      meta: options.metaKeys.length ? post.meta : [],
    };
  };

  function freeSlug(slug: string, id: number): string {
    const taken = [...posts.values()].filter((post) => post.id !== id).map((post) => post.slug);
    let free = slug;
    for (let n = 2; taken.includes(free); n++) free = `${slug}-${n}`;
    return free;
  }

  function write(post: any, { meta = {}, ...fields }: any): Response | null {
    if (fields.status === "publish" && !options.mayPublish)
      return refusal(
        403,
        "rest_cannot_publish",
        "Sorry, you are not allowed to publish posts in this post type.",
      );
    if (fields.content !== undefined) fields.content = options.filters(fields.content);
    if (fields.slug !== undefined) fields.slug = freeSlug(fields.slug, post.id);
    for (const kind of ["categories", "tags"])
      if (fields[kind]) fields[kind] = fields[kind].filter((id: number) => terms.has(id));
    if (fields.featured_media && !media.has(fields.featured_media)) delete fields.featured_media;
    if (fields.status === "future" && Date.parse(`${fields.date_gmt}Z`) < Date.now() + 60_000)
      fields.status = "publish";
    Object.assign(post, fields, { modified_gmt: now() });
    if (post.status === "publish" && Date.parse(`${post.date_gmt}Z`) > Date.now() + 60_000)
      post.status = "future";
    if (post.status === "publish" && !post.slug) post.slug = freeSlug("untitled", post.id);
    for (const [key, value] of Object.entries(meta)) {
      if (options.protectedKeys.includes(key))
        return refusal(
          403,
          "rest_cannot_update",
          `Sorry, you are not allowed to edit the ${key} custom field.`,
        );
      if (options.metaKeys.includes(key)) post.meta[key] = value;
    }
    return null;
  }

  function newPost(type: string) {
    const post = {
      id: (serial += 1),
      type,
      status: "draft",
      slug: "",
      title: "",
      content: "",
      excerpt: "",
      date_gmt: now(),
      modified_gmt: now(),
      categories: [1],
      tags: [],
      featured_media: 0,
      meta: Object.fromEntries(options.metaKeys.map((key) => [key, ""])) as Record<string, unknown>,
    };
    posts.set(post.id, post);
    return post;
  }

  async function uploadOf(asked: Request): Promise<Response> {
    if (!options.uploads)
      return refusal(
        500,
        "rest_upload_unknown_error",
        "Sorry, you are not allowed to upload this file type.",
      );
    const form = await asked.formData();
    const file = form.get("file") as unknown as File;
    const id = (serial += 1);
    const row = {
      id,
      slug: form.get("slug") ?? file.name,
      source_url: `${options.url}/wp-content/uploads/${file.name}`,
      mime_type: file.type,
      alt_text: form.get("alt_text") ?? "",
      post: Number(form.get("post")),
      bytes: file.size,
    };
    media.set(id, row);
    return json(row, 201);
  }

  function termsOf(method: string, kind: string, query: URLSearchParams, body: any): Response {
    const all = [...terms.values()].filter((term) => term.kind === kind);
    const view = (term: any) => ({
      ...term,
      name: term.name.replace(/&/g, "&amp;"),
      slug: String(term.id),
      meta: [],
    });
    if (method === "GET") {
      const search = (query.get("search") ?? "").toLowerCase();
      return json(all.filter(({ name }) => name.toLowerCase().includes(search)).map(view));
    }
    if (!options.mayManageTerms && kind === "categories")
      return refusal(
        403,
        "rest_cannot_create",
        "Sorry, you are not allowed to create terms in this taxonomy.",
      );
    const same = all.find(({ name }) => name.toLowerCase() === body.name.toLowerCase());
    if (same)
      return refusal(400, "term_exists", "A term with the name provided already exists.", {
        term_id: same.id,
      });
    const term = { id: (serial += 1), kind, name: body.name };
    terms.set(term.id, term);
    return json(view(term), 201);
  }

  function bridge(asked: Request, body: any): Response {
    if (asked.headers.get("X-IGNY8-API-KEY") !== "the-bridge-s-own-key")
      return refusal(401, "rest_forbidden", "Invalid API key");
    const post = bridged.get(body.content_id) ?? newPost("post");
    bridged.set(body.content_id, post);
    write(post, { title: body.title, content: body.content_html, slug: "bridged", status: body.status });
    return json({
      success: true,
      data: { post_id: String(post.id), post_url: linkOf(post), post_status: post.status },
    });
  }

  async function rest(asked: Request, route: string, query: URLSearchParams): Promise<Response> {
    const { method } = asked;
    const isKnown =
      !options.stripsAuth &&
      asked.headers.get("Authorization") ===
        `Basic ${Buffer.from(`editor:${PASSWORD.replace(/ /g, "")}`).toString("base64")}`;
    if (route === "/")
      return json({
        name: "Blog",
        home: options.url,
        namespaces: options.namespaces,
        authentication: { "application-passwords": {} },
      });
    if (route === "/igny8/v1/publish") return bridge(asked, await asked.json());
    if (route === "/wp/v2/users/me")
      return isKnown
        ? json({ id: 2, name: "Editor", roles: ["editor"], capabilities: {} })
        : refusal(401, "rest_not_logged_in", "You are not currently logged in.");
    const [, kind, id] = /^\/wp\/v2\/(\w+)(?:\/(\d+))?$/.exec(route) ?? [];
    if (kind === "media" && method === "GET")
      return json([...media.values()].filter(({ slug }) => query.get("slug")!.split(",").includes(slug)));
    if (!isKnown)
      return method === "GET" && !id
        ? refusal(400, "rest_invalid_param", "Invalid parameter(s): status")
        : refusal(401, "rest_cannot_create", "Sorry, you are not allowed to create posts as this user.");
    if (kind === "media") return uploadOf(asked);
    if (kind === "categories" || kind === "tags")
      return termsOf(method, kind, query, method === "GET" ? null : await asked.json());
    if (kind !== "posts" && kind !== "pages")
      return refusal(404, "rest_no_route", "No route was found matching the URL and request method.");
    if (method === "GET" && !id)
      return json(
        [...posts.values()].filter(({ slug }) => query.get("slug")!.split(",").includes(slug)).map(shown),
      );
    const post = id ? posts.get(Number(id)) : newPost(kind === "pages" ? "page" : "post");
    if (!post) return refusal(404, "rest_post_invalid_id", "Invalid post ID.");
    if (method === "GET") return json(shown(post));
    if (method === "DELETE") {
      posts.delete(post.id);
      return json({ deleted: true, previous: {} });
    }
    return write(post, await asked.json()) ?? json(shown(post), id ? 200 : 201);
  }

  function live(pathname: string): Response {
    const post = [...posts.values()].find(
      ({ slug, status }) => status === "publish" && pathname === `/${slug}/`,
    );
    if (!post) return page("Not found", 404);
    const robots = options.noindex ? '<meta name="robots" content="noindex, nofollow">' : "";
    return page(`${robots}<h1>${post.title.replace(/'/g, "&#8217;")}</h1>${post.content}`);
  }

  const spy = vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const asked = new Request(input as RequestInfo, init as RequestInit);
    const url = new URL(asked.url);
    if (url.origin !== options.url) throw new Error("internal error; reference = test");
    const line = `${asked.method} ${url.pathname}${url.search}`;
    const isJson = asked.headers.get("Content-Type") === "application/json";
    calls.push({ line, body: isJson ? await asked.clone().json() : null });
    const real = async () =>
      url.pathname.startsWith("/wp-json")
        ? rest(asked, url.pathname.slice("/wp-json".length) || "/", url.searchParams)
        : live(url.pathname);
    const fault = faults.find(({ match, times }) => match.test(line) && times !== 0);
    if (!fault) return real();
    if (fault.times !== undefined) fault.times -= 1;
    return fault.answer(real, asked);
  });

  const list = () => [...posts.values()];
  return {
    options,
    faults,
    calls,
    posts,
    list,
    media,
    terms,
    bridged,
    spy,
    newPost,
    lines: () => calls.map(({ line }) => line),
  };
}
