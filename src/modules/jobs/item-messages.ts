import { env } from "cloudflare:workers";
import { log, errorMessage } from "../../lib/log";

/** A message names an item only: the work is described by its row. */
export type ItemMessage = { type: "item.run"; item_id: number; account_id: number };

const MAX_BATCH = 100;

/** Sends one message for each item. Never throws: the sweep requeues items whose message was not sent. */
export async function enqueueItems(items: readonly { id: number; account_id: number }[], delaySeconds = 0) {
  const messages = items.map(({ id, account_id }) => ({
    body: { type: "item.run" as const, item_id: id, account_id },
    delaySeconds,
  }));
  try {
    for (let from = 0; from < messages.length; from += MAX_BATCH)
      await env.JOBS.sendBatch(messages.slice(from, from + MAX_BATCH));
  } catch (error) {
    log.error("queue unavailable", { items: items.length, error: errorMessage(error) });
  }
}
