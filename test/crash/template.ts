// A migrated database with an account, its owner signed in, a site and a sector: made once, copied for each world.
import { readD1Migrations } from "@cloudflare/vitest-plugin";
import { root } from "./build.ts";
import type { Controller } from "./controller.ts";
import { OWNER, World } from "./world.ts";

export type Place = { account_id: number; site_id: number; sector_id: number };
export const CREDITS = 20_000;

export async function makeTemplate(bundle: string, controller: Controller) {
  const world = new World(bundle, controller);
  await world.start();
  for (const { queries } of await readD1Migrations(`${root}migrations`)) await world.sql(...queries);
  const post = async (path: string, body: unknown) => {
    const reply = await world.call("POST", path, body);
    if (reply.status >= 300) throw new Error(`${path}: ${JSON.stringify(reply.body)}`);
    return reply.body.data ?? reply.body;
  };
  world.token = (await post("/auth/register/", { ...OWNER, account_name: "Crash" })).access;
  const industries = (await world.call("GET", "/auth/industries/?page_size=100")).body.results;
  const industry = industries.find(({ slug }: { slug: string }) => slug === "health-wellness");
  const { id: site_id } = await post("/auth/sites/", {
    name: "Garden",
    domain: "garden.example",
    industry_id: industry.id,
  });
  const { id: sector_id } = await post("/auth/sectors/", {
    site_id,
    industry_sector_id: industry.sectors.find(({ name }: { name: string }) => /women/i.test(name)).id,
  });
  const [account] = await world.rows("select id, credits from accounts");
  await world.sql(
    `insert into credit_transactions select null, id, 'purchase', ${CREDITS}, 0, ${CREDITS}, credits + ${CREDITS},
      'For the test', 'test', datetime() from accounts`,
  );
  world.stop();
  return { world, place: { account_id: account!.id, site_id, sector_id } as Place };
}
