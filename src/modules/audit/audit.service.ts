import { and, eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import { pageOf, type Statement } from "../../db/queries";
import { auditEvents } from "../../db/schema";
import type { Role } from "../../lib/roles";
import type { Ctx } from "../../db/context";
import { isoIn } from "../../lib/time";
import type { AuditQuery } from "./audit.schema";

/**
 * An action and its object. Events outlive their users: they hold ids, field names and numbers, never emails, names or
 * secrets.
 */
export type AuditedEvent = {
  action: `${string}.${string}`;
  object_type: string;
  object_id: number | string | SQL;
  details?: Record<string, unknown>;
};

/** The id that the previous statement of the batch inserted. */
export const lastInsertedId = sql`last_insert_rowid()`;

/** Who acted, and the account whose audit trail gets the event. */
export type AuditActor = { account_id: number | SQL; user_id: number | null | SQL; role: Role | "anonymous" };

const resolveCaller = ({ actor }: Ctx): AuditActor => ({
  account_id: actor.accountId,
  user_id: actor.userId,
  role: actor.role,
});

/** Inserts the event. It belongs in the same batch as the change that it describes. */
export const auditStatement = (
  ctx: Ctx,
  event: AuditedEvent,
  by: AuditActor = resolveCaller(ctx),
): Statement => ctx.db.insert(auditEvents).values({ ...buildAuditRow(ctx, event), ...by });

/** Inserts the event only if the previous statement of the batch changed a row. */
export const auditIfChangedStatement = (
  ctx: Ctx,
  event: AuditedEvent,
  by: AuditActor = resolveCaller(ctx),
): Statement => {
  const { action, object_type, object_id, details, address, request_id } = buildAuditRow(ctx, event);
  return ctx.db.insert(auditEvents).select(
    sql`select null, ${by.account_id}, ${by.user_id}, ${by.role}, ${action}, ${object_type}, ${object_id},
      ${JSON.stringify(details)}, ${address}, ${request_id}, ${isoIn()} where changes() > 0`,
  );
};

/** For staff who change another account: inserts the event into the audit trail of that account and of their own. */
export const auditByStaffStatements = (ctx: Ctx, accountId: number, event: AuditedEvent): Statement[] => [
  auditIfChangedStatement(ctx, event, { ...resolveCaller(ctx), account_id: accountId }),
  auditIfChangedStatement(ctx, event),
];

const buildAuditRow = (
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

/** The account's audit trail, newest first. */
export function listAuditEvents({ actor, db }: Ctx, q: AuditQuery) {
  const where = and(
    eq(auditEvents.account_id, actor.accountId),
    q.action ? eq(auditEvents.action, q.action) : undefined,
    q.user_id === undefined ? undefined : eq(auditEvents.user_id, q.user_id),
  );
  const order = { column: auditEvents.id, direction: "desc" } as const;
  return pageOf(db, { columns, table: auditEvents, where, order }, q);
}
