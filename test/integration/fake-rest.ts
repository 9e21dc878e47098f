export const PASSWORD = "X0WZ avXU 1bcd 2efg 3hij 4klm";
export const BRIDGE_KEY = "the-bridge-s-own-key";
const seoKeys = ["_yoast_wpseo_title", "_yoast_wpseo_metadesc", "_yoast_wpseo_focuskw"];

export type Options = {
  url: string;
  /** Its permalinks: behind `plain`, /wp-json is the home page with 200, as behind a front controller. */
  permalinks: "pretty" | "plain";
  role: "administrator" | "author" | "contributor";
  applicationPasswords: boolean;
  /** The server drops the Authorization header. */
  stripsAuth: boolean;
  /** A plugin asks for the user early, so that core names the reason. */
  earlyUser: boolean;
  hidesUsers: boolean;
  /** A plugin closes REST to who is nobody. */
  restDisabled: boolean;
  restOff: boolean;
  xmlRpc: boolean;
  metaKeys: string[];
  /** Registered, but not to be written. */
  protectedKeys: string[];
  uploads: boolean;
  bridge: boolean;
  namespaces: string[];
  isWordPress: boolean;
};

export const defaults: Options = {
  url: "https://blog.example.com",
  permalinks: "pretty",
  role: "administrator",
  applicationPasswords: true,
  stripsAuth: false,
  earlyUser: false,
  hidesUsers: false,
  restDisabled: false,
  restOff: false,
  xmlRpc: true,
  metaKeys: seoKeys,
  protectedKeys: [],
  uploads: true,
  bridge: false,
  namespaces: ["oembed/1.0", "wp/v2"],
  isWordPress: true,
};

export const page = (body: string, status = 200, headers = {}) =>
  new Response(`<!DOCTYPE html><html><body>${body}</body></html>`, {
    status,
    headers: { "Content-Type": "text/html; charset=UTF-8", ...headers },
  });
export const json = (body: unknown, status = 200, headers = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/json; charset=UTF-8", ...headers },
  });
const refusal = (status: number, code: string, message: string, data = {}) =>
  json({ code, message, data: { status, ...data } }, status);
const noRoute = () =>
  refusal(404, "rest_no_route", "No route was found matching the URL and request method.");
const nobody = () => refusal(401, "rest_not_logged_in", "You are not currently logged in.");

