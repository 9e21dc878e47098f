import { z } from "zod";
import { isRefusal } from "../remote-error";
import { Deleted, Media, Me, PostTypes, Taxonomies, Term, TypeOptions } from "./shapes";
import { headerCount } from "./posts";
import { requestJson, type RemoteSite } from "./transport";

export const CATEGORIES = "/wp/v2/categories";
export const TAGS = "/wp/v2/tags";
const MEDIA = "/wp/v2/media";

/** The user whom the credentials belong to: the only route that reports a wrong password on every site. */
export const readMe = async (site: RemoteSite): Promise<Me> =>
  (await requestJson(site, "/wp/v2/users/me", Me, { query: { context: "edit" } })).data;

/** Post types by slug. Users who may not edit see them without `viewable`. */
export async function readTypes(site: RemoteSite) {
  try {
    return (await requestJson(site, "/wp/v2/types", PostTypes, { query: { context: "edit" } })).data;
  } catch (error) {
    if (!isRefusal(error, "rest_cannot_view", "rest_forbidden_context")) throw error;
    return (await requestJson(site, "/wp/v2/types", PostTypes)).data;
  }
}

export const readTaxonomies = async (site: RemoteSite) =>
  (await requestJson(site, "/wp/v2/taxonomies", Taxonomies)).data;

/** Meta keys of a type that REST accepts; null if the site does not say. */
export async function readMetaKeys(site: RemoteSite, route: string): Promise<string[] | null> {
  const { data } = await requestJson(site, route, TypeOptions, { method: "OPTIONS" });
  const meta = data.schema.properties.meta;
  return meta ? Object.keys(meta.properties) : null;
}

/** Number of public rows of a route. */
export async function countRows(site: RemoteSite, route: string): Promise<number> {
  const { headers } = await requestJson(site, route, z.array(z.unknown()), {
    query: { per_page: 1, _fields: "id" },
  });
  return Number(headers.get("X-WP-Total")) || 0;
}

const listTerms = async (site: RemoteSite, route: string, query: { page?: number; search?: string } = {}) =>
  (await requestJson(site, route, z.array(Term), { query: { per_page: 100, ...query } })).data;

/** One page of a hundred terms by id with the number of pages, or the terms with these ids. */
export async function pageOfTerms(
  site: RemoteSite,
  route: string,
  { page = 1, include }: { page?: number; include?: readonly string[] } = {},
) {
  const query = { per_page: 100, page, orderby: "id", _fields: "id,name,slug", include: include?.join(",") };
  const { data, headers } = await requestJson(site, route, z.array(Term), { query });
  return { rows: data, pages: headerCount(headers, "X-WP-TotalPages") };
}

export const renameTerm = async (site: RemoteSite, route: string, id: string, name: string) =>
  (await requestJson(site, `${route}/${id}`, Term, { json: { name } })).data;

/** Ids of terms by name; missing terms are created. Throws if the user may not create terms. */
export async function ensureTerms(
  site: RemoteSite,
  route: string,
  names: readonly string[],
): Promise<number[]> {
  const ids: number[] = [];
  for (const name of names)
    ids.push((await findTerm(site, route, name)) ?? (await createTerm(site, route, name)));
  return [...new Set(ids)];
}

async function findTerm(site: RemoteSite, route: string, name: string): Promise<number | undefined> {
  const found = await listTerms(site, route, { search: name });
  return found.find((term) => decodeName(term.name) === decodeName(name))?.id;
}

/** Names are returned with escaped HTML. */
const decodeName = (text: string) =>
  text
    .replace(/&(amp|#0?38);/g, "&")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&(quot|#0?34);/g, '"')
    .replace(/&(#0?39|apos);/g, "'")
    .normalize("NFC")
    .toLowerCase();

async function createTerm(site: RemoteSite, route: string, name: string): Promise<number> {
  try {
    return (await requestJson(site, route, Term, { json: { name } })).data.id;
  } catch (error) {
    if (isRefusal(error, "term_exists") && error.facts.termId !== undefined) return error.facts.termId;
    throw error;
  }
}

type Upload = {
  bytes: Uint8Array<ArrayBuffer>;
  /** With an extension that matches the type: WordPress checks both. */
  filename: string;
  mime: string;
  /** The slug by which the file is found again if the response to its upload is lost. */
  slug?: string;
  title?: string;
  alt_text?: string;
  caption?: string;
  post?: number;
};

/** Multipart, so that the file and its texts are sent in one request. */
export async function uploadMedia(
  site: RemoteSite,
  { bytes, filename, mime, ...texts }: Upload,
): Promise<Media> {
  const form = new FormData();
  form.set("file", new File([bytes], filename, { type: mime }));
  for (const [field, value] of Object.entries(texts)) if (value !== undefined) form.set(field, String(value));
  return (await requestJson(site, MEDIA, Media, { form })).data;
}

const Uploaded = Media.extend({ slug: z.string() });

/** Files uploaded under these slugs: at most a hundred. */
export const findMedia = async (site: RemoteSite, slugs: readonly string[]) =>
  (await requestJson(site, MEDIA, z.array(Uploaded), { query: { slug: slugs.join(","), per_page: 100 } }))
    .data;

/** Permanently: media have no trash. */
export async function deleteMedia(site: RemoteSite, id: number): Promise<void> {
  await requestJson(site, `${MEDIA}/${id}`, Deleted, { method: "DELETE", query: { force: true } });
}

/** Reads one row of a list in the given context. Throws if the user may not. */
export async function tryEditing(site: RemoteSite, route: string, context: "view" | "edit"): Promise<void> {
  await requestJson(site, route, z.array(z.unknown()), { query: { context, per_page: 1, _fields: "id" } });
}
