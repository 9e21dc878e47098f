import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { build } from "./build.ts";
import { Controller } from "./controller.ts";
import { expectSettled, expectSound } from "./invariants.ts";
import { makeTemplate, type Place } from "./template.ts";
import { World } from "./world.ts";

const controller = new Controller();
let bundle: string;
let template: Awaited<ReturnType<typeof makeTemplate>>;

before(async () => {
  bundle = build(await controller.listen());
  template = await makeTemplate(bundle, controller);
});
after(() => {
  template?.world.end();
  controller.close();
});

const twice = (...points: string[]) => points.flatMap((point) => [`${point} 1`, `${point} 2`]);
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

async function finish(world: World, armed: string[], failing: number) {
  await world.until(allSettled(world), checkDead);
  const rows = await world.sql("select id, charged, status from job_items");
  world.kill();
  world.kills--;
  expectSound((sql) => world.dead(sql));
  expectSettled((sql) => world.dead(sql));
  assert.deepEqual([...controller.armed], [], "every point was reached");
  assert.equal(world.kills, armed.length);
  const calls = controller.seen.get("provider-asked") ?? 0;
  const items = rows[0]!.filter(({ status }) => status === "done").length;
  for (const [id, claims] of controller.claims)
    assert.ok(claims <= 1 + world.kills, `item ${id} was taken ${claims} times in ${world.kills} kills`);
  const most = items + world.interrupted + failing;
  assert.ok(calls <= most, `${calls} calls of the provider, where ${most} are the most`);
  return { calls, items, rows: rows[0]! };
}

async function inWorld(armed: string[], work: (world: World, place: Place) => Promise<void>, failing = 0) {
  controller.forget();
  const world = new World(bundle, controller, template.world);
  try {
    await world.start();
    for (const point of armed) controller.armed.add(point);
    controller.failing = failing;
    await work(world, template.place);
    const { calls, items } = await finish(world, armed, failing);
    console.log(
      `${world.kills} kills, ${world.interrupted} items interrupted, ${items} items, ${calls} calls of the provider`,
    );
    return world;
  } finally {
    world.end();
  }
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const named = (count: number, word: string) =>
  [...letters].slice(0, count).map((letter) => `${word} ${letter}`);

describe("a worker that is killed", () => {
  it("while jobs are made and worked on leaves each item done once", async () => {
    const points = [
      "job-stored",
      "job-sent",
      "item-claimed",
      "provider-asked",
      "provider-answered",
      "item-settling",
      "item-settled",
      "item-done",
      "item-failing",
      "item-failed",
      "sweep-marked",
      "sweep-sent",
    ];
    await inWorld(twice(...points), async (world, place) => {
      const [full, empty] = [named(26, "Sleep"), named(26, "Void")];
      const idOf = await plant(world, place, full, empty);
      for (let n = 0; n < full.length && controller.armed.size; n++) {
        await orderIdeas(world, [idOf(full[n]!)]);
        if (n % 3 === 0) await orderIdeas(world, [idOf(empty[n]!)]);
        if (n >= 8) await world.until(allSettled(world), checkDead);
      }
    });
  });

  it("while an item is given back after a failure leaves it done once", async () => {
    await inWorld(
      twice("item-postponing", "item-postponed"),
      async (world, place) => {
        const idOf = await plant(world, place, ["Sleep"], []);
        await orderIdeas(world, [idOf("Sleep")]);
      },
      4,
    );
  });

  it("while a lease is renewed leaves the item done once", async () => {
    await inWorld(twice("lease-renewing", "lease-renewed"), async (world, place) => {
      const idOf = await plant(world, place, ["Sleep"], []);
      controller.slow = [3000, 3000, 3000, 3000];
      await orderIdeas(world, [idOf("Sleep")]);
    });
  });

  it("while images are drawn leaves each drawn once, with its file", async () => {
    await inWorld(
      ["item-settled 1", ...twice("image-put")],
      async (world, { account_id, site_id, sector_id }) => {
        const now = "2026-01-01T00:00:00.000Z";
        await world.sql(
          `insert into contents (account_id, site_id, sector_id, title, slug, content_html, created_at, updated_at)
          values (${account_id}, ${site_id}, ${sector_id}, 'Sleep', 'sleep', '<p>One.</p><h2>Two</h2><p>Three.</p>', '${now}', '${now}')`,
        );
        const [content] = await world.rows("select id from contents");
        await order(
          world,
          `/writer/content/${content!.id}/generate_images/`,
          { max_images: 1 },
          "select 1 from job_items",
        );
        await world.until(allSettled(world), checkDead);
        const images = await world.rows("select id, status, file_name from images");
        assert.deepEqual(
          images.map(({ status }) => status),
          ["generated", "generated"],
        );
        assert.deepEqual(await world.rows("select status from contents"), [{ status: "review" }]);
        for (const { file_name } of images) assert.equal(await world.fileStatus(file_name), 200);
      },
    );
  });

  it("while a job is cancelled gives back what has not begun, once", async () => {
    await inWorld(twice("cancel-begun", "cancel-stored"), async (world, place) => {
      const names = named(12, "Sleep");
      const idOf = await plant(world, place, names, []);
      controller.slow = Array.from({ length: 3 }, () => 1500);
      await orderIdeas(world, names.map(idOf));
      const [job] = await world.rows("select id from jobs");
      await world.persist(async () => {
        const { status } = await world.call("POST", `/jobs/${job!.id}/cancel/`);
        assert.equal(status, 200);
      }, checkDead);
      await world.until(allSettled(world), checkDead);
      const [after] = await world.rows("select status, done, failed, cancelled from jobs");
      assert.equal(after!.status, "cancelled");
      assert.equal(after!.done + after!.cancelled, 12);
    });
  });

  it("while credits are renewed leaves them renewed once a month", async () => {
    await inWorld(twice("credits-renewing", "credits-renewed"), async (world) => {
      for (const month of ["03", "04", "05"]) {
        await world.persist(
          () => world.sql(`update accounts set credits_renew_at = '2026-${month}-01T00:00:00.000Z'`),
          checkDead,
        );
        const isRenewed = async () =>
          (await world.rows("select 1 from accounts where credits_renew_at > '2026-06-01'")).length > 0;
        await world.until(isRenewed, checkDead, { cron: "7 * * * *" });
      }
      const renewals = await world.rows(
        "select reference, count(*) as rows from credit_transactions where reference like 'renewal:%' group by 1",
      );
      assert.deepEqual(
        renewals.map(({ rows }) => rows),
        [1, 1, 1],
      );
    });
  });
});
