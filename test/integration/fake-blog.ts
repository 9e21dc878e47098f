import { fakeWordPress, json } from "./fake-wordpress";
import type { Options } from "./fake-rest";
import { SITE_URL } from "./helpers";

export type BlogPost = {
  id: number;
  status: string;
  type: string;
  slug: string;
  link: string;
  title: string;
  content: string;
  excerpt: string;
  date_gmt: string;
  modified_gmt: string;
  categories: number[];
  tags: number[];
  meta: Record<string, unknown>;
};
type BlogTerm = { id: number; name: string; slug: string };

const withoutZone = (time: string) => time.slice(0, 19);
const refusal = (status: number, code: string) => json({ code, message: code, data: { status } }, status);

/** A WordPress with posts, categories and tags that can be listed, filtered and changed, as a real one answers. */
export function fakeBlog(options: Partial<Options> = {}) {
  const wordpress = fakeWordPress(options);
  const posts = new Map<number, BlogPost>();
  const terms = { categories: new Map<number, BlogTerm>(), tags: new Map<number, BlogTerm>() };
  let serial = 10;

  function write(fields: Partial<BlogPost> & { id?: number } = {}): BlogPost {
    const id = fields.id ?? (serial += 1);
    const now = withoutZone(new Date().toISOString());
    const before = posts.get(id) ?? {
      id,
      status: "publish",
      type: "post",
      slug: `post-${id}`,
      link: `${SITE_URL}/post-${id}/`,
      title: `Post ${id}`,
      content: `<p>Text of ${id}.</p>`,
      excerpt: "",
      date_gmt: now,
      categories: [],
      tags: [],
      meta: {},
    };
    const post = { ...before, modified_gmt: now, ...fields };
    posts.set(id, post);
    return post;
  }
  function term(kind: keyof typeof terms, name: string, id = (serial += 1)): BlogTerm {
    const made = { id, name, slug: name.toLowerCase().replace(/\W+/g, "-") };
    terms[kind].set(id, made);
    return made;
  }

  const shown = ({ title, content, excerpt, ...post }: BlogPost) => ({
    ...post,
    title: { raw: title, rendered: title },
    content: { raw: content },
    excerpt: { raw: excerpt },
  });

  function list<T extends { id: number }>(rows: T[], query: URLSearchParams): Response {
    const size = Number(query.get("per_page") ?? 10);
    const page = Number(query.get("page") ?? 1);
    const pages = Math.ceil(rows.length / size);
    if (page > Math.max(1, pages)) return refusal(400, "rest_post_invalid_page_number");
    return json(rows.slice((page - 1) * size, page * size), 200, {
      "X-WP-Total": String(rows.length),
      "X-WP-TotalPages": String(pages),
    });
  }

  function listed(type: string, query: URLSearchParams): Response {
    const include = query.get("include")?.split(",").map(Number);
    const after = query.get("modified_after");
    const takesTrash = query.get("status")?.includes("trash");
    const rows = [...posts.values()]
      .filter((post) => post.type === type)
      .filter((post) => !include || include.includes(post.id))
      .filter((post) => takesTrash || post.status !== "trash")
      .filter((post) => !after || `${post.modified_gmt}Z` > after)
      .sort((a, b) => a.id - b.id);
    return list(rows.map(shown), query);
  }

  function one(id: number, type: string, asked: string, body: string): Response {
    const post = posts.get(id);
    if (post?.type !== type) return refusal(404, "rest_post_invalid_id");
    return json(shown(asked === "POST" ? write({ id, ...JSON.parse(body) }) : post));
  }

  function ofTerms(kind: keyof typeof terms, id: number, asked: Request, body: string): Response {
    const query = new URL(asked.url).searchParams;
    const rows = terms[kind];
    if (asked.method === "POST") {
      const { name } = JSON.parse(body);
      if (!id) return json(term(kind, name), 201);
      rows.set(id, { ...rows.get(id)!, name });
      return json(rows.get(id));
    }
    const include = query.get("include")?.split(",").map(Number);
    const search = query.get("search")?.toLowerCase();
    const found = [...rows.values()]
      .filter((one) => !include || include.includes(one.id))
      .filter((one) => !search || one.name.toLowerCase().includes(search));
    return list(found, query);
  }

  wordpress.faults.push({
    match: /\/(wp\/v2|igny8\/v1)\/(posts|pages|categories|tags)(\/\d+)?(\?|$)/,
    answer: async (asked, real) => {
      const url = new URL(asked.url);
      const [, , base, rest] = /\/(wp\/v2|igny8\/v1)\/(\w+)(?:\/(\d+))?/.exec(url.pathname)!;
      if (asked.method === "OPTIONS") return real();
      const body = wordpress.calls.at(-1)!.body;
      if (base === "categories" || base === "tags") return ofTerms(base, Number(rest), asked, body);
      const type = base === "pages" ? "page" : "post";
      return rest ? one(Number(rest), type, asked.method, body) : listed(type, url.searchParams);
    },
  });
  return { ...wordpress, posts, terms, write, term, remove: (id: number) => void posts.delete(id) };
}
