import { forEachShard } from "./db/shards";
import { purgeIdempotencyKeys } from "./http/idempotency";
import { isoIn } from "./lib/time";
import { purgeExpired } from "./modules/auth/purge-expired.service";
import { startDueRuns, wakeStalledRuns } from "./modules/automation/schedules.service";
import { renewCredits } from "./modules/billing/renewals.service";
import { purgeSyncEvents } from "./modules/sync/sync.service";
import { sweepItems } from "./modules/jobs/items.service";
import { publishDueContent } from "./modules/publisher/due-publications.service";
import { assignSlotsToAllSites } from "./modules/publisher/slots.service";

/** What each cron does in each shard. */
const ticks: Record<string, (shard: number) => Promise<unknown>> = {
  "*/5 * * * *": (shard) =>
    Promise.all([
      sweepItems(isoIn(), shard),
      wakeStalledRuns(Date.now(), shard),
      startDueRuns(isoIn(), shard),
      publishDueContent(isoIn(), shard),
    ]),
  "7 * * * *": (shard) =>
    Promise.all([
      renewCredits(isoIn(), shard),
      purgeIdempotencyKeys(shard),
      purgeExpired(shard),
      purgeSyncEvents(shard),
      assignSlotsToAllSites(shard),
    ]),
};

export const scheduled: ExportedHandlerScheduledHandler<Env> = async ({ cron }) => {
  const tick = ticks[cron];
  if (tick) await forEachShard(tick);
};
