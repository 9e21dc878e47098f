// Jobs, each scenario first undisturbed, which shows the points that it reaches, and then killed at each of those where no
// earlier scenario was: the first time that it is reached, and with CRASH_ALL=1 also the second.
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { buildForCrashes } from "./build.ts";
import { Controller, isTimed } from "./controller.ts";
import { expectSettled, expectSound } from "./invariants.ts";
import { Model } from "./model.ts";
import { makeTemplate, type Place } from "./template.ts";
import { World } from "./world.ts";

const controller = new Controller();
const model = new Model();
/** Points that a scenario was killed at. */
const killed = new Set<string>();
let modelUrl: string;
let bundle: string;
let template: Awaited<ReturnType<typeof makeTemplate>>;

before(async () => {
  await controller.listen();
  modelUrl = await model.listen();
  bundle = await buildForCrashes();
  template = await makeTemplate(bundle, controller);
});
after(() => {
  template?.world.end();
  controller.close();
  model.close();
  if (bundle) rmSync(bundle, { recursive: true });
});

const checkDead = (world: World) => expectSound((sql) => world.dead(sql));

/** Clusters with a keyword each, or without one: ideas for those fail. */
async function plant(
  world: World,
  { account_id, site_id, sector_id }: Place,
  names: string[],
  empty: string[],
) {
  const place = `${account_id}, ${site_id}, ${sector_id}`;
  const now = "2026-01-01T00:00:00.000Z";
  const clusters = [...names, ...empty].map(
    (name) =>
      `insert into clusters (account_id, site_id, sector_id, name, name_key, status, created_at, updated_at)
        values (${place}, '${name}', '${name.toLowerCase()}', 'new', '${now}', '${now}')`,
  );
  const keywords = names.map(
    (name) =>
      `insert into keywords (account_id, site_id, sector_id, keyword, keyword_key, cluster_id, status, created_at, updated_at)
        select ${place}, '${name} relief', '${name.toLowerCase()} relief', id, 'mapped', '${now}', '${now}'
        from clusters where name = '${name}'`,
  );
  await world.sql(...clusters, ...keywords);
  const rows = await world.rows("select id, name from clusters");
  return (name: string) => rows.find((row) => row.name === name)!.id as number;
}

/** Asks for a job until there is one: an answer that was lost says nothing about what was done. */
async function order(world: World, path: string, body: unknown, made: string) {
  const isThere = async () => (await world.rows(made)).length > 0;
  await world.persist(async () => {
    if (await isThere()) return;
    const { status, body: reply } = await world.call("POST", path, body);
    if (status !== 202 && !(await isThere())) throw new Error(`${path}: ${status} ${JSON.stringify(reply)}`);
  }, checkDead);
}

const orderIdeas = (world: World, ids: number[]) =>
  order(
    world,
    "/planner/clusters/generate_ideas/",
    { ids, count: 1 },
    `select 1 from job_items where kind = 'generate_ideas' and ref_id in (${ids.join()})`,
  );

const allSettled = (world: World) => async () =>
  (await world.rows("select 1 from job_items where status in ('queued', 'running')")).length === 0 &&
  (await world.rows("select 1 from jobs where finished_at is null")).length === 0;

type Scenario = {
  /** What a language model does that answers instead of the embedded provider. */
  model?: { failing?: number; slow?: number[] };
  /** `isUnfinished` tells whether points remain where the worker has to be killed. */
  work: (world: World, place: Place, isUnfinished: () => boolean) => Promise<void>;
};

