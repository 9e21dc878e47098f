import { env } from "cloudflare:workers";
import { and, count, eq, inArray, sql } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clusters as clustersTable, keywordCounts, keywords, sites } from "../../src/db/schema";
import { aCluster, aColleague, aKeyword, aPerson, aSite, db, type Person } from "../factories";
import { as } from "../harness";

const RUNS = 25;
let serial = 0;

/** An account of two sites, of two sectors and two clusters each. */
async function aWorld() {
  const person = await aPerson("admin");
  const made = await Promise.all([0, 1].map(() => aSite(person)));
  const clusters = await Promise.all(made.map(({ place }) => aCluster(place)));
  return { person, places: made.map(({ place }) => place), clusters };
}
type World = Awaited<ReturnType<typeof aWorld>>;

const which = fc.nat(1);
const some = fc.array(fc.nat(30), { minLength: 1, maxLength: 8 });
const step = fc.oneof(
  fc.record({ do: fc.constant("create" as const), at: which, n: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ do: fc.constant("import" as const), at: which, n: fc.integer({ min: 1, max: 12 }) }),
  fc.record({ do: fc.constant("change" as const), which: fc.nat(30), disabled: fc.boolean() }),
  fc.record({ do: fc.constant("cluster" as const), which: fc.nat(30), loose: fc.boolean() }),
  fc.record({ do: fc.constant("status" as const), some, status: fc.constantFrom("new", "mapped") }),
  fc.record({ do: fc.constant("move" as const), at: which, some }),
  fc.record({ do: fc.constant("delete" as const), which: fc.nat(30) }),
  fc.record({ do: fc.constant("bulk_delete" as const), some }),
  fc.record({ do: fc.constant("no cluster" as const), at: which }),
  fc.record({ do: fc.constant("no site" as const), at: which }),
  fc.record({ do: fc.constant("by hand" as const), at: which, some, disabled: fc.boolean() }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Each of the steps, in an order in which each changes the counts: no course has to happen upon it. */
const EVERY_STEP: Step[] = [
  { do: "create", at: 0, n: 2 },
  { do: "import", at: 0, n: 5 },
  { do: "change", which: 0, disabled: true },
  { do: "cluster", which: 2, loose: false },
  { do: "status", some: [1], status: "new" },
  { do: "move", at: 0, some: [0] },
  { do: "by hand", at: 1, some: [4, 5], disabled: true },
  { do: "no cluster", at: 0 },
  { do: "delete", which: 0 },
  { do: "bulk_delete", some: [1, 2] },
  { do: "no site", at: 1 },
];

async function take({ person, places, clusters }: World, one: Step) {
  const api = as(person);
  const { account_id } = person.user;
  const all = await db.select().from(keywords).where(eq(keywords.account_id, account_id));
  const pick = (n: number) => all[n % Math.max(1, all.length)]?.id ?? 0;
  const ids = "some" in one ? [...new Set(one.some.map(pick))] : [];
  const there = await db.select({ id: sites.id }).from(sites).where(eq(sites.account_id, account_id));
  const at = "at" in one && there.length === 2 ? one.at : 0;
  const [place, cluster] = [places[at]!, clusters[at]!];
  if (one.do === "create")
    for (let n = 0; n < one.n; n++) {
      const found = await db.select().from(clustersTable).where(eq(clustersTable.id, cluster.id));
      await aKeyword(place, n % 2 && found.length ? { status: "mapped", cluster_id: cluster.id } : {});
    }
  else if (one.do === "import") {
    const rows = Array.from({ length: one.n }, () => `keyword of a file ${++serial % 40},10`);
    const query = `site_id=${place.site_id}&sector_id=${place.sector_id}`;
    const body = ["Keyword,Volume", ...rows].join("\n");
    await api.post(`/planner/keywords/import/?${query}`, body);
  } else if (one.do === "change")
    await api.put(`/planner/keywords/${pick(one.which)}/`, { disabled: one.disabled });
  else if (one.do === "cluster") {
    const row = all[one.which % Math.max(1, all.length)];
    const own = clusters.find(({ sector_id }) => sector_id === row?.sector_id);
    await api.put(`/planner/keywords/${row?.id ?? 0}/`, { cluster_id: one.loose ? null : (own?.id ?? 1) });
  } else if (one.do === "status")
    await api.post("/planner/keywords/bulk_status/", { ids, status: one.status });
  else if (one.do === "move")
    await api.post(`/planner/clusters/${cluster.id}/move_keywords/`, { keyword_ids: ids });
  else if (one.do === "delete") await api.delete(`/planner/keywords/${pick(one.which)}/`);
  else if (one.do === "bulk_delete") await api.post("/planner/keywords/bulk_delete/", { ids });
  else if (one.do === "no cluster") await api.delete(`/planner/clusters/${cluster.id}/`);
  else if (one.do === "no site") await api.delete(`/auth/sites/${places[1]!.site_id}/`);
  else
    await db
      .update(keywords)
      .set({ site_id: place.site_id, sector_id: place.sector_id, disabled: one.disabled, cluster_id: null })
      .where(and(eq(keywords.account_id, account_id), inArray(keywords.id, ids)));
}

const { site_id, status, disabled } = keywords;
const counted = (account: number) =>
  db
    .select({ site_id, status, disabled, n: count() })
    .from(keywords)
    .where(eq(keywords.account_id, account))
    .groupBy(site_id, status, disabled)
    .orderBy(site_id, status, disabled);
const kept = (account: number) =>
  db
    .select({
      site_id: keywordCounts.site_id,
      status: keywordCounts.status,
      disabled: keywordCounts.disabled,
      n: keywordCounts.n,
    })
    .from(keywordCounts)
    .where(and(eq(keywordCounts.account_id, account), sql`${keywordCounts.n} <> 0`))
    .orderBy(keywordCounts.site_id, keywordCounts.status, keywordCounts.disabled);

const totalOf = async (person: Person, query: string) =>
  (await as(person).get(`/planner/keywords/?${query}`)).body.count;

describe("the kept counts of keywords", () => {
  it("are what counting says, whatever was done", async () => {
    const done = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const world = await aWorld();
        const account = world.person.user.account_id;
        await take(world, { do: "create", at: 0, n: 6 });
        await take(world, { do: "create", at: 1, n: 6 });
        for (const one of steps) {
          const before = JSON.stringify(await counted(account));
          await take(world, one);
          const after = await counted(account);
          if (JSON.stringify(after) !== before) done.set(one.do, (done.get(one.do) ?? 0) + 1);
          expect(await kept(account)).toEqual(after);
        }
      }),
      { numRuns: RUNS, examples: [[EVERY_STEP]] },
    );
    // A step that changes no counts would prove nothing.
    expect([...done.keys()].toSorted()).toEqual(
      ["bulk_delete", "by hand", "change", "cluster", "create", "delete", "import", "move", "no cluster"]
        .concat("no site", "status")
        .toSorted(),
    );
  });

  it("are made of what was there before the migration", async () => {
    const { person, places } = await aWorld();
    const account = person.user.account_id;
    for (let n = 0; n < 5; n++) await aKeyword(places[n % 2]!, { disabled: n === 0 });
    const before = await kept(account);
    expect(before).toEqual(await counted(account));
    const { queries } = env.TEST_MIGRATIONS.find(({ name }) => name.endsWith("_keyword_counts.sql"))!;
    const counting = queries.at(-1)!;
    expect(counting).toContain("count(*) FROM `keywords`");
    await env.DB.prepare("update keyword_counts set n = 77 where account_id = ? and disabled")
      .bind(account)
      .run();
    await env.DB.prepare("delete from keyword_counts where account_id = ? and not disabled")
      .bind(account)
      .run();
    await env.DB.prepare(counting).run();
    expect(await kept(account)).toEqual(before);
  });

  it("answer a list as counting does, to those too who may see one site only", async () => {
    const { person, places } = await aWorld();
    const [one, two] = [places[0]!, places[1]!];
    for (let n = 0; n < 5; n++) await aKeyword(one, { disabled: n < 2 });
    for (let n = 0; n < 3; n++) await aKeyword(two, { status: "mapped" });
    const member = await aColleague(person.user, "editor", { site_access: [two.site_id] });
    const nobody = await aColleague(person.user, "editor", { site_access: [] });
    const queries: [string, number, number][] = [
      ["", 8, 3],
      ["disabled=true", 2, 0],
      ["disabled=false", 6, 3],
      ["status=mapped", 3, 3],
      [`site_id=${one.site_id}`, 5, 0],
      [`site_id=${two.site_id}`, 3, 3],
      [`site_id=${one.site_id}&status=new&disabled=false`, 3, 0],
    ];
    for (const [query, of, ofMember] of queries) {
      expect([query, await totalOf(person, query)]).toEqual([query, of]);
      expect([query, await totalOf(member, query)]).toEqual([query, ofMember]);
      expect([query, await totalOf(nobody, query)]).toEqual([query, 0]);
      expect([query, await totalOf(await aPerson(), query)]).toEqual([query, 0]);
    }
  });
});
