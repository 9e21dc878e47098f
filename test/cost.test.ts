import { env } from "cloudflare:workers";
import { ulid } from "ulidx";
import { describe, expect, it, vi } from "vitest";
import { systemCtx } from "../src/db/context";
import { buildRun } from "../src/modules/automation/run-state";
import { insertRun } from "../src/modules/automation/run-store";
import { toRunConfig } from "../src/modules/automation/runs.service";
import { automationDefaults } from "../src/modules/sites/site-settings.service";
import {
  aCluster,
  aContent,
  aKeyword,
  aPerson,
  aRevision,
  aSite,
  aTask,
  aTaxonomy,
  type Person,
} from "./factories";
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
  const content = await aContent(place, { status: "approved" });
  // Its links are read out of it once.
  await as(person).get(`/linker/map/?site_id=${site.id}`);
  const revision = await aRevision(content);
  const taxonomy = await aTaxonomy(place);
  const owner = { account_id: person.user.account_id, site_id: site.id };
  const started = { trigger_type: "manual", started_at: new Date().toISOString() } as const;
  const run = buildRun({ run_id: ulid(), ...owner, ...started }, toRunConfig(automationDefaults));
  await insertRun(systemCtx(owner.account_id, "test"), run);
  return { person, site, sector, cluster, keyword, task, content, revision, taxonomy, run };
}

const lists = (at: Awaited<ReturnType<typeof aFullAccount>>) => [
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
  `/writer/tasks/?site_id=${at.site.id}&search=title`,
  `/planner/ideas/?site_id=${at.site.id}&search=word&disabled=false`,
  `/planner/clusters/?site_id=${at.site.id}&search=word&disabled=false`,
  `/writer/content/?site_id=${at.site.id}&status=draft`,
  `/writer/content/?site_id=${at.site.id}&status__in=draft,review`,
  `/writer/content/?site_id=${at.site.id}&site_status=scheduled`,
  `/writer/content/?site_id=${at.site.id}&search=word`,
  `/writer/content/?site_id=${at.site.id}&ordering=-word_count`,
  "/writer/content/?search=word&ordering=title",
  `/writer/content/${at.content.id}/revisions/`,
  "/writer/taxonomies/",
  `/writer/taxonomies/?site_id=${at.site.id}`,
  `/writer/taxonomies/?site_id=${at.site.id}&taxonomy_type=tag&search=sleep`,
  `/writer/images/?site_id=${at.site.id}`,
  "/billing/transactions/",
  "/billing/usage/",
  "/billing/usage/calls/",
  "/notifications/",
  "/notifications/?is_read=false",
  "/notifications/unread-count/",
  "/publisher/records/",
  `/publisher/records/?site_id=${at.site.id}&status=failed`,
  `/publisher/records/?content_id=${at.content.id}`,
  `/publisher/deployments/?site_id=${at.site.id}`,
  "/integration/",
  `/integration/?site_id=${at.site.id}`,
  `/automation/runs/?site_id=${at.site.id}`,
  `/automation/runs/?site_id=${at.site.id}&status=running`,
];

/** Lists, a cursor's ordering and value, and the index that its page is to be read by. */
const cursored = (at: { site: { id: number }; cluster: { id: number } }) =>
  [
    ["/planner/keywords/", "keywords.volume.desc", 5, "keywords_volume"],
    [`/planner/keywords/?site_id=${at.site.id}`, "keywords.volume.desc", 5, "keywords_site_volume"],
    [
      `/planner/keywords/?site_id=${at.site.id}&ordering=keyword`,
      "keywords.keyword_key.asc",
      "m",
      "keywords_site_keyword",
    ],
    [
      `/planner/keywords/?site_id=${at.site.id}&status=new&ordering=-difficulty`,
      "keywords.difficulty.desc",
      5,
      "keywords_site_difficulty",
    ],
    [
      `/planner/keywords/?site_id=${at.site.id}&ordering=created_at`,
      "keywords.created_at.asc",
      "2026-01-01T00:00:00.000Z",
      "keywords_site_created",
    ],
    [
      `/planner/keywords/?site_id=${at.site.id}&status=new&ordering=volume`,
      "keywords.volume.asc",
      5,
      "keywords_site_status",
    ],
    [
      `/planner/keywords/?site_id=${at.site.id}&search=word`,
      "keywords.volume.desc",
      5,
      "keywords_site_volume",
    ],
    [`/writer/tasks/?site_id=${at.site.id}`, "tasks.id.desc", 10, "tasks_site"],
    [`/writer/tasks/?site_id=${at.site.id}&status=queued`, "tasks.id.desc", 10, "tasks_status"],
    [`/writer/content/?site_id=${at.site.id}&status=draft`, "contents.id.desc", 10, "contents_status"],
    [`/writer/images/?site_id=${at.site.id}`, "images.id.desc", 10, "images_site"],
    ["/billing/transactions/", "credit_transactions.id.desc", 10, "credit_transactions_account"],
    ["/billing/usage/", "credit_usage.id.desc", 10, "credit_usage_account"],
    ["/notifications/", "notifications.id.desc", 10, "notifications_account"],
    ["/notifications/?is_read=false", "notifications.id.desc", 10, "notifications_unread"],
    ["/auth/sites/", "sites.id.asc", 10, "sites_account"],
    [`/auth/sectors/?site_id=${at.site.id}`, "sectors.id.asc", 10, "sectors_account"],
    ["/keywords-library/", "seed_keywords.volume.desc", 5, "seed_keywords_volume"],
    ["/keywords-library/?ordering=keyword", "seed_keywords.keyword_key.asc", "m", "seed_keywords_keyword"],
    [
      "/keywords-library/?ordering=-difficulty",
      "seed_keywords.difficulty.desc",
      5,
      "seed_keywords_difficulty",
    ],
    ["/keywords-library/?ordering=country", "seed_keywords.country.asc", "US", "seed_keywords_country"],
    ["/keywords-library/?country=US", "seed_keywords.volume.desc", 5, "seed_keywords_country_volume"],
    ["/keywords-library/?sector_ids=7", "seed_keywords.volume.desc", 5, "seed_keywords_sector_volume"],
  ] as const;