/** The REST API of a WordPress, by the answers of a real one. */
export function fakeRest(options: Options) {
  const posts = new Map<number, any>();
  const media = new Set<number>();
  let serial = 100;
  const rights = { publish: options.role !== "contributor", manage: options.role === "administrator" };

  const isBasic = (header: string | null) =>
    header === `Basic ${Buffer.from(`editor:${PASSWORD.replace(/ /g, "")}`).toString("base64")}`;

  function post(id: number, context: boolean) {
    const row = posts.get(id)!;
    return {
      ...row,
      id,
      type: "post",
      slug: row.status === "draft" ? "" : `post-${id}`,
      link: `${options.url}/?p=${id}`,
      title: { rendered: row.title, ...(context && { raw: row.title }) },
      content: { rendered: row.content ?? "", ...(context && { raw: row.content ?? "" }) },
      meta: options.metaKeys.length ? row.meta : [],
      _links: { self: [{ href: "" }], ...(rights.publish && { "wp:action-publish": [{ href: "" }] }) },
    };
  }

  function write(id: number, body: any) {
    const row = posts.get(id) ?? {
      status: "draft",
      title: "",
      categories: [1],
      tags: [],
      featured_media: 0,
      meta: Object.fromEntries(options.metaKeys.map((key) => [key, ""])),
    };
    if (body.status === "publish" && !rights.publish)
      return refusal(
        403,
        "rest_cannot_publish",
        "Sorry, you are not allowed to publish posts in this post type.",
      );
    const { meta = {}, ...fields } = body;
    posts.set(id, { ...row, ...fields });
    for (const [key, value] of Object.entries(meta)) {
      if (options.protectedKeys.includes(key))
        return refusal(
          403,
          "rest_cannot_update",
          `Sorry, you are not allowed to edit the ${key} custom field.`,
          { key },
        );
      if (options.metaKeys.includes(key)) row.meta[key] = value;
    }
    return null;
  }

  function rest(
    method: string,
    route: string,
    query: URLSearchParams,
    asked: Request,
    body: string,
  ): Response {
    const header = asked.headers.get("Authorization");
    const known = options.applicationPasswords && !options.stripsAuth && isBasic(header);
    const seen = header && !options.stripsAuth && options.applicationPasswords;
    if (options.earlyUser && seen && !known)
      return refusal(401, "incorrect_password", "The provided password is an invalid application password.");
    if (options.restDisabled && !known)
      return refusal(401, "rest_cannot_access", "DRA: Only authenticated users can access the REST API.");
    const id = Number(/\/(\d+)$/.exec(route)?.[1]);
    const edit = query.get("context") === "edit";
    switch (`${method} ${route.replace(/\/\d+$/, "/N")}`) {
      case "GET /":
        return json({
          name: "Test Site",
          home: options.url,
          namespaces: [...options.namespaces, ...(options.bridge ? ["igny8/v1"] : [])],
          authentication: options.applicationPasswords ? { "application-passwords": { endpoints: {} } } : [],
          timezone_string: "Europe/Amsterdam",
          gmt_offset: 1,
        });
      case "GET /wp/v2/users/me":
        if (options.hidesUsers) return noRoute();
        return known
          ? json({ id: 2, name: "Editor", roles: [options.role], capabilities: capabilities() })
          : nobody();
      case "GET /wp/v2/types":
        if (edit && !known)
          return refusal(
            401,
            "rest_cannot_view",
            "Sorry, you are not allowed to edit posts in this post type.",
          );
        return json({
          post: {
            name: "Posts",
            slug: "post",
            rest_base: "posts",
            rest_namespace: "wp/v2",
            taxonomies: ["category", "post_tag"],
            hierarchical: false,
            ...(edit && { viewable: true }),
          },
          nav_menu_item: {
            name: "Menu items",
            slug: "nav_menu_item",
            rest_base: "menu-items",
            rest_namespace: "wp/v2",
            taxonomies: ["nav_menu"],
            hierarchical: false,
            ...(edit && { viewable: false }),
          },
          product: {
            name: "Products",
            slug: "product",
            rest_base: "products",
            rest_namespace: "wp/v2",
            taxonomies: ["product_cat"],
            hierarchical: false,
            ...(edit && { viewable: true }),
          },
        });
      case "GET /wp/v2/taxonomies":
        return json({
          category: {
            name: "Categories",
            slug: "category",
            types: ["post"],
            hierarchical: true,
            rest_base: "categories",
            rest_namespace: "wp/v2",
          },
          product_cat: {
            name: "Product categories",
            slug: "product_cat",
            types: ["product"],
            hierarchical: true,
            rest_base: "product-categories",
            rest_namespace: "wp/v2",
          },
        });
      case "OPTIONS /wp/v2/posts":
        return json({
          schema: {
            properties: {
              meta: {
                properties: options.metaKeys.length
                  ? Object.fromEntries(options.metaKeys.map((k) => [k, { type: "string" }]))
                  : [],
              },
            },
          },
        });
      case "GET /wp/v2/posts":
      case "GET /wp/v2/pages":
      case "GET /wp/v2/products":
      case "GET /wp/v2/categories":
      case "GET /wp/v2/tags":
        // A wrong password is nobody's: 200, as for any visitor.
        if (edit && !(known && (rights.manage || !route.endsWith("categories"))))
          return refusal(
            known ? 403 : 401,
            "rest_forbidden_context",
            "Sorry, you are not allowed to edit terms in this taxonomy.",
          );
        return json(
          [...posts.keys()].map((n) => post(n, edit)),
          200,
          { "X-WP-Total": "7", "X-WP-TotalPages": "1" },
        );
      case "POST /wp/v2/posts":
      case "POST /wp/v2/pages": {
        if (!known || (route.endsWith("pages") && !rights.manage))
          return refusal(
            known ? 403 : 401,
            "rest_cannot_create",
            "Sorry, you are not allowed to create posts as this user.",
          );
        const made = (serial += 1);
        return write(made, JSON.parse(body)) ?? json(post(made, true), 201);
      }
      case "POST /wp/v2/posts/N":
        return write(id, JSON.parse(body)) ?? json(post(id, true));
      case "GET /wp/v2/posts/N":
        return posts.has(id)
          ? json(post(id, true))
          : refusal(404, "rest_post_invalid_id", "Invalid post ID.");
      case "DELETE /wp/v2/posts/N":
      case "DELETE /wp/v2/pages/N": {
        const previous = posts.has(id) ? post(id, true) : null;
        posts.delete(id);
        return query.get("force") === "true"
          ? json({ deleted: true, previous })
          : json({ ...previous, status: "trash" });
      }
      case "POST /wp/v2/media":
        if (!known || !rights.publish)
          return refusal(
            403,
            "rest_cannot_create",
            "Sorry, you are not allowed to upload media on this site.",
          );
        if (!options.uploads)
          return refusal(
            500,
            "rest_upload_unknown_error",
            "Sorry, you are not allowed to upload this file type.",
          );
        media.add((serial += 1));
        return json(
          { id: serial, source_url: `${options.url}/x.png`, mime_type: "image/png", alt_text: "" },
          201,
        );
      case "DELETE /wp/v2/media/N":
        media.delete(id);
        return json({ deleted: true, previous: {} });
      case "POST /wp/v2/categories":
        return JSON.parse(body).name === "News"
          ? refusal(400, "term_exists", "A term with the name provided already exists with this parent.", {
              term_id: 3,
            })
          : json({ id: (serial += 1), name: JSON.parse(body).name, slug: "s", meta: [] }, 201);
      case "GET /igny8/v1/site-metadata":
        if (!options.bridge) return noRoute();
        return asked.headers.get("X-IGNY8-API-KEY") === BRIDGE_KEY
          ? json({
              success: true,
              data: {
                post_types: { post: { label: "Posts", count: "12", enabled: true } },
                taxonomies: { category: { label: "Categories", count: 3 } },
              },
            })
          : refusal(401, "rest_forbidden", "Invalid API key");
      case "POST /igny8/v1/publish":
        return json(
          { success: true, data: { post_id: "9", post_url: `${options.url}/nine/`, post_status: "publish" } },
          201,
        );
      default:
        return noRoute();
    }
  }

  const capabilities = () => ({
    edit_posts: true,
    publish_posts: rights.publish,
    upload_files: rights.publish,
    ...(rights.manage && { manage_categories: true }),
  });

  return { rest, posts, media };
}
