import { systemCtx } from "../db/context";
import { ApiError } from "../lib/errors";
import { log, errorMessage } from "../lib/log";
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
import { enqueueItems, type ItemMessage } from "../modules/jobs/item-messages";
import { buildFailureStatements, processItem } from "./item-processors";

/**
 * Delivers a retry slightly after its item can be claimed: on a machine whose clock is behind, the claim would fail.
 */
const CLOCK_SLACK_S = 2;
/** Delay before the next attempt to claim an item whose account is at capacity. */
const CAPACITY_RETRY_S = 2;
const DEAD_LETTERS = "igny8-jobs-dead";

/** Acknowledges or retries each message individually, so that one failing item does not affect the others. */
export async function consume(batch: MessageBatch<ItemMessage>) {
  const handle = batch.queue === DEAD_LETTERS ? deadLetter : processMessage;
  await Promise.all(
    batch.messages.map(async (message) => {
      const ctx = systemCtx(message.body.account_id, `item-${message.body.item_id}-${message.attempts}`);
      try {
        await handle(ctx, message);
      } catch (error) {
        log.error("message failed", {
          request_id: ctx.requestId,
          queue: batch.queue,
          error: errorMessage(error),
        });
        message.retry({ delaySeconds: computeBackoff(message.attempts) });
      }
    }),
  );
}

const computeBackoff = (attempts: number) => Math.min(300, 2 ** attempts);

async function processMessage(ctx: Ctx, message: Message<ItemMessage>) {
  const item = await claimItem(ctx, message.body.item_id);
  if (item === "full") return requeue(ctx, message);
  if (!item) return message.ack();
  const started = Date.now();
  const renewal = setInterval(() => void renewLease(ctx, item).catch(() => {}), LEASE_MS / 3);
  try {
    const settled = await settleItem(ctx, item, await processItem(ctx, item));
    log.info("item done", {
      ...toLogFields(ctx, item),
      kind: item.kind,
      ms: Date.now() - started,
      repeated: !settled,
    });
    message.ack();
  } catch (error) {
    await handleFailure(ctx, item, message, error);
  } finally {
    clearInterval(renewal);
  }
}

/** Sends a new message instead of retrying: waiting for capacity must not count as a delivery attempt. */
async function requeue({ actor }: Ctx, message: Message<ItemMessage>) {
  await enqueueItems([{ id: message.body.item_id, account_id: actor.accountId }], CAPACITY_RETRY_S);
  message.ack();
}

/**
 * Fails the item permanently if a retry cannot help or attempts are exhausted; otherwise postpones it with backoff.
 */
async function handleFailure(ctx: Ctx, item: Item, message: Message<ItemMessage>, error: unknown) {
  const canRetry = error instanceof RetryLater || (error instanceof ItemError && error.canRetry);
  const isExpected =
    canRetry || error instanceof ApiError || error instanceof GenerationError || error instanceof ItemError;
  const isFinal = isExpected && !canRetry;
  const reason = isExpected ? error.message : `Unexpected failure: ${errorMessage(error)}`;
  log.warn("item failed", {
    ...toLogFields(ctx, item),
    kind: item.kind,
    attempts: item.attempts,
    error: reason,
  });
  if (isFinal || item.attempts >= MAX_ATTEMPTS) {
    await failItem(ctx, item, reason, buildFailureStatements(ctx, item, { reason, canRetry: !isFinal }));
    return message.ack();
  }
  const requested = error instanceof RetryLater ? error.retryAfterSeconds : 0;
  const delaySeconds = Math.max(requested, computeBackoff(item.attempts));
  await postponeItem(ctx, item, reason, delaySeconds);
  message.retry({ delaySeconds: delaySeconds + CLOCK_SLACK_S });
}

/** Fails the item of a dead-lettered message, so that its job ends and its credits are released. */
async function deadLetter(ctx: Ctx, message: Message<ItemMessage>) {
  const item = await findItem(ctx, message.body.item_id);
  if (item && (item.status === "queued" || item.status === "running")) {
    const reason = `Failed after ${item.attempts} attempts${item.error ? `: ${item.error}` : ""}`;
    await failItem(ctx, item, reason, buildFailureStatements(ctx, item, { reason, canRetry: true }));
  }
  message.ack();
}

const toLogFields = (ctx: Ctx, item: Item) => ({
  request_id: ctx.requestId,
  account_id: item.account_id,
  job_id: item.job_id,
  item_id: item.id,
});
