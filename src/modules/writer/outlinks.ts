import { type SQL, sql } from "drizzle-orm";
import type { Statement } from "../../db/queries";
import { contentOutlinks, contents } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { decodeAttribute } from "../../text/html/scan";

/** Maximum number of stored links per page. */
const MAX_OUTLINKS = 500;

/**
 * Link targets of stored HTML: each once, in the order of the text. Sanitised HTML has double-quoted attributes
 * without angle brackets.
 */
export function extractOutlinks(html: string): string[] {
  const hrefs = new Set<string>();
  for (const [, href = ""] of html.matchAll(/<a\s[^>]*?\bhref="([^"]*)"/g)) {
    hrefs.add(decodeAttribute(href));
    if (hrefs.size >= MAX_OUTLINKS) break;
  }
  return [...hrefs];
}

/** Stores the link targets of the content items that match the condition. In a batch it follows the change of the HTML. */
export const upsertOutlinksStatement = ({ db }: Ctx, where: SQL | undefined, html: string): Statement =>
  db
    .insert(contentOutlinks)
    .select(
      sql`select id, account_id, site_id, ${JSON.stringify(extractOutlinks(html))} from ${contents} where ${where ?? sql`0`}`,
    )
    .onConflictDoUpdate({ target: contentOutlinks.content_id, set: { hrefs: sql`excluded.hrefs` } });

type ScannedPage = { id: number; updated_at: string; hrefs: string[] };

/** The same for scanned pages, unless they have changed since. */
export const insertOutlinksStatement = ({ db }: Ctx, pages: readonly ScannedPage[]) =>
  db
    .insert(contentOutlinks)
    .select(
      sql`select c.id, c.account_id, c.site_id, v.value -> 'hrefs' from json_each(${JSON.stringify(pages)}) v
        join contents c on c.id = v.value ->> 'id' and c.updated_at = v.value ->> 'updated_at' where 1`,
    )
    .onConflictDoNothing();
