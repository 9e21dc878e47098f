import { type SQL, sql } from "drizzle-orm";
import type { Statement } from "../../db/queries";
import { notifications } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { isoIn } from "../../lib/time";

/** Notifies that the batch added keywords to a sector. `added` counts them; none are inserted for zero. */
export const notifyKeywordsImportedStatement = (
  { actor, db }: Ctx,
  sectorId: number,
  added: SQL,
): Statement =>
  db.insert(notifications).select(
    sql`select null, s.account_id, s.site_id, 'keywords_imported', 'success', 'Keywords imported',
      n.added || iif(n.added = 1, ' keyword was', ' keywords were') || ' added to ' || s.name, 0, null, 'View keywords',
      '/planner/keywords', json_object('count', n.added, 'sector_id', s.id), ${isoIn()}
      from (select ${added} as added) n join sectors s on s.id = ${sectorId} and s.account_id = ${actor.accountId}
      where n.added > 0`,
  );

/**
 * Notifies, once for each site, that its first sector was created. Follows the audit event of the creation in the
 * batch.
 */
export const notifySiteSetupStatement = ({ actor, db }: Ctx, siteId: number): Statement =>
  db.insert(notifications).select(
    sql`select null, s.account_id, s.id, 'site_setup_complete', 'success', 'Site setup complete',
      s.name || ' has its first sector. Add keywords to it.', 0, null, 'Add keywords', '/planner/keywords',
      json_object('site_id', s.id), ${isoIn()}
      from sites s where s.id = ${siteId} and s.account_id = ${actor.accountId} and changes() = 1
        and (select count(*) from sectors x where x.site_id = s.id) = 1 and not exists (select 1 from notifications n where n.account_id = s.account_id and n.site_id = s.id
          and n.notification_type = 'site_setup_complete')`,
  );
