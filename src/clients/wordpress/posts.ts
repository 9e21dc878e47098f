import { z } from "zod";
import { isRefusal, RemoteError } from "../remote-error";
import { Deleted, Outline, Post } from "./shapes";
import { requestJson, type RemoteSite } from "./transport";

/** Route of a type's rows: `wp/v2/posts`. */
export const POSTS = "/wp/v2/posts";
export const PAGES = "/wp/v2/pages";

/** Fields of a post; terms and media by id. `listDropped` reports fields that WordPress ignored. */
export type PostFields = {
  title?: string;
  slug?: string;
  content?: string;
  excerpt?: string;
  status?: "publish" | "draft" | "future" | "pending" | "private";
  /** UTC without zone: `2030-01-15T09:00:00`. */
  date_gmt?: string;
  categories?: number[];
  tags?: number[];
  featured_media?: number;
  meta?: Record<string, string>;
};

type PostQuery = {
  page?: number;
  per_page?: number;
  /** `any` excludes the trash. Requires the right to edit. */
  status?: string;
  include?: number[];
  slug?: string;
  search?: string;
  modified_after?: string;
  orderby?: "date" | "modified" | "id";
  order?: "asc" | "desc";
};

/** Creates a draft: nothing is public before its meta, media and terms are set. */
export const createDraft = async (site: RemoteSite, route: string, fields: PostFields): Promise<Post> =>
  (await requestJson(site, route, Post, { json: { ...fields, status: "draft" } })).data;

/** Changes only the given fields. */
export const updatePost = async (
  site: RemoteSite,
  route: string,
  id: number,
  fields: PostFields,
): Promise<Post> => (await requestJson(site, `${route}/${id}`, Post, { json: fields })).data;

/** To the trash, or permanently. */
export async function deletePost(site: RemoteSite, route: string, id: number, force: boolean): Promise<void> {
  const query = { force: force || undefined };
  await requestJson(site, `${route}/${id}`, force ? Deleted : Post, { method: "DELETE", query });
}

/** The post, in any status; null if it was deleted permanently. */
export async function findPost(site: RemoteSite, route: string, id: number): Promise<Post | null> {
  try {
    return (await requestJson(site, `${route}/${id}`, Post, { query: { context: "edit" } })).data;
  } catch (error) {
    if (isRefusal(error, "rest_post_invalid_id")) return null;
    throw error;
  }
}

const Slug = z.object({ slug: z.string() });

/** Which of these slugs are used by posts of any status; null if there are more posts than fit in one response. */
export async function findSlugs(
  site: RemoteSite,
  route: string,
  slugs: readonly string[],
): Promise<Set<string> | null> {
  const query = { slug: slugs.join(","), status: "any,trash", per_page: 100, _fields: "slug" };
  const { data, headers } = await requestJson(site, route, z.array(Slug), {
    query: { context: "edit", ...query },
  });
  return headerCount(headers, "X-WP-TotalPages") > 1 ? null : new Set(data.map(({ slug }) => slug));
}

const OUTLINE = "id,status,modified_gmt";

/** Like `listPosts`, with only status and modification time. A page past the end is empty. */
export async function listOutlines(site: RemoteSite, route: string, { include, ...query }: PostQuery) {
  try {
    const { data, headers } = await requestJson(site, route, z.array(Outline), {
      query: { context: "edit", per_page: 100, _fields: OUTLINE, ...query, include: include?.join(",") },
    });
    return {
      rows: data,
      total: headerCount(headers, "X-WP-Total"),
      pages: headerCount(headers, "X-WP-TotalPages"),
    };
  } catch (error) {
    if (!isRefusal(error, "rest_post_invalid_page_number")) throw error;
    return { rows: [], total: 0, pages: 0 };
  }
}

const WHOLE =
  "id,status,type,slug,link,title,content.raw,excerpt.raw,date_gmt,modified_gmt,categories,tags,meta";
const AT_ONCE = 10;

/** The posts with their texts, in any status. Deleted posts are left out. */
export async function readPosts(site: RemoteSite, route: string, ids: readonly number[]): Promise<Post[]> {
  const posts: Post[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE)
    posts.push(...(await readSome(site, route, ids.slice(from, from + AT_ONCE))));
  return posts;
}

/** Reads in halves if all of them exceed the size of a response. */
async function readSome(site: RemoteSite, route: string, ids: readonly number[]): Promise<Post[]> {
  const query = { context: "edit", _fields: WHOLE, status: "any,trash", per_page: ids.length };
  try {
    return (await requestJson(site, route, z.array(Post), { query: { ...query, include: ids.join(",") } }))
      .data;
  } catch (error) {
    if (!(error instanceof RemoteError) || error.code !== "too_large" || ids.length === 1) throw error;
    const half = Math.ceil(ids.length / 2);
    return [
      ...(await readSome(site, route, ids.slice(0, half))),
      ...(await readSome(site, route, ids.slice(half))),
    ];
  }
}

/** One page in the edit context, with the total number of rows and pages. */
export async function listPosts(site: RemoteSite, route: string, { include, ...query }: PostQuery) {
  const { data, headers } = await requestJson(site, route, z.array(Post), {
    query: { context: "edit", per_page: 100, ...query, include: include?.join(",") },
  });
  return {
    rows: data,
    total: headerCount(headers, "X-WP-Total"),
    pages: headerCount(headers, "X-WP-TotalPages"),
  };
}

export const headerCount = (headers: Headers, name: string) => Number(headers.get(name)) || 0;

/** Fields that WordPress accepted without storing them: `meta.key`, `categories`, … */
export function listDropped(sent: PostFields, kept: Post): string[] {
  const missing = (field: "categories" | "tags") => {
    const have = kept[field] ?? [];
    return sent[field]?.some((id) => !have.includes(id)) ? [field] : [];
  };
  const media = sent.featured_media !== undefined && kept.featured_media !== sent.featured_media;
  const meta = Object.entries(sent.meta ?? {}).flatMap(([key, value]) =>
    kept.meta?.[key] === value ? [] : [`meta.${key}`],
  );
  return [...missing("categories"), ...missing("tags"), ...(media ? ["featured_media"] : []), ...meta];
}

/** Whether the user may publish the post: WordPress links that right in the edit context. */
export const mayPublish = ({ _links }: Post) => _links?.["wp:action-publish"] !== undefined;
