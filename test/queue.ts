import { createExecutionContext, createMessageBatch, getQueueResult } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { vi } from "vitest";
import worker from "../src";
import type { Job } from "../src/queue/jobs";

let waiting: Job[] = [];

/** Holds back what is sent to the queue until the test delivers it. */
export function captureQueue() {
  waiting = [];
  vi.spyOn(env.JOBS, "sendBatch").mockImplementation(async (messages) => {
    waiting.push(...[...messages].map((message) => message.body as Job));
    return {} as any;
  });
}

export const takeMessages = () => waiting.splice(0);

/** Delivers messages as the queue does, and tells which were acknowledged. */
export async function deliver(bodies: Job[], queue = "igny8-jobs") {
  const messages = bodies.map((body, n) => ({ id: String(n), timestamp: new Date(), attempts: 1, body }));
  const batch = createMessageBatch<Job>(queue, messages);
  await worker.queue(batch);
  return getQueueResult(batch, createExecutionContext());
}

/** Delivers everything that waits, and what that sends in turn, until nothing does. */
export async function drain() {
  for (let messages = takeMessages(); messages.length; messages = takeMessages()) await deliver(messages);
}
