import { everywhere } from "./db/shards";
import { purgeIdempotencyKeys } from "./http/idempotency";
import { isoIn } from "./lib/time";
import { purgeExpired } from "./modules/auth/expired.service";
import { startDueRuns, wakeSilentRuns } from "./modules/automation/schedules.service";
import { renewCredits } from "./modules/billing/renewals.service";
import { purgeSyncEvents } from "./modules/sync/sync.service";
import { sweepItems } from "./modules/jobs/items.service";
import { publishDue } from "./modules/publisher/due.service";
import { giveSlotsToAll } from "./modules/publisher/slots.service";

/** What a tick does in each database, told by one of its ids. */
const schedules: Record<string, (home: number) => Promise<unknown>> = {
  "*/5 * * * *": (home) =>
    Promise.all([
      sweepItems(isoIn(), home),
      wakeSilentRuns(Date.now(), home),
      startDueRuns(isoIn(), home),
      publishDue(isoIn(), home),
    ]),
  "7 * * * *": (home) =>
    Promise.all([
      renewCredits(isoIn(), home),
      purgeIdempotencyKeys(home),
      purgeExpired(home),
      purgeSyncEvents(home),
      giveSlotsToAll(home),
    ]),
};

export const scheduled: ExportedHandlerScheduledHandler<Env> = async ({ cron }) => {
  const tick = schedules[cron];
  if (tick) await everywhere(tick);
};
