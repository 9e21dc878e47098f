import { systemCtx } from "../db/context";
import { crashPoint } from "../lib/crash-points";
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
import type { Ctx } from "../db/context";
import { enqueueItems, type Job } from "../modules/jobs/item-messages";
import { giveUp, workOn } from "./work";

/** A message comes a little after its item may be claimed: a clock that is behind would lose it. */
const CLOCK_SLACK_S = 2;
/** How soon an item asks again whether its account has room for it. */
const TURN_DELAY_S = 2;
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
  if (item === "full") return comeAgain(ctx, message);
  if (!item) return message.ack();
  CRASH_POINTS && (await crashPoint("item-claimed", String(item.id)));
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
    CRASH_POINTS && (await crashPoint("item-done"));
    message.ack();
  } catch (error) {
    await afterFailure(ctx, item, message, error);
  } finally {
    clearInterval(renewal);
  }
}

/** A message of its own, for the queue counts how often it gives one out; where it is not taken, the sweep sends it. */
async function comeAgain({ actor }: Ctx, message: Message<Job>) {
  await enqueueItems([{ id: message.body.item_id, account_id: actor.accountId }], TURN_DELAY_S);
  message.ack();
}

/** What would fail again fails now; anything else gets another try, ever later, up to its last. */
async function afterFailure(ctx: Ctx, item: Item, message: Message<Job>, error: unknown) {
  const mayPass = error instanceof RetryLater || (error instanceof ItemError && error.mayPass);
  const foreseen =
    mayPass || error instanceof ApiError || error instanceof GenerationError || error instanceof ItemError;
  const final = foreseen && !mayPass;
  const reason = foreseen ? error.message : `Unexpected failure: ${reasonOf(error)}`;
  log.warn("item failed", { ...idsOf(ctx, item), kind: item.kind, attempts: item.attempts, error: reason });
  if (final || item.attempts >= MAX_ATTEMPTS) {
    CRASH_POINTS && (await crashPoint("item-failing"));
    await failItem(ctx, item, reason, giveUp(ctx, item, { reason, mayPass: !final }));
    CRASH_POINTS && (await crashPoint("item-failed"));
    return message.ack();
  }
  const asked = error instanceof RetryLater ? error.retryAfterSeconds : 0;
  const delaySeconds = Math.max(asked, backoff(item.attempts));
  CRASH_POINTS && (await crashPoint("item-postponing"));
  await postponeItem(ctx, item, reason, delaySeconds);
  CRASH_POINTS && (await crashPoint("item-postponed"));
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
