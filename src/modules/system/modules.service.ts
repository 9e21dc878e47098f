import { and, eq, sql } from "drizzle-orm";
import { atomically } from "../../db/queries";
import { accounts } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { notFound } from "../../lib/errors";
import { type Module, moduleNames } from "../../lib/modules";
import { auditIfChangedStatement } from "../audit/audit.service";
import { updateRateLimiter } from "../auth/session-revocation";
import type { ModulesChange } from "./modules.schema";
import { isExpectedVersion, retryUntilWritten } from "./optimistic-writes";

const columns = { off: accounts.disabled_modules, changed_at: accounts.modules_changed_at };
type Row = { off: Module[]; changed_at: string | null };

export const getModules = async (ctx: Ctx) => toModules(await loadModules(ctx));

/**
 * Updates the given switches. The account's rate limiter, which checks every request, is updated after D1. A save without
 * changes updates it too, which repairs a failed update.
 */
export async function saveModules(ctx: Ctx, change: ModulesChange) {
  const saved = await retryUntilWritten(ctx, async () => {
    const row = await loadModules(ctx);
    if (!isExpectedVersion(ctx, row.changed_at)) return undefined;
    const off = moduleNames.filter((name) => !(change[name] ?? !row.off.includes(name)));
    const switched = moduleNames.filter((name) => off.includes(name) !== row.off.includes(name));
    return switched.length ? writeModules(ctx, row, off, switched) : row;
  });
  await updateRateLimiter(
    ctx.actor.accountId,
    (limiter) => limiter.switchOff(saved.off, saved.changed_at ?? ""),
    "The settings are saved but not yet in effect. Save them again.",
  );
  return toModules(saved);
}

const toModules = ({ off, changed_at }: Row) => ({
  planner: !off.includes("planner"),
  writer: !off.includes("writer"),
  automation: !off.includes("automation"),
  linker: !off.includes("linker"),
  optimizer: !off.includes("optimizer"),
  publisher: !off.includes("publisher"),
  updated_at: changed_at,
});

async function loadModules({ actor, db }: Ctx): Promise<Row> {
  const [row] = await db.select(columns).from(accounts).where(eq(accounts.id, actor.accountId));
  if (!row) throw notFound("Account");
  return row;
}

/** Writes the switches unless they were changed since they were read; undefined if they were. */
async function writeModules(ctx: Ctx, row: Row, off: Module[], switched: Module[]): Promise<Row | undefined> {
  const { actor, db } = ctx;
  const [[written] = []] = await atomically(db, [
    db
      .update(accounts)
      .set({ disabled_modules: off, modules_changed_at: nextChangedAt })
      .where(and(eq(accounts.id, actor.accountId), sql`${accounts.modules_changed_at} is ${row.changed_at}`))
      .returning(columns),
    auditIfChangedStatement(ctx, {
      action: "modules.saved",
      object_type: "account",
      object_id: actor.accountId,
      details: {
        on: switched.filter((name) => !off.includes(name)),
        off: switched.filter((name) => off.includes(name)),
      },
    }),
  ]);
  return written as Row | undefined;
}

/** Always later than the previous value, so that the rate limiter can order two versions. */
const nextChangedAt = sql`max(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'),
  coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', ${accounts.modules_changed_at}, '+0.001 seconds'), ''))`;
