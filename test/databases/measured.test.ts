import { runDurableObjectAlarm } from "cloudflare:test";
import { eq } from "drizzle-orm";
import { expect, it, vi } from "vitest";
import { scheduled } from "../../src/cron";
import { shardDatabase } from "../../src/db/shards";
import { automationConfigs, contents } from "../../src/db/schema";
import { objectOf, runOf } from "../automation/drive";
import { useBlankPictures } from "../blank-pictures";
import { grant } from "../factories";
import { as } from "../harness";
import { deliver, takeMessages } from "../queue";
import { anAccount, dbAt, first } from "./places";

/** Counts what a database is asked: rows of batches only, so that they are lower bounds. */
function watch(home: number) {
  const database = shardDatabase(home);
  const seen = { trips: 0, rows_read: 0, rows_written: 0 };
  const open = database.withSession.bind(database);
  vi.spyOn(database, "withSession").mockImplementation((start?: any) => {
    const session = open(start);
    return {
      prepare(text: string) {
        seen.trips++;
        return session.prepare(text);
      },
      async batch(list: D1PreparedStatement[]) {
        seen.trips -= list.length - 1;
        const results = await session.batch(list);
        for (const { meta } of results) {
          seen.rows_read += meta.rows_read;
          seen.rows_written += meta.rows_written;
        }
        return results;
      },
      getBookmark: () => session.getBookmark(),
    } as any;
  });
  return seen;
}

const sizeOf = async (home: number) => (await shardDatabase(home).prepare("select 1").run()).meta.size_after;

/** The figures of docs/scale.md: what one run asks of each part. They may grow by a third before they have to be told anew. */
const TOLD = { trips: 839, rows_written: 2978, messages: 53, alarms: 54 };

it("an automation run costs no more round trips, rows, messages and alarms than docs/scale.md assumes", async () => {
  useBlankPictures();
  const person = await anAccount(first);
  await grant(person.user.account_id, 5000);
  const site = (await as(person).post("/auth/sites/", { name: "Garden" })).body.data;
  const sector = (await as(person).post("/auth/sectors/", { site_id: site.id, name: "Health" })).body.data;
  const topics = ["hot flashes", "night sweats", "hormone therapy"];
  const words = ["symptoms", "treatment", "at night", "causes", "relief", "diet", "signs"];
  const lines = Array.from({ length: 20 }, (_, n) => `${topics[n % 3]} ${words[Math.floor(n / 3)]},100`);
  const place = `site_id=${site.id}&sector_id=${sector.id}`;
  await as(person).post(`/planner/keywords/import/?${place}`, ["keyword,volume", ...lines].join("\n"));
  await as(person).patch(`/integration/sites/${site.id}/unified-settings/`, {
    automation_config: { enabled: true, within_stage_delay: 0, between_stage_delay: 0 },
    publishing_settings: { auto_approval_enabled: true },
    ai_settings: { max_images: 1 },
  });
  await dbAt(first)
    .update(automationConfigs)
    .set({ next_run_at: "2026-01-31T08:00:00.000Z" })
    .where(eq(automationConfigs.site_id, site.id));
  const before = await sizeOf(first);
  const seen = watch(first);
  const counts = { messages: 0, alarms: 0 };
  await scheduled({ cron: "*/5 * * * *" } as ScheduledController, {} as Env, {} as ExecutionContext);
  for (let isResting = false; !isResting;) {
    if (await runDurableObjectAlarm(objectOf(site.id))) counts.alarms++;
    for (let some = takeMessages(); some.length; some = takeMessages()) {
      counts.messages += some.length;
      await deliver(some);
    }
    const trips = seen.trips;
    isResting = (await runOf(person, site.id)).status !== "running";
    seen.trips = trips;
  }
  vi.restoreAllMocks();
  const articles = await dbAt(first).select().from(contents).where(eq(contents.site_id, site.id));
  const bytes = (await sizeOf(first)) - before;
  console.log(JSON.stringify({ ...seen, ...counts, articles: articles.length, bytes }));
  expect((await runOf(person, site.id)).status).toBe("completed");
  for (const [name, figure] of Object.entries(TOLD))
    expect({ ...seen, ...counts }[name as keyof typeof TOLD], name).toBeLessThanOrEqual((figure * 4) / 3);
});
