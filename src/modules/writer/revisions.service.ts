import { type SQL, sql } from "drizzle-orm";
import type { Statement } from "../../db/queries";
import { contentRevisions, contents, type revisionCauses } from "../../db/schema/writer";
import type { Ctx } from "../../lib/context";
import { isoIn } from "../../lib/time";

/** Keeps the contents that meet the condition as they are: to be put before their update, in the same batch. */
export const revisionOf = (
  { actor, db }: Ctx,
  where: SQL | undefined,
  cause: (typeof revisionCauses)[number],
): Statement =>
  db.insert(contentRevisions).select(
    sql`select null, account_id, site_id, id, title, word_count, json_object('title', title, 'slug', slug,
      'content_html', content_html, 'excerpt', excerpt, 'meta_title', meta_title, 'meta_description', meta_description,
      'primary_keyword', primary_keyword, 'secondary_keywords', json(secondary_keywords), 'tags', json(tags),
      'categories', json(categories), 'word_count', word_count), ${cause}, ${actor.userId}, ${isoIn()}
      from ${contents} where ${where}`,
  );