/** The place itself is sought: by the order's value, or by the value and the id together. */
const soughtBy = (index: string) =>
  new RegExp(`USING INDEX ${index} \\(.*(rowid|id|volume|difficulty|country|keyword_key|created_at)[<>]\\?`);

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
    const orders = ["volume", "keyword", "-difficulty", "created_at"].map((order) => `&ordering=${order}`);
    for (const query of ["", "&status=new", "&disabled=false", ...orders]) {
      const { asked } = watchDatabase();
      await as(at.person).get(`/planner/keywords/?site_id=${at.site.id}${query}`);
      vi.restoreAllMocks();
      const plan = (await Promise.all(asked.map(planOf))).flat();
      expect([query, plan.filter((step) => step.includes("TEMP B-TREE"))]).toEqual([query, []]);
    }
  });

  it("a list of keywords by what counts are kept for counts no keywords", async () => {
    const at = await aFullAccount();
    for (const [query, isKept] of [
      ["", true],
      [`site_id=${at.site.id}`, true],
      [`site_id=${at.site.id}&status=new&disabled=false&ordering=difficulty&page=1&page_size=5`, true],
      [`cluster_id=${at.cluster.id}`, false],
      ["volume_min=1", false],
      ["search=x", false],
    ] as const) {
      const { asked } = watchDatabase();
      await as(at.person).get(`/planner/keywords/?${query}`);
      vi.restoreAllMocks();
      const plan = (await Promise.all(asked.map(planOf))).flat();
      expect([query, plan.some((step) => step.includes("keyword_counts USING"))]).toEqual([query, isKept]);
    }
  });

  it("a page by cursor is one round trip, sought and read in its index's order, without an offset", async () => {
    const at = await aFullAccount();
    for (const [path, ordering, value, index] of cursored(at)) {
      for (const side of ["after", "before"]) {
        const cursor = Buffer.from(JSON.stringify([ordering, side, value, 10])).toString("base64url");
        const { asked, trips } = watchDatabase();
        const reply = await as(at.person).get(`${path}${path.includes("?") ? "&" : "?"}cursor=${cursor}`);
        vi.restoreAllMocks();
        expect([path, reply.status, trips()]).toEqual([path, 200, 1]);
        const [_count, ...ranges] = asked;
        expect(ranges).toHaveLength(ordering.includes(".id.") ? 1 : 2);
        for (const range of ranges) {
          const [step, ...others] = await planOf(range);
          expect([path, range.sql]).toEqual([path, expect.not.stringContaining("offset")]);
          expect([path, step]).toEqual([path, expect.stringMatching(soughtBy(index))]);
          expect([path, others.filter((other) => other.includes("TEMP B-TREE"))]).toEqual([path, []]);
        }
      }
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
      `/writer/content/${at.content.id}/revisions/${at.revision.id}/`,
      `/writer/taxonomies/${at.taxonomy.id}/`,
      `/linker/map/?site_id=${at.site.id}`,
      `/linker/map/view/?site_id=${at.site.id}`,
      `/optimizer/overlap/?content_id=${at.content.id}`,
      `/automation/runs/${at.run.run_id}/`,
      ...["config", "current_run", "current_processing", "pipeline_overview", "history", "logs"].map(
        (name) => `/automation/${name}/?site_id=${at.site.id}`,
      ),
      `/automation/runs/${at.run.run_id}/report/`,
      "/billing/balance/",
      "/billing/usage/summary/",
      "/billing/usage/limits/",
      "/system/settings/integrations/openai/",
      "/system/settings/integrations/image_generation/",
      "/system/settings/content/publishing/",
      "/system/prompts/",
      "/system/prompts/clustering/",
      "/system/modules/",
      "/system/models/",
    ];
    for (const path of paths) {
      const { trips } = watchDatabase();
      expect((await as(at.person as Person).get(path)).status).toBe(200);
      expect([path, trips()]).toEqual([path, 1]);
      vi.restoreAllMocks();
    }
  });

  it("link candidates and an analysis are one round trip each", async () => {
    const at = await aFullAccount();
    const asked = [
      ["/linker/process/", { content_id: at.content.id, dry_run: true }],
      ["/optimizer/analyze/", { content_id: at.content.id }],
    ] as const;
    for (const [path, body] of asked) {
      const { trips } = watchDatabase();
      expect((await as(at.person).post(path, body)).status).toBe(200);
      expect([path, trips()]).toEqual([path, 1]);
      vi.restoreAllMocks();
    }
  });
});
