import { sql } from "drizzle-orm";
import type { Statement } from "../../db/queries";
import { syncEvents } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { isoIn } from "../../lib/time";
import type { IntegrationRow } from "../integration/integrations.service";

type Columns = typeof syncEvents.$inferInsert;
type NewSyncEvent = Omit<Columns, "id" | "account_id" | "site_id" | "integration_id" | "created_at">;

/** Inserts a sync event, which `sync_health` reports. Inserts nothing if the integration was deleted. */
export const insertEventStatement = (
  { db }: Ctx,
  { id }: Pick<IntegrationRow, "id">,
  event: NewSyncEvent,
): Statement =>
  db.insert(syncEvents).select(
    sql`select null, account_id, site_id, id, ${event.event_id ?? null}, ${event.event_type}, ${event.action},
      ${Number(event.success)}, ${event.content_id ?? null}, ${event.external_id ?? null},
      ${JSON.stringify(event.details ?? {})}, ${event.error_message?.slice(0, 500) ?? null},
      ${event.duration_ms ?? null}, ${isoIn()} from site_integrations where id = ${id}`,
  );
