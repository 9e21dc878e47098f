import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import type { RunState } from "../../src/modules/automation/run-state";
import { startRun, commandRun } from "../../src/modules/automation/runs.service";
import { captureQueue } from "../queue";
import { calls, failNext, fakeProvider, TinySite } from "./tiny-site";

const COURSES = 130;

beforeEach(() => {
  captureQueue();
  fakeProvider();
});

/** All that a user needs to know of a site's automation: which run is active, what was asked of it, how many ended. */
type Model = { active: string | null; asked: "go" | "pause" | "cancel"; ended: number };
type Real = { site: TinySite; counters: Map<string, number[]> };
type Command = { run: (model: Model, real: Real) => Promise<void>; toString: () => string };

type Seen = Awaited<ReturnType<TinySite["look"]>>;

/** What must be so after every command. */
function check(model: Model, real: Real, { runs, states, items, account, ledger }: Seen) {
  const active = runs.filter(({ status: is }) => is === "running" || is === "paused");
  expect(active.map(({ run_id }) => run_id)).toEqual(model.active ? [model.active] : []);
  expect(runs).toHaveLength(model.ended + active.length);
  const [run] = active;
  const state = states.at(-1);
  if (run && model.asked === "go") expect([run.status, state!.wish]).toEqual(["running", null]);
  if (run && model.asked === "pause") expect(run.status === "paused" || state!.wish === "pause").toBe(true);
  if (run && model.asked === "cancel") expect([run.status, state!.wish]).toEqual(["running", "cancel"]);
  const open = items.filter(({ status: is }) => is === "queued" || is === "running");
  expect(account.credits_reserved).toBe(open.reduce((sum, { reserved }) => sum + reserved, 0));
  expect(account.credits + account.bonus_credits).toBe(ledger.reduce((sum, { amount }) => sum + amount, 0));
  const charged = items.reduce((sum, item) => sum + item.charged, 0);
  expect(account.credits + account.bonus_credits).toBe(500 - charged);
  for (const { run_id, tallies } of states) {
    const now = tallies.flatMap(({ done, failed, credits }) => [done, failed, credits]);
    const before = real.counters.get(run_id);
    if (before) for (const [at, value] of now.entries()) expect(value).toBeGreaterThanOrEqual(before[at]!);
    real.counters.set(run_id, now);
  }
}

/** The run may have come to its end, or to its rest, by its own steps. */
function follow(model: Model, is: string | undefined) {
  if (!model.active || is === "running" || is === "paused") return;
  expect(model.asked === "cancel" ? ["cancelled"] : ["completed"]).toContain(is);
  Object.assign(model, { active: null, ended: model.ended + 1, asked: "go" });
}

/** The commands that a run was active for. */
const met = new Set<string>();

const command = (name: string, run: (model: Model, real: Real) => Promise<void>): Command => ({
  run: async (model, real) => {
    if (model.active) met.add(name);
    await run(model, real);
    const seen = await real.site.look();
    follow(model, seen.runs.at(-1)?.status);
    check(model, real, seen);
  },
  toString: () => name,
});

const steer = (name: "pause" | "resume" | "cancel") =>
  command(name, async (model, { site }) => {
    await site.object(() => {});
    await commandRun(site.ctx, name, site.id);
    site.collect();
    const asked = { pause: "pause", resume: "go", cancel: "cancel" } as const;
    if (model.active && model.asked !== "cancel") model.asked = asked[name];
  });

const alarm = command("alarm", async (_, { site }) => {
  await site.object((instance) => instance.alarm());
  site.collect();
});

const deliver = (count: number, twice: boolean) =>
  command(`deliver ${count}${twice ? " twice" : ""}`, async (model, { site }) => {
    const before = calls.count;
    await site.deliver(count, twice);
    // Acknowledged, nothing of the run begins any more.
    if (model.active && model.asked !== "go") expect(calls.count).toBe(before);
  });

const runNowCommand = command("run now", async (model, { site }) => {
  await site.object(() => {});
  const answer = await startRun(site.ctx, site.id).catch((error: any) => error);
  if (model.active) expect([answer.code, answer.more.facts.run_id]).toEqual(["RUN_ACTIVE", model.active]);
  else Object.assign(model, { active: answer.run_id, asked: "go" });
});

const wake = (site: TinySite) =>
  site.object((instance) => instance.wake({ account_id: site.id, site_id: site.id }));