/** Runs the scenario in a world of its own, and checks how it ends. */
async function runOnce({ model: behaviour, work }: Scenario) {
  controller.reached.clear();
  model.reset();
  const { failing = 0, slow = [] } = behaviour ?? {};
  Object.assign(model, { failing, slow: [...slow] });
  const bindings: Record<string, string> = behaviour
    ? { OPENAI_API_KEY: "sk-crash", OPENAI_BASE_URL: modelUrl }
    : {};
  const world = new World(bundle, controller, template.world, bindings);
  try {
    await world.persist(async () => {}, checkDead);
    await work(world, template.place, () => controller.armed.size > 0);
    await world.until(allSettled(world), checkDead);
    const { kills } = world;
    world.stop();
    expectSound((sql) => world.dead(sql));
    expectSettled((sql) => world.dead(sql));
    const items = world.dead("select id, status, attempts from job_items");
    for (const { id, attempts } of items)
      assert.ok(
        attempts <= 1 + kills + failing,
        `item ${id} was claimed ${attempts} times in ${kills} kills`,
      );
    const done = items.filter(({ status }) => status === "done");
    const claims = done.reduce((sum, { attempts }) => sum + attempts, 0);
    const most = done.length + world.interrupted + failing;
    assert.ok(claims <= most, `${claims} claims, where ${most} are the most`);
    assert.ok(model.calls <= most, `${model.calls} calls of the model, where ${most} are the most`);
    console.log(
      `${kills} kills, ${world.interrupted} items interrupted, ${done.length} items, ${claims} claims, ${model.calls} calls of the model`,
    );
    return kills;
  } finally {
    world.end();
  }
}

/** How many worlds a scenario has to reach all its points: what is asked for once has one point to be killed at. */
const WORLDS = 8;
const times = process.env.CRASH_ALL ? [1, 2] : [1];

