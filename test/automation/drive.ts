import { runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { drain } from "../queue";
import { aKeyword, aPerson, aSite, grant, type Person } from "../factories";
import { as } from "../harness";

export const objectOf = (siteId: number) => env.SITE_AUTOMATION.getByName(`site:${siteId}`);

const words = [
  "symptoms",
  "treatment",
  "at night",
  "causes",
  "relief",
  "diet",
  "supplements",
  "age",
  "signs",
  "help",
];
const topics = [
  "hot flashes",
  "night sweats",
  "hormone therapy",
  "bone density",
  "mood swings",
  "sleep problems",
];

/** A site with keywords of a few topics, no delays, and auto-approval. */
export async function aGarden(keywords = 20, settings: Record<string, unknown> = {}) {
  const owner = await aPerson("owner");
  await grant(owner.user.account_id, 5000);
  const { site, place } = await aSite(owner);
  for (let n = 0; n < keywords; n++)
    await aKeyword(place, {
      keyword: `${topics[n % topics.length]} ${words[Math.floor(n / topics.length) % words.length]}`,
    });
  await as(owner).patch(`/integration/sites/${site.id}/unified-settings/`, {
    automation_config: { within_stage_delay: 0, between_stage_delay: 0, ...settings },
    publishing_settings: { auto_approval_enabled: true },
    ai_settings: { max_images: 0 },
  });
  return { owner, site, query: `?site_id=${site.id}` };
}

export const runOf = async (owner: Person, siteId: number) =>
  (await as(owner).get(`/automation/runs/?site_id=${siteId}`)).body.results[0];

/** Lets the object's alarm and the queue take turns until the run rests. */
export async function work(owner: Person, siteId: number, turns = 400) {
  for (let turn = 0; turn < turns; turn++) {
    await runDurableObjectAlarm(objectOf(siteId));
    await drain();
    const run = await runOf(owner, siteId);
    if (run.status !== "running") return run;
  }
  throw new Error("the run does not come to rest");
}
