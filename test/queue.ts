import { createExecutionContext, createMessageBatch, getQueueResult } from "cloudflare:test";
import { and, eq, gt } from "drizzle-orm";
import { env } from "cloudflare:workers";
import { vi } from "vitest";
import worker from "../src";
import { isAnyOf } from "../src/db/queries";
import { jobItems } from "../src/db/schema";
import { isoIn } from "../src/lib/time";
import { MESSAGE_TIMEOUT_MS } from "../src/modules/jobs/jobs.service";
import type { ItemMessage } from "../src/modules/jobs/item-messages";
import { db } from "./factories";

let waiting: ItemMessage[] = [];

/** Holds back what is sent to the queue until the test delivers it. */
export function captureQueue() {
  waiting = [];
  vi.spyOn(env.JOBS, "sendBatch").mockImplementation(async (messages) => {
    waiting.push(...[...messages].map((message) => message.body as ItemMessage));
    return {} as any;
  });
}

export const takeMessages = () => waiting.splice(0);
/** Those of these accounts alone: a tick sends also what other tests have left open. */
export const takeMessagesOf = (...accountIds: number[]) =>
  takeMessages().filter(({ account_id }) => accountIds.includes(account_id));

/** Delivers messages as the queue does when their delay is over, and tells which were acknowledged. */
export async function deliver(bodies: ItemMessage[], queue = "igny8-jobs") {
  const ids = bodies.map((body) => body.item_id);
  const due_at = isoIn(MESSAGE_TIMEOUT_MS);
  const waiting = and(isAnyOf(jobItems.id, ids), eq(jobItems.status, "queued"), gt(jobItems.due_at, due_at));
  await db.update(jobItems).set({ due_at }).where(waiting);
  return deliverAtOnce(bodies, queue);
}

/** Delivers messages without waiting for any delay; tells also the seconds after which they are to come again. */
export async function deliverAtOnce(bodies: ItemMessage[], queue = "igny8-jobs") {
  const messages = bodies.map((body, n) => ({ id: String(n), timestamp: new Date(), attempts: 1, body }));
  const batch = createMessageBatch<ItemMessage>(queue, messages);
  const retries = batch.messages.map((message) => vi.spyOn(message, "retry"));
  await worker.queue(batch);
  const delays = retries.flatMap(({ mock }) => mock.calls.map(([options]) => options?.delaySeconds ?? 0));
  return { ...(await getQueueResult(batch, createExecutionContext())), delays };
}

/** Delivers everything that waits, and what that sends in turn, until nothing does. */
export async function drain() {
  for (let messages = takeMessages(); messages.length; messages = takeMessages()) await deliver(messages);
}
