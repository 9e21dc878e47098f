import { type SQL, sql } from "drizzle-orm";
import type { Statement } from "../../db/queries";
import { notifications } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { isoIn } from "../../lib/time";

/** Notifies that the previous statement of the batch moved a content item into review, if it did. */
export const notifyReadyForReviewStatement = ({ actor, db }: Ctx, contentId: number | SQL): Statement =>
  db.insert(notifications).select(
    sql`select null, c.account_id, c.site_id, 'content_ready_review', 'info', 'Content ready for review', c.title, 0, null,
      'Review content', '/writer/content/' || c.id, json_object('content_id', c.id), ${isoIn()}
      from contents c where c.id = ${contentId} and c.account_id = ${actor.accountId} and changes() = 1`,
  );
