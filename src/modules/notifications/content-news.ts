import { type SQL, sql } from "drizzle-orm";
import type { Statement } from "../../db/queries";
import { notifications } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { isoIn } from "../../lib/time";

/** The news of a content that the statement before put into review: told only where it did. */
export const notifyOfReview = ({ actor, db }: Ctx, contentId: number | SQL): Statement =>
  db.insert(notifications).select(
    sql`select null, c.account_id, c.site_id, 'content_ready_review', 'info', 'Content ready for review', c.title, 0, null,
      'Review content', '/writer/content/' || c.id, json_object('content_id', c.id), ${isoIn()}
      from contents c where c.id = ${contentId} and c.account_id = ${actor.accountId} and changes() = 1`,
  );
