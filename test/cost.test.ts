import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { aCluster, aContent, aKeyword, aPerson, aSite, aTask, type Person } from "./factories";
import { as } from "./harness";

type Asked = { sql: string; values: unknown[] };

/** Records what a request asks of D1: each statement, and each round trip. */
function watchDatabase() {
  const asked: Asked[] = [];
  let trips = 0;
  const open = env.DB.withSession.bind(env.DB);
  vi.spyOn(env.DB, "withSession").mockImplementation((constraint?: any) => {
    const session = open(constraint);
    const record = (sql: string) => {
      const statement = session.prepare(sql);
      const wrap = (bound: D1PreparedStatement, values: unknown[]): any => ({
        bind: (...next: unknown[]) => wrap(statement.bind(...next), next),
        inner: () => (asked.push({ sql, values }), bound),
        all: () => ((trips += 1), asked.push({ sql, values }), bound.all()),
        raw: () => ((trips += 1), asked.push({ sql, values }), bound.raw()),
        run: () => ((trips += 1), asked.push({ sql, values }), bound.run()),
        first: () => ((trips += 1), asked.push({ sql, values }), bound.first()),
      });
      return wrap(statement, []);
    };
    return {
      prepare: record,
      batch: (statements: any[]) => ((trips += 1), session.batch(statements.map((one) => one.inner()))),
      getBookmark: () => session.getBookmark(),
    } as any;
  });
  return { asked, trips: () => trips };
}

const planOf = async ({ sql, values }: Asked) => {
  const { results } = await env.DB.prepare(`explain query plan ${sql}`)
    .bind(...values)
    .all<{ detail: string }>();
  return results.map((row) => row.detail);
};

async function aFullAccount() {
  const person = await aPerson();
  const { place, site, sector } = await aSite(person);
  const cluster = await aCluster(place);
  const keyword = await aKeyword(place, { cluster_id: cluster.id, status: "mapped" });
  const task = await aTask(place);
  const content = await aContent(place);
  return { person, site, sector, cluster, keyword, task, content };
}

const lists = (at: { site: { id: number }; cluster: { id: number } }) => [
  "/auth/sites/",
  `/auth/sectors/?site_id=${at.site.id}`,
  "/planner/keywords/",
  `/planner/keywords/?site_id=${at.site.id}`,
  `/planner/keywords/?site_id=${at.site.id}&status=new`,
  `/planner/keywords/?site_id=${at.site.id}&status=new&volume_min=5&ordering=volume`,
  `/planner/keywords/?cluster_id=${at.cluster.id}`,
  `/planner/keywords/?site_id=${at.site.id}&search=word`,
  `/planner/clusters/?site_id=${at.site.id}`,
  `/planner/clusters/?site_id=${at.site.id}&status=new`,
  `/planner/ideas/?site_id=${at.site.id}&status=new`,
  `/writer/tasks/?site_id=${at.site.id}&status=queued`,
  `/writer/content/?site_id=${at.site.id}&status=draft`,
  `/writer/content/?site_id=${at.site.id}&status__in=draft,review`,
  `/writer/content/?site_id=${at.site.id}&site_status=scheduled`,
  `/writer/images/?site_id=${at.site.id}`,
  "/billing/transactions/",
  "/billing/usage/",
  "/notifications/",
  "/notifications/?is_read=false",
  "/notifications/unread-count/",
];

describe("the cost of reading", () => {
  it("a list is one round trip, and scans no table that grows", async () => {
    const at = await aFullAccount();
    for (const path of lists(at)) {
      const { asked, trips } = watchDatabase();
      const reply = await as(at.person).get(path);
      expect([path, reply.status]).toEqual([path, 200]);
      expect([path, trips()]).toEqual([path, 1]);
      vi.restoreAllMocks();
      for (const query of asked) {
        const scans = (await planOf(query)).filter(
          (step) => /^SCAN (?!json_each|CONSTANT|\()/.test(step) && !/json_each/.test(step),
        );
        expect([path, scans]).toEqual([path, []]);
      }
    }
  });

  it("the hot list is read in its index's order, without sorting", async () => {
    const at = await aFullAccount();
    for (const query of ["", "&status=new", "&ordering=volume"]) {
      const { asked } = watchDatabase();
      await as(at.person).get(`/planner/keywords/?site_id=${at.site.id}${query}`);
      vi.restoreAllMocks();
      const plan = (await Promise.all(asked.map(planOf))).flat();
      expect([query, plan.filter((step) => step.includes("TEMP B-TREE"))]).toEqual([query, []]);
    }
  });

  it("what is named by ids is read by them, not by walking the account", async () => {
    const at = await aFullAccount();
    const idea = { ids: [1], count: 1 };
    for (const [path, body] of [
      ["/planner/keywords/bulk_status/", { ids: [at.keyword.id], status: "new" }],
      ["/planner/keywords/bulk_delete/", { ids: [at.keyword.id] }],
      ["/planner/ideas/create_tasks/", { ids: [1] }],
      ["/planner/clusters/generate_ideas/", idea],
    ] as const) {
      const { asked } = watchDatabase();
      await as(at.person).post(path, body);
      vi.restoreAllMocks();
      const plan = (await Promise.all(asked.map(planOf))).flat();
      const walks = plan.filter((step) =>
        /(keywords|content_ideas|clusters) USING .*INDEX.*account_id/.test(step),
      );
      expect([path, walks]).toEqual([path, []]);
      expect([path, plan.some((step) => step.includes("INTEGER PRIMARY KEY"))]).toEqual([path, true]);
    }
  });

  it("a new keyword is one round trip", async () => {
    const { person, site, sector } = await aFullAccount();
    const { trips } = watchDatabase();
    const body = { site_id: site.id, sector_id: sector.id, keyword: "night sweats" };
    expect((await as(person).post("/planner/keywords/", body)).status).toBe(201);
    expect(trips()).toBe(1);
    vi.restoreAllMocks();
  });

  it("one object is one round trip", async () => {
    const at = await aFullAccount();
    const paths = [
      `/planner/keywords/${at.keyword.id}/`,
      `/planner/clusters/${at.cluster.id}/`,
      `/writer/tasks/${at.task.id}/`,
      `/writer/content/${at.content.id}/`,
      "/billing/balance/",
      "/billing/usage/summary/",
      "/billing/usage/limits/",
    ];
    for (const path of paths) {
      const { trips } = watchDatabase();
      expect((await as(at.person as Person).get(path)).status).toBe(200);
      expect([path, trips()]).toEqual([path, 1]);
      vi.restoreAllMocks();
    }
  });
});
