import { systemCtx } from "../lib/context";
import { ApiError } from "../lib/errors";
import { log, reasonOf } from "../lib/log";
import { GenerationError, RetryLater } from "../generation/provider";
import {
  claimItem,
  failItem,
  findItem,
  type Item,
  ItemError,
  LEASE_MS,
  MAX_ATTEMPTS,
  postponeItem,
  renewLease,
  settleItem,
} from "../modules/jobs/items.service";
import type { Ctx } from "../lib/context";
import type { Job } from "./jobs";
import { giveUp, workOn } from "./work";

/** A message comes a little after its item may be claimed: a clock that is behind would lose it. */
const CLOCK_SLACK_S = 2;
const DEAD_LETTERS = "igny8-jobs-dead";

/** Each message is acknowledged or retried by itself, so that one bad item fails alone. */
export async function consume(batch: MessageBatch<Job>) {
  const handle = batch.queue === DEAD_LETTERS ? bury : run;
  await Promise.all(
    batch.messages.map(async (message) => {
      const ctx = systemCtx(message.body.account_id, `item-${message.body.item_id}-${message.attempts}`);
      try {
        await handle(ctx, message);
      } catch (error) {
        log.error("message failed", {
          request_id: ctx.requestId,
          queue: batch.queue,
          error: reasonOf(error),
        });
        message.retry({ delaySeconds: backoff(message.attempts) });
      }
    }),
  );
}

const backoff = (attempts: number) => Math.min(300, 2 ** attempts);

async function run(ctx: Ctx, message: Message<Job>) {
  const item = await claimItem(ctx, message.body.item_id);
  if (!item) return message.ack();
  const started = Date.now();
  const renewal = setInterval(() => void renewLease(ctx, item).catch(() => {}), LEASE_MS / 3);
  try {
    const settled = await settleItem(ctx, item, await workOn(ctx, item));
    log.info("item done", {
      ...idsOf(ctx, item),
      kind: item.kind,
      ms: Date.now() - started,
      repeated: !settled,
    });
    message.ack();
  } catch (error) {
    await afterFailure(ctx, item, message, error);
  } finally {
    clearInterval(renewal);
  }
}

/** What would fail again fails now; anything else gets another try, ever later, up to its last. */
async function afterFailure(ctx: Ctx, item: Item, message: Message<Job>, error: unknown) {
  const isTold = error instanceof ApiError || error instanceof GenerationError || error instanceof ItemError;
  const final = isTold && !(error instanceof ItemError && error.mayPass);
  const foreseen = isTold || error instanceof RetryLater;
  const reason = foreseen ? error.message : `Unexpected failure: ${reasonOf(error)}`;
  log.warn("item failed", { ...idsOf(ctx, item), kind: item.kind, attempts: item.attempts, error: reason });
  if (final || item.attempts >= MAX_ATTEMPTS) {
    await failItem(ctx, item, reason, giveUp(ctx, item, { reason, mayPass: !final }));
    return message.ack();
  }
  const asked = error instanceof RetryLater ? error.retryAfterSeconds : 0;
  const delaySeconds = Math.max(asked, backoff(item.attempts));
  await postponeItem(ctx, item, reason, delaySeconds);
  message.retry({ delaySeconds: delaySeconds + CLOCK_SLACK_S });
}

/** A message that the queue gave up on: its item fails, so that its job ends and its credits go back. */
async function bury(ctx: Ctx, message: Message<Job>) {
  const item = await findItem(ctx, message.body.item_id);
  if (item && (item.status === "queued" || item.status === "running")) {
    const reason = `Given up after ${item.attempts} tries${item.error ? `: ${item.error}` : ""}`;
    await failItem(ctx, item, reason, giveUp(ctx, item, { reason, mayPass: true }));
  }
  message.ack();
}

const idsOf = (ctx: Ctx, item: Item) => ({
  request_id: ctx.requestId,
  account_id: item.account_id,
  job_id: item.job_id,
  item_id: item.id,
});
