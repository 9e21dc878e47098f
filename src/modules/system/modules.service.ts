import { and, eq, sql } from "drizzle-orm";
import { atomically } from "../../db/queries";
import { accounts } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { notFound } from "../../lib/errors";
import { type Module, moduleNames } from "../../lib/modules";
import { auditedIfChanged } from "../audit/audit.service";
import { tellDoor } from "../auth/revocation";
import type { ModulesChange } from "./modules.schema";
import { isMatched, untilWritten } from "./versions";

const columns = { off: accounts.disabled_modules, changed_at: accounts.modules_changed_at };
type Row = { off: Module[]; changed_at: string | null };

export const getModules = async (ctx: Ctx) => shown(await readModules(ctx));

/**
 * Switches what is given and keeps the rest. The account's door, which every request asks, is told after D1, and told
 * again by whoever saves, whether they change anything or not.
 */
export async function saveModules(ctx: Ctx, change: ModulesChange) {
  const saved = await untilWritten(ctx, async () => {
    const row = await readModules(ctx);
    if (!isMatched(ctx, row.changed_at)) return undefined;
    const off = moduleNames.filter((name) => !(change[name] ?? !row.off.includes(name)));
    const switched = moduleNames.filter((name) => off.includes(name) !== row.off.includes(name));
    return switched.length ? write(ctx, row, off, switched) : row;
  });
  await tellDoor(
    ctx.actor.accountId,
    (door) => door.switchOff(saved.off, saved.changed_at ?? ""),
    "The switches are saved, but not in force yet: save them again",
  );
  return shown(saved);
}

const shown = ({ off, changed_at }: Row) => ({
  planner: !off.includes("planner"),
  writer: !off.includes("writer"),
  automation: !off.includes("automation"),
  linker: !off.includes("linker"),
  optimizer: !off.includes("optimizer"),
  publisher: !off.includes("publisher"),
  updated_at: changed_at,
});

async function readModules({ actor, db }: Ctx): Promise<Row> {
  const [row] = await db.select(columns).from(accounts).where(eq(accounts.id, actor.accountId));
  if (!row) throw notFound("Account");
  return row;
}

/** Writes over the switches as they were read; undefined where they are no longer that. */
async function write(ctx: Ctx, row: Row, off: Module[], switched: Module[]): Promise<Row | undefined> {
  const { actor, db } = ctx;
  const [written] = await atomically(db, [
    db
      .update(accounts)
      .set({ disabled_modules: off, modules_changed_at: next })
      .where(and(eq(accounts.id, actor.accountId), sql`${accounts.modules_changed_at} is ${row.changed_at}`))
      .returning(columns),
    auditedIfChanged(ctx, {
      action: "modules.saved",
      object_type: "account",
      object_id: actor.accountId,
      details: {
        on: switched.filter((name) => !off.includes(name)),
        off: switched.filter((name) => off.includes(name)),
      },
    }),
  ]);
  return written![0] as Row | undefined;
}

/** Later than the last, so that the door can tell which of two is the newer. */
const next = sql`max(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'),
  coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', ${accounts.modules_changed_at}, '+0.001 seconds'), ''))`;
