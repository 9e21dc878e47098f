import { app } from "./app";
import { scheduled } from "./cron";
import { consume } from "./queue/consumer";
import type { ItemMessage } from "./modules/jobs/item-messages";

export { RateLimiter } from "./durable/rate-limiter";
export { SiteAutomation } from "./durable/site-automation";

export default { fetch: app.fetch, queue: consume, scheduled } satisfies ExportedHandler<Env, ItemMessage>;
