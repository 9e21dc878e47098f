// The entry of the crash build: the shipped worker, whose bindings, requests and objects are wrapped with crash points.
// `../../../src/index` is not bundled: the crash build loads the very file that is deployed.
import { env } from "cloudflare:workers";
import shipped, * as classes from "../../../src/index";
import type { ItemMessage } from "../../../src/modules/jobs/item-messages";
import { wrapBinding } from "./bindings";
import { wrapObject } from "./objects";
import { createPoints } from "./points";
import { wrapMessages } from "./queue";
import { isRead, pathPattern, wrapFetch } from "./requests";

/** How much faster than in production intervals pass, so that leases are renewed while a test waits. */
const SPEED = 10;

const bindings = env as unknown as Record<string, unknown> & { CRASH_CONTROLLER: string };
const { fetch: send, setInterval: repeat } = globalThis;

const points = createPoints(async (point) => {
  const reply = await send(`${bindings.CRASH_CONTROLLER}/?${encodeURIComponent(point)}`);
  await reply.body?.cancel();
});

for (const [name, bound] of Object.entries(bindings)) bindings[name] = wrapBinding(points, name, bound);
globalThis.fetch = wrapFetch(points, send);
globalThis.setInterval = ((work: () => void, ms: number) => repeat(work, ms / SPEED)) as typeof setInterval;

export const RateLimiter = wrapObject(points, classes.RateLimiter);
export const SiteAutomation = wrapObject(points, classes.SiteAutomation);

export default {
  fetch(request, env, ctx) {
    const work = async () => shipped.fetch(request, env, ctx);
    if (isRead(request.method)) return points.event(`request ${request.method}`, work);
    return points.event(`request ${request.method} ${pathPattern(new URL(request.url))}`, work);
  },
  queue: (batch) =>
    points.event(`queue ${batch.queue}`, async () => shipped.queue(wrapMessages(points, batch)), {
      isRedelivered: true,
    }),
  scheduled: (controller, env, ctx) =>
    points.event(`cron ${controller.cron}`, async () => shipped.scheduled(controller, env, ctx), {
      isRedelivered: true,
    }),
} satisfies ExportedHandler<Env, ItemMessage>;
