import { env } from "cloudflare:workers";
import { inArray, sql } from "drizzle-orm";
import { jobItems } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { log, reasonOf } from "../../lib/log";
import { isoIn, MINUTE_MS, SECOND_MS } from "../../lib/time";
import { API_VERSION } from "../../lib/version";

const PATIENCE_MS = 5 * SECOND_MS;
/** The sweep comes every five minutes: what is due for longer has been left behind. */
const OVERDUE_MS = 6 * MINUTE_MS;

/** That the worker answers. Asks nothing of any other part. */
export const getHealth = () => ({ status: "ok" as const, version: API_VERSION, time: isoIn() });

/** How the parts answer that every request stands on, of all accounts together. */
export async function getHealthDetails(ctx: Ctx) {
  const [database, storage, door, queue] = await Promise.all([
    probe(ctx, "database", () => ctx.db.select({ one: sql<number>`1` }).from(sql`(select 1)`)),
    probe(ctx, "storage", () => env.IMAGES.head("health")),
    probe(ctx, "door", () => env.RATE_LIMITER.getByName(`account:${ctx.actor.accountId}`).modulesOff()),
    probe(ctx, "queue", () => countBacklog(ctx)),
  ]);
  const backlog = queue.found ?? { queued: null, running: null, overdue: null };
  const isWell = [database, storage, door, queue].every(({ part }) => part.ok) && !backlog.overdue;
  return {
    status: isWell ? ("ok" as const) : ("degraded" as const),
    version: API_VERSION,
    time: isoIn(),
    parts: {
      database: database.part,
      storage: storage.part,
      door: door.part,
      queue: { ...queue.part, ...backlog },
    },
  };
}

async function countBacklog({ db }: Ctx) {
  const of = (condition: ReturnType<typeof sql>) => sql<number>`coalesce(sum(${condition}), 0)`;
  const [counts] = await db
    .select({
      queued: of(sql`${jobItems.status} = 'queued'`),
      running: of(sql`${jobItems.status} = 'running'`),
      overdue: of(sql`${jobItems.due_at} < ${isoIn(-OVERDUE_MS)}`),
    })
    .from(jobItems)
    .where(inArray(jobItems.status, ["queued", "running"]));
  return counts!;
}

/** How long a part takes to answer, and whether it does. Its error goes to the log, for it may tell more than it should. */
async function probe<T>({ requestId }: Ctx, name: string, ask: () => PromiseLike<T>) {
  const started = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), PATIENCE_MS);
  });
  try {
    const found = await Promise.race([Promise.resolve().then(ask), late]);
    return { part: { ok: true, ms: Date.now() - started, error: null }, found };
  } catch (error) {
    log.error("part away", { request_id: requestId, part: name, error: reasonOf(error) });
    return {
      part: { ok: false, ms: Date.now() - started, error: "Does not answer: see the log" },
      found: null,
    };
  } finally {
    clearTimeout(timer);
  }
}
