import { purgeIdempotencyKeys } from "./http/idempotency";
import { purgeExpired } from "./modules/auth/expired.service";
import { startDueRuns, wakeSilentRuns } from "./modules/automation/schedules.service";
import { renewCredits } from "./modules/billing/renewals.service";
import { sweepItems } from "./modules/jobs/items.service";

const schedules: Record<string, () => Promise<unknown>> = {
  "*/5 * * * *": () => Promise.all([sweepItems(), wakeSilentRuns(), startDueRuns()]),
  "7 * * * *": () => Promise.all([renewCredits(), purgeIdempotencyKeys(), purgeExpired()]),
};

export const scheduled: ExportedHandlerScheduledHandler<Env> = async ({ cron }) => {
  await schedules[cron]?.();
};
