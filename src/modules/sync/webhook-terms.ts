import { and, eq, sql } from "drizzle-orm";
import { owned, type Statement } from "../../db/queries";
import { syncEvents } from "../../db/schema";
import type { Ctx } from "../../db/context";
import type { IntegrationRow } from "../integration/integrations.service";
import { deleteTermsStatements, selectTermsStatement, type TermKind, mergeTermsStatements } from "./terms";
import type { WebhookAction, WebhookBody, WebhookTerm } from "./webhook.schema";

/** What an event changes here. */
export type WebhookEffect = {
  action: WebhookAction;
  content_id?: number;
  writes?: Statement[];
  details?: Record<string, unknown>;
};

const kinds: Record<string, TermKind> = { category: "category", post_tag: "tag" };

/** Terms have no modification time, so the newest event of a term is authoritative. */
export async function loadTermEffect(
  ctx: Ctx,
  row: IntegrationRow,
  { event, occurred_at }: WebhookBody,
  term: WebhookTerm,
): Promise<WebhookEffect> {
  const details = { taxonomy: term.taxonomy, name: term.name };
  const kind = kinds[term.taxonomy];
  if (!kind) return { action: "ignored", details };
  if (await isOlder(ctx, row, term, occurred_at)) return { action: "older", details };
  const known = await selectTermsStatement(ctx, row.site_id, kind);
  const external_id = String(term.id);
  if (event === "term.deleted") {
    const isKnown = known.some((one) => one.external_id === external_id);
    const writes = deleteTermsStatements(ctx, { site_id: row.site_id, kind }, [external_id]);
    return { action: isKnown ? "deleted" : "unknown", writes, details };
  }
  const writes = mergeTermsStatements(ctx, { site_id: row.site_id, kind }, { known, found: [term] });
  return { action: writes.length ? "updated" : "unchanged", writes, details };
}

const EVENTS_LOOKED_BACK = 500;

async function isOlder({ actor, db }: Ctx, { id }: IntegrationRow, term: WebhookTerm, occurredAt: string) {
  const recent = sql`(select max(e.id) - ${EVENTS_LOOKED_BACK} from sync_events e where e.integration_id = ${id})`;
  const [newer] = await db
    .select({ id: syncEvents.id })
    .from(syncEvents)
    .where(
      and(
        owned(actor, syncEvents),
        eq(syncEvents.integration_id, id),
        eq(syncEvents.external_id, String(term.id)),
        sql`${syncEvents.id} > ${recent}`,
        sql`${syncEvents.event_type} like 'term.%'`,
        sql`${syncEvents.details} ->> 'occurred_at' > ${occurredAt}`,
      ),
    )
    .limit(1);
  return newer !== undefined;
}
