import type { Points } from "./points";
import { standIn } from "./stand-in";

/** A batch whose messages are acknowledged and retried at points: what was said of them counts once the event has ended. */
export const wrapMessages = <Body>(points: Points, batch: MessageBatch<Body>): MessageBatch<Body> =>
  standIn("batch", batch, {
    messages: batch.messages.map((message) =>
      standIn(
        "message",
        message,
        {
          ack: () => points.instant("ack", () => message.ack()),
          retry: (options) => points.instant("retry", () => message.retry(options)),
        },
        ["body", "timestamp"],
      ),
    ),
  });
