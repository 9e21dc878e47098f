import { env } from "cloudflare:workers";
import { inArray, sql } from "drizzle-orm";
import { jobItems } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { log, errorMessage } from "../../lib/log";
import { isoIn, MINUTE_MS, SECOND_MS } from "../../lib/time";
import { API_VERSION } from "../../lib/version";

const PROBE_TIMEOUT_MS = 5 * SECOND_MS;
/** The sweep runs every five minutes: items that are due for longer were missed by it. */
const OVERDUE_MS = 6 * MINUTE_MS;

/** States that the worker responds, without calling any other part. */
export const getHealth = () => ({ status: "ok" as const, version: API_VERSION, time: isoIn() });

/** Probes the parts that every request depends on, and counts the open items of all accounts. */
export async function getHealthDetails(ctx: Ctx) {
  const [database, storage, rateLimiter, queue] = await Promise.all([
    probe(ctx, "database", () => ctx.db.select({ one: sql<number>`1` }).from(sql`(select 1)`)),
    probe(ctx, "storage", () => env.IMAGES.head("health")),
    probe(ctx, "rate_limiter", () =>
      env.RATE_LIMITER.getByName(`account:${ctx.actor.accountId}`).modulesOff(),
    ),
    probe(ctx, "queue", () => countBacklog(ctx)),
  ]);
  const backlog = queue.found ?? { queued: null, running: null, overdue: null };
  const isHealthy = [database, storage, rateLimiter, queue].every(({ part }) => part.ok) && !backlog.overdue;
  return {
    status: isHealthy ? ("ok" as const) : ("degraded" as const),
    version: API_VERSION,
    time: isoIn(),
    parts: {
      database: database.part,
      storage: storage.part,
      door: rateLimiter.part,
      queue: { ...queue.part, ...backlog },
    },
  };
}

async function countBacklog({ db }: Ctx) {
  const countWhere = (condition: ReturnType<typeof sql>) => sql<number>`coalesce(sum(${condition}), 0)`;
  const [counts = { queued: 0, running: 0, overdue: 0 }] = await db
    .select({
      queued: countWhere(sql`${jobItems.status} = 'queued'`),
      running: countWhere(sql`${jobItems.status} = 'running'`),
      overdue: countWhere(sql`${jobItems.due_at} < ${isoIn(-OVERDUE_MS)}`),
    })
    .from(jobItems)
    .where(inArray(jobItems.status, ["queued", "running"]));
  return counts;
}

/** Whether a part responds, and how fast. Its error is only logged, because it may reveal internals. */
async function probe<T>({ requestId }: Ctx, name: string, check: () => PromiseLike<T>) {
  const started = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("timeout")), PROBE_TIMEOUT_MS);
  });
  try {
    const found = await Promise.race([Promise.resolve().then(check), late]);
    return { part: { ok: true, ms: Date.now() - started, error: null }, found };
  } catch (error) {
    log.error("part unavailable", { request_id: requestId, part: name, error: errorMessage(error) });
    return {
      part: { ok: false, ms: Date.now() - started, error: "No response. See the log." },
      found: null,
    };
  } finally {
    clearTimeout(timer);
  }
}
