import { count, eq } from "drizzle-orm";
import { openDb } from "../../src/db";
import { listShards } from "../../src/db/shards";
import { IDS_PER_SHARD } from "../../src/db/shard-ids";
import { accounts, jobs, keywords, sites, users } from "../../src/db/schema";
import { signUp } from "../auth/helpers";
import type { Person } from "../factories";
import { as } from "../harness";

/** One id of each of the two databases. */
export const [first, second] = listShards() as [number, number];
const databases = new Map([first, second].map((home) => [home, openDb("first-primary", home)]));
export const dbAt = (home: number) => databases.get(home)!;
export const otherThan = (home: number) => (home === first ? second : first);
export const homeOf = (id: number) => (id > IDS_PER_SHARD ? second : first);

/** A fresh account that lives in this database: where one goes is told by its e-mail. */
export async function anAccount(home: number): Promise<Person & { refresh: string; email: string }> {
  for (;;) {
    const { user, refresh, email } = await signUp();
    if (homeOf(user.account_id) !== home) continue;
    await dbAt(home).update(accounts).set({ plan_id: 4 }).where(eq(accounts.id, user.account_id));
    const [row] = await dbAt(home).select().from(users).where(eq(users.id, user.id));
    return { user: row!, refresh, email };
  }
}

/** A site with keywords, made as its people make it. */
export async function aGarden(person: Person) {
  const site = (await as(person).post("/auth/sites/", { name: "Garden" })).body.data;
  const sector = (await as(person).post("/auth/sectors/", { site_id: site.id, name: "Roses" })).body.data;
  const query = `?site_id=${site.id}`;
  const lines = ["rose care", "rose care tips", "caring for roses", "pruning roses", "prune a rose"];
  const csv = ["keyword,volume", ...lines.map((line) => `${line},100`)].join("\n");
  await as(person).post(`/planner/keywords/import/${query}&sector_id=${sector.id}`, csv);
  await as(person).patch(`/integration/sites/${site.id}/unified-settings/`, {
    automation_config: { within_stage_delay: 0, between_stage_delay: 0 },
    ai_settings: { max_images: 0 },
  });
  return { site, sector, query };
}

/** How many rows of the account a database has. */
export async function rowsAt(home: number, { user }: Person) {
  const of = async (table: typeof sites | typeof keywords | typeof jobs) => {
    const [found] = await dbAt(home)
      .select({ n: count() })
      .from(table)
      .where(eq(table.account_id, user.account_id));
    return found!.n;
  };
  return { sites: await of(sites), keywords: await of(keywords), jobs: await of(jobs) };
}
