import { and, eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import { pageOf, type Statement } from "../../db/queries";
import { auditEvents } from "../../db/schema";
import type { Role } from "../../lib/roles";
import type { Ctx } from "../../db/context";
import { isoIn } from "../../lib/time";
import type { AuditQuery } from "./audit.schema";

/**
 * What happened to what. The trail outlives the people that it tells of: ids, field names and figures, never an e-mail,
 * a name or a secret.
 */
export type AuditedEvent = {
  action: `${string}.${string}`;
  object_type: string;
  object_id: number | string | SQL;
  details?: Record<string, unknown>;
};

/** The row that the statement before it in the batch inserted. */
export const inserted = sql`last_insert_rowid()`;

/** In whose trail the event stands, and who did it. */
export type Doer = { account_id: number | SQL; user_id: number | null | SQL; role: Role | "anonymous" };

const callerOf = ({ actor }: Ctx): Doer => ({
  account_id: actor.accountId,
  user_id: actor.userId,
  role: actor.role,
});

/** The event's row, for the batch of what it tells. */
export const audited = (ctx: Ctx, event: AuditedEvent, doer: Doer = callerOf(ctx)): Statement =>
  ctx.db.insert(auditEvents).values({ ...rowOf(ctx, event), ...doer });

/** The same, written only where the statement before it in the batch changed a row. */
export const auditedIfChanged = (ctx: Ctx, event: AuditedEvent, doer: Doer = callerOf(ctx)): Statement => {
  const { action, object_type, object_id, details, address, request_id } = rowOf(ctx, event);
  return ctx.db.insert(auditEvents).select(
    sql`select null, ${doer.account_id}, ${doer.user_id}, ${doer.role}, ${action}, ${object_type}, ${object_id},
      ${JSON.stringify(details)}, ${address}, ${request_id}, ${isoIn()} where changes() > 0`,
  );
};

/** For staff who change another account: in that account's trail and in their own, where the statement before changed a row. */
export const auditedByStaff = (ctx: Ctx, accountId: number, event: AuditedEvent): Statement[] => [
  auditedIfChanged(ctx, event, { ...callerOf(ctx), account_id: accountId }),
  auditedIfChanged(ctx, event),
];

const rowOf = (
  { address, requestId }: Ctx,
  { action, object_type, object_id, details = {} }: AuditedEvent,
) => ({
  action,
  object_type,
  object_id: typeof object_id === "number" ? String(object_id) : object_id,
  details,
  address,
  request_id: requestId,
});

const { account_id: _, ...columns } = getTableColumns(auditEvents);

/** The account's trail, the newest first. */
export function listAuditEvents({ actor, db }: Ctx, q: AuditQuery) {
  const where = and(
    eq(auditEvents.account_id, actor.accountId),
    q.action ? eq(auditEvents.action, q.action) : undefined,
    q.user_id === undefined ? undefined : eq(auditEvents.user_id, q.user_id),
  );
  const order = { column: auditEvents.id, direction: "desc" } as const;
  return pageOf(db, { columns, table: auditEvents, where, order }, q);
}
