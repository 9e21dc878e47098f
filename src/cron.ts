import { purgeIdempotencyKeys } from "./http/idempotency";
import { purgeExpired } from "./modules/auth/expired.service";
import { startDueRuns, wakeSilentRuns } from "./modules/automation/schedules.service";
import { renewCredits } from "./modules/billing/renewals.service";
import { purgeSyncEvents } from "./modules/integration/sync.service";
import { sweepItems } from "./modules/jobs/items.service";
import { publishDue } from "./modules/publisher/due.service";
import { giveSlotsToAll } from "./modules/publisher/slots.service";

const schedules: Record<string, () => Promise<unknown>> = {
  "*/5 * * * *": () => Promise.all([sweepItems(), wakeSilentRuns(), startDueRuns(), publishDue()]),
  "7 * * * *": () =>
    Promise.all([
      renewCredits(),
      purgeIdempotencyKeys(),
      purgeExpired(),
      purgeSyncEvents(),
      giveSlotsToAll(),
    ]),
};

export const scheduled: ExportedHandlerScheduledHandler<Env> = async ({ cron }) => {
  await schedules[cron]?.();
};