/** D1 has what came of the command, but the object died before it kept that. The tick wakes it. */
const dying = (other: Command) =>
  command(`${other}, and the object dies before it keeps it`, async (model, real) => {
    const { site } = real;
    const kept = await site.object((_, state) => state.storage.kv.get<RunState>("run"));
    await other.run(model, real);
    await site.object(
      (_, { storage }) => void (kept ? storage.kv.put("run", kept) : storage.kv.delete("run")),
    );
    await site.evict();
    await wake(site);
  });

const steering = [steer("pause"), steer("resume"), steer("cancel")];
/** Each group is as likely as the next. */
const commands = [
  [runNowCommand],
  steering,
  [alarm],
  [alarm],
  [1, 2, 3].flatMap((count) => [deliver(count, false), deliver(count, true)]),
  [command("lose messages", async (_, { site }) => void site.messages.splice(0))],
  [command("sweep", async (_, { site }) => site.sweep())],
  (["once", "for good"] as const).map((how) =>
    command(`the provider fails ${how}`, async () => void failNext(how)),
  ),
  [
    command("storage is wiped", async (_, { site }) => {
      await site.object((instance, state) => state.storage.deleteAll());
      await site.evict();
      await wake(site);
    }),
  ],
  [runNowCommand, ...steering, alarm].map(dying),
];
/** Courses in which each command is given while a run is active, whatever the seed. A cancelled run takes no more. */
const cancels = commands.flat().filter((one) => String(one).startsWith("cancel"));
const others = [...new Set(commands.flat())].filter((one) => !cancels.includes(one));
const examples = [others, ...cancels.map((one) => [one])].map((course): ["articles", Command[]] => [
  "articles",
  course,
]);

/** Lets everything come to its end, and looks at what there is. */
async function conclude(kind: "ideas" | "articles", model: Model, real: Real) {
  const { site } = real;
  failNext(null);
  if (model.active && model.asked === "pause") await steer("resume").run(model, real);
  for (let turn = 0; model.active || turn === 0; turn++) {
    expect(turn, "turns until the run ends").toBeLessThan(60);
    await site.object((instance) => instance.alarm());
    await site.deliver(10);
    if (turn % 3 === 2) await site.sweep();
    follow(model, await site.status());
  }
  const seen = await site.look();
  check(model, real, seen);
  const { runs, jobs, items, account } = seen;
  expect(account.credits_reserved).toBe(0);
  expect(items.filter(({ settled_at }) => !settled_at)).toEqual([]);
  for (const run of runs) {
    const made = jobs.filter(({ run_id }) => run_id === run.run_id);
    expect(run.credits_used).toBe(made.reduce((sum, job) => sum + job.credits_charged, 0));
    const finished = items.filter(
      ({ job_id, status: is }) => made.some(({ id }) => id === job_id) && is !== "cancelled",
    );
    expect(new Set(finished.map((item) => `${item.kind} ${item.ref_id}`)).size).toBe(finished.length);
  }
  const done = items.filter(({ status: is }) => is === "done").map((item) => `${item.kind} ${item.ref_id}`);
  expect(new Set(done).size, "done once").toBe(done.length);
  const count = (of: string) => items.filter((item) => item.kind === of && item.status === "done").length;
  const { ideas, tasks, contents, images } = await site.harvest();
  if (kind === "ideas") expect(ideas).toBe(count("generate_ideas"));
  else expect([contents, images]).toEqual([count("generate_content"), count("image_prompts")]);
  expect(tasks).toBeLessThanOrEqual(2);
}

describe("a site's automation, whatever is asked of it and whatever befalls it", () => {
  it(`is as a simple model says, in ${COURSES} random courses`, { timeout: 900_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("ideas" as const, "ideas" as const, "articles" as const),
        fc.array(fc.oneof(...commands.map((group) => fc.constantFrom(...group))), {
          minLength: 5,
          maxLength: 10,
        }),
        async (kind, course) => {
          failNext(null);
          const real: Real = { site: await new TinySite().make(kind), counters: new Map() };
          const model: Model = { active: null, asked: "go", ended: 0 };
          // Without a run most commands would do nothing.
          for (const one of [runNowCommand, ...course]) await one.run(model, real);
          await conclude(kind, model, real);
        },
      ),
      { numRuns: COURSES, examples },
    );
    expect(new Set(commands.flat().map(String)).difference(met)).toEqual(new Set());
  });
});
