import { DurableObject } from "cloudflare:workers";

/** One per site: the only writer of its automation run. */
export class SiteAutomation extends DurableObject<Env> {}
