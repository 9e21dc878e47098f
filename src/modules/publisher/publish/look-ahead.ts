import { findSlugs, PAGES, POSTS, type RemoteSite } from "../../../clients/wordpress";
import { isoIn, SECOND_MS } from "../../../lib/time";
import type { Item } from "../../jobs/items.service";
import type { Destination } from "./destination";
import { draftSlug } from "./find-remote";
import type { Article, PublishInput } from "./input";

/** Articles per request: two slugs each, in a URL that every server accepts. */
const AT_ONCE = 20;
const MAX_ARTICLES = 500;
/** How long a request waits for facts that its items could determine themselves. */
const LOOK_MS = 3 * SECOND_MS;
/** After this time an item looks for itself. */
const TRUSTED_MS = 300 * SECOND_MS;

type PostCandidate = Pick<
  Article,
  "id" | "account_id" | "created_at" | "slug" | "content_type" | "external_id"
>;

/**
 * Looks up the posts of many articles in a few requests, and reports which have none. Articles that are not looked up
 * in time are left to their items.
 */
export async function lookAhead(site: RemoteSite, rows: readonly PostCandidate[]): Promise<Set<number>> {
  const absent = new Set<number>();
  const until = Date.now() + LOOK_MS;
  const unknown = rows.filter(({ external_id }) => external_id === null).slice(0, MAX_ARTICLES);
  for (const [type, route] of [
    ["post", POSTS],
    ["page", PAGES],
  ] as const) {
    const ofType = unknown.filter(({ content_type }) => content_type === type);
    for (let from = 0; from < ofType.length && Date.now() < until; from += AT_ONCE) {
      const chunk = ofType.slice(from, from + AT_ONCE);
      const looked = listAbsent(site, route, chunk);
      for (const id of await Promise.race([looked, after(until - Date.now())])) absent.add(id);
    }
  }
  return absent;
}

const after = (ms: number) => new Promise<number[]>((resolve) => setTimeout(() => resolve([]), ms));

async function listAbsent(
  site: RemoteSite,
  route: string,
  rows: readonly PostCandidate[],
): Promise<number[]> {
  const wanted = await Promise.all(
    rows.map(async (row) => ({ id: row.id, slugs: [await draftSlug(row), row.slug] })),
  );
  const slugs = wanted.flatMap((one) => one.slugs);
  const found = await findSlugs(site, route, slugs).catch(() => null);
  // A slug that comes back in another form cannot be attributed.
  if (!found || [...found].some((slug) => !slugs.includes(slug))) return [];
  return wanted.filter((one) => !one.slugs.some((slug) => found.has(slug))).map(({ id }) => id);
}

/** Passed to the item of an article without a post. */
export const absence = (jobId: string): PublishInput["absent"] => ({ job_id: jobId, at: isoIn() });

/**
 * Whether the job's look-up still holds: for the first attempt of the item it was made for, on the same site, with an
 * unchanged article.
 */
export function isKnownAbsent(
  { row }: Destination,
  item: Item,
  { article, input }: { article: Article; input: PublishInput },
): boolean {
  const { absent, site } = input;
  if (!absent || absent.job_id !== item.job_id || item.attempts !== 1) return false;
  if (site?.version !== row.updated_at || article.external_id !== null) return false;
  return article.updated_at <= absent.at && Date.parse(absent.at) > Date.now() - TRUSTED_MS;
}