async function killAtEveryPoint(scenario: Scenario, expected: RegExp[]) {
  controller.reset();
  await runOnce(scenario);
  const reached = new Map(controller.reached);
  const points = [...reached.keys()].filter((point) => !killed.has(point) && !isTimed(point));
  for (const one of expected)
    assert.ok(
      [...reached.keys()].some((point) => one.test(point)),
      `${one}\n${[...reached.keys()].join("\n")}`,
    );
  for (const point of points)
    for (const time of times) if (time <= reached.get(point)!) controller.arm(point, time);
  controller.hunt([...killed, ...points]);
  const armed = controller.armed.size;
  let kills = 0;
  for (let world = 0; controller.armed.size && world < WORLDS; world++) kills += await runOnce(scenario);
  assert.deepEqual([...controller.armed], [], "every point was reached");
  assert.equal(kills, armed + controller.unforeseen.size);
  for (const point of [...points, ...controller.unforeseen]) killed.add(point);
  console.log(`${points.length} points, ${controller.unforeseen.size} others: ${kills} kills`);
  if (process.env.CRASH_POINTS) console.log([...points, "", ...controller.unforeseen].join("\n"));
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const named = (count: number, word: string) =>
  [...letters].slice(0, count).map((letter) => `${word} ${letter}`);

/** Points before and after an effect. */
const around = (event: string, effect: string) =>
  ["before", "after"].map((side) => new RegExp(`^${event}.*: ${side} ${effect}`));

describe("a worker that is killed", () => {
  it("while jobs are made and worked on leaves each item done once", async () => {
    await killAtEveryPoint(
      {
        model: {},
        async work(world, place, isUnfinished) {
          const [full, empty] = [named(26, "Sleep"), named(26, "Void")];
          const idOf = await plant(world, place, full, empty);
          for (let n = 0; n < full.length && (n < 4 || isUnfinished()); n++) {
            await orderIdeas(world, [idOf(full[n]!)]);
            if (n % 3 === 0) await orderIdeas(world, [idOf(empty[n]!)]);
            if (n >= 8) await world.until(allSettled(world), checkDead);
          }
        },
      },
      [
        ...around("request POST", "DB update accounts .*jobs"),
        ...around("request POST", "JOBS.sendBatch item.run"),
        ...around("queue igny8-jobs", "DB update jobs status=running \\(job_items"),
        ...around("queue igny8-jobs", "fetch POST /v1/chat/completions"),
        ...around("queue igny8-jobs", "DB update job_items status=done"),
        ...around("queue igny8-jobs", "DB update job_items status=failed"),
        /queue igny8-jobs: after ack/,
        ...around("cron", "DB update job_items status=queued"),
      ],
    );
    assert.ok(
      [...killed].some((point) => /^cron .*: after JOBS.sendBatch item.run/.test(point)),
      "messages that were lost were sent again, and the worker killed there too",
    );
  });

  it("while an item is given back after a failure leaves it done once", async () => {
    await killAtEveryPoint(
      {
        model: { failing: 4 },
        async work(world, place) {
          const names = named(3, "Sleep");
          const idOf = await plant(world, place, names, []);
          await orderIdeas(world, names.map(idOf));
        },
      },
      [...around("queue igny8-jobs", "DB update job_items status=queued"), /queue igny8-jobs: after retry/],
    );
  });

  it("while a lease is renewed leaves the item done once", async () => {
    await killAtEveryPoint(
      {
        model: { slow: [5000, 5000, 5000, 5000] },
        async work(world, place) {
          const idOf = await plant(world, place, ["Sleep"], []);
          await orderIdeas(world, [idOf("Sleep")]);
        },
      },
      around("queue igny8-jobs", "DB update job_items due_at"),
    );
  });

  it("while images are drawn leaves each drawn once, with its file", async () => {
    await killAtEveryPoint(
      {
        async work(world, { account_id, site_id, sector_id }) {
          const now = "2026-01-01T00:00:00.000Z";
          await world.persist(async () => {
            if ((await world.rows("select id from contents")).length) return;
            await world.sql(
              `insert into contents (account_id, site_id, sector_id, title, slug, content_html, created_at, updated_at)
              values (${account_id}, ${site_id}, ${sector_id}, 'Sleep', 'sleep', '<p>One.</p><h2>Two</h2><p>Three.</p>', '${now}', '${now}')`,
            );
          }, checkDead);
          const [content] = await world.persist(() => world.rows("select id from contents"), checkDead);
          await order(
            world,
            `/writer/content/${content!.id}/generate_images/`,
            { max_images: 1 },
            "select 1 from job_items",
          );
          await world.until(allSettled(world), checkDead);
          await world.persist(async () => {
            const images = await world.rows("select id, status, file_name from images");
            assert.deepEqual(
              images.map(({ status }) => status),
              ["generated", "generated"],
            );
            assert.deepEqual(await world.rows("select status from contents"), [{ status: "review" }]);
            for (const { file_name } of images) assert.equal(await world.fileStatus(file_name), 200);
          }, checkDead);
        },
      },
      around("queue igny8-jobs", "IMAGES.put"),
    );
  });

  it("while a job is cancelled gives back what has not begun, once", async () => {
    await killAtEveryPoint(
      {
        model: { slow: Array.from({ length: 3 }, () => 1500) },
        async work(world, place) {
          const names = named(12, "Sleep");
          const idOf = await plant(world, place, names, []);
          await orderIdeas(world, names.map(idOf));
          const [job] = await world.persist(() => world.rows("select id from jobs"), checkDead);
          await world.persist(async () => {
            const { status } = await world.call("POST", `/jobs/${job!.id}/cancel/`);
            assert.equal(status, 200);
          }, checkDead);
          await world.until(allSettled(world), checkDead);
          const [after] = await world.persist(
            () => world.rows("select status, done, failed, cancelled from jobs"),
            checkDead,
          );
          assert.equal(after!.status, "cancelled");
          assert.equal(after!.done + after!.cancelled, 12);
        },
      },
      around("request POST /api/v1/jobs/\\*/cancel/", "DB update accounts"),
    );
  });

  it("while credits are renewed leaves them renewed once a month", async () => {
    await killAtEveryPoint(
      {
        async work(world) {
          for (const month of ["03", "04", "05"]) {
            await world.persist(
              () => world.sql(`update accounts set credits_renew_at = '2026-${month}-01T00:00:00.000Z'`),
              checkDead,
            );
            const isRenewed = async () =>
              (await world.rows("select 1 from accounts where credits_renew_at > '2026-06-01'")).length > 0;
            await world.until(isRenewed, checkDead, { cron: "7 * * * *" });
          }
          const renewals = await world.persist(
            () =>
              world.rows(
                "select reference, count(*) as rows from credit_transactions where reference like 'renewal:%' group by 1",
              ),
            checkDead,
          );
          assert.deepEqual(
            renewals.map(({ rows }) => rows),
            [1, 1, 1],
          );
        },
      },
      around("cron 7", "DB insert credit_transactions"),
    );
  });

  it("was killed at every one of at least 60 points", () => {
    console.log(`${killed.size} points`);
    assert.ok(killed.size >= 60, `${killed.size} points`);
  });
});
