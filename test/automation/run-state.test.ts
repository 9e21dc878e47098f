import { describe, expect, it } from "vitest";
import { runStatuses } from "../../src/db/schema/automation";
import { runCommands } from "../../src/modules/automation/run-commands";
import {
  pauseAtCap,
  decideNextAction,
  type DecisionFacts,
  type JobFacts,
  pauseWithReason,
  skipBatch,
} from "../../src/modules/automation/run-decisions";
import {
  sumCredits,
  isActive,
  buildRun,
  sumProcessed,
  type RunConfig,
  type RunState,
} from "../../src/modules/automation/run-state";

const NOW = 1_000_000;
const commands = runCommands;

function configOf(change: Partial<RunConfig> = {}, enabled = true, max_per_run = 0): RunConfig {
  const stage = (n: number) => ({
    stage: n,
    enabled,
    batch_size: 2,
    max_per_run,
    use_testing: false,
    budget_pct: 50,
  });
  return {
    stages: [1, 2, 3, 4, 5, 6, 7].map(stage),
    within_stage_delay: 0,
    between_stage_delay: 0,
    max_credits_per_run: 0,
    max_images: 0,
    ...change,
  };
}

const aRun = (config = configOf(), change: Partial<RunState> = {}): RunState => ({
  ...buildRun({ run_id: "r", account_id: 1, site_id: 1, trigger_type: "manual", started_at: "t" }, config),
  ...change,
});

const endings: JobFacts[] = [0, 1, 2].flatMap((done) =>
  [0, 1, 2 - done].flatMap((failed) => {
    const cancelled = 2 - done - failed;
    if (cancelled < 0) return [];
    const failures = [12, 11].slice(0, failed).map((ref_id) => ({ ref_id, label: "x", error: "no" }));
    return [{ state: "ended" as const, done, failed, cancelled, credits: done, failures }];
  }),
);
const jobs: (JobFacts | null)[] = [null, { state: "missing" }, { state: "open" }, ...endings];

/** Every state of the given parts, with every fact that it can meet. */
function* everyCase(): Generator<[RunState, DecisionFacts]> {
  for (const status of runStatuses)
    for (const wish of [null, "pause", "cancel"] as const)
      for (const batch of [null, { job_id: "j", ids: [11, 12] }])
        for (const stage of [1, 4, 7])
          for (const again of [[], [5, 6]])
            for (const not_before of [0, NOW + 5])
              for (const cap of [0, 2, 100])
                for (const ceiling of [0, 2])
                  for (const enabled of [true, false])
                    for (const job of batch ? jobs.slice(1) : [null])
                      for (const waiting of batch ? [[]] : [[], again.length ? [5, 6] : [13, 14]]) {
                        const config = configOf({ max_credits_per_run: cap }, enabled, ceiling);
                        const run = aRun(config, {
                          status,
                          wish,
                          batch,
                          stage,
                          again,
                          not_before,
                          cursor: 12,
                        });
                        const tally = {
                          ...run.tallies[stage - 1]!,
                          taken: 2,
                          done: 0,
                          credits: 2,
                          batches: 1,
                        };
                        run.tallies[stage - 1] = tally;
                        yield [run, { now: NOW, job, waiting, next_job_id: "next" }];
                      }
}

const sums = (state: RunState) => ({
  done: sumProcessed(state),
  failed: state.tallies.reduce((sum, { failed }) => sum + failed, 0),
  credits: sumCredits(state),
});

function expectLegal(before: RunState, after: RunState) {
  const [was, is] = [sums(before), sums(after)];
  for (const counter of ["done", "failed", "credits"] as const)
    expect(is[counter], counter).toBeGreaterThanOrEqual(was[counter]);
  for (const { taken, done, failed } of after.tallies)
    expect(taken - done - failed).toBeGreaterThanOrEqual(-2);
  expect([before.stage, before.stage + 1]).toContain(after.stage);
  if (!isActive(after))
    expect([after.wish, after.batch, typeof after.completed_at]).toEqual([null, null, "string"]);
  if (after.status === "paused") expect([after.wish, after.batch]).toEqual([null, null]);
}

describe("a decision", () => {
  it("is legal for every status, wish, batch and fact", () => {
    let cases = 0;
    for (const [before, facts] of everyCase()) {
      cases++;
      const kept = JSON.stringify(before);
      const { state, action, lines } = decideNextAction(before, facts);
      expect(JSON.stringify(before), "decide changes nothing in place").toBe(kept);
      expect(decideNextAction(before, facts)).toEqual({ state, action, lines });
      if (before.status !== "running") {
        expect([state, action.type, lines]).toEqual([before, "rest", []]);
        continue;
      }
      expectLegal(before, state);
      expect(action.type === "rest").toBe(state.status !== "running");
      if (action.type === "start") expect(state.batch).toBe(action.batch);
      if (action.type === "again") expect(state).not.toEqual(before);
      if (before.wish) expect(state.batch === null || state.batch === before.batch).toBe(true);
      if (before.batch && facts.job?.state === "open") expect(state).toBe(before);
      if (state.batch && !before.batch)
        expect(facts.waiting).toEqual(expect.arrayContaining(state.batch.ids));
      expect(state.wish === before.wish || state.wish === null).toBe(true);
    }
    expect(cases).toBeGreaterThan(5_000);
  });

  it("is the last one where the run has ended: no command moves it", () => {
    for (const [state] of everyCase())
      if (!isActive(state)) for (const command of Object.values(commands)) expect(command(state)).toBe(state);
  });

  it("after any command asked twice is as after one", () => {
    for (const [state] of everyCase()) {
      if (state.status === "paused" && (state.wish || state.batch)) continue;
      for (const command of Object.values(commands)) {
        const once = command(state);
        expect(command(once)).toEqual(once);
        expect(sums(once)).toEqual(sums(state));
        expect(once.batch).toEqual(state.batch);
      }
    }
  });

  it("to give up a batch keeps every counter", () => {
    for (const [state] of everyCase())
      if (state.status === "running" && state.batch)
        for (const { state: after } of [
          pauseAtCap(state),
          pauseWithReason(state, "why"),
          skipBatch(state, "gone"),
        ]) {
          expectLegal(state, after);
          expect(after.batch).toBeNull();
        }
  });
});

/** A stage of three items, of which a run takes two at once, walked through every order of events. */
describe("every course of a small stage", () => {
  type World = { run: RunState; done: number[]; failed: number[]; jobs: number };
  const ITEMS = [1, 2, 3];
  const stageOne = {
    ...configOf(),
    stages: configOf().stages.map((stage) => ({ ...stage, enabled: stage.stage === 2 })),
  };

  const waitingIn = ({ run, done }: World) =>
    run.batch || run.stage !== 2
      ? []
      : ITEMS.filter(
          (id) => !done.includes(id) && (run.again.length ? run.again.includes(id) : id > run.cursor),
        ).slice(0, 2);

  /** All that may happen to the batch under way: each of its items is done, fails, or is cancelled. */
  const outcomesOf = (ids: number[]): ("done" | "failed" | "cancelled")[][] =>
    ids.reduce<("done" | "failed" | "cancelled")[][]>(
      (all, _) =>
        all.flatMap((one) => (["done", "failed", "cancelled"] as const).map((end) => [...one, end])),
      [[]],
    );

  function* next(world: World): Generator<World> {
    const { run } = world;
    for (const command of Object.values(commands)) yield { ...world, run: command(run) };
    if (run.status !== "running") return;
    const step = (job: JobFacts | null, more: Partial<World> = {}) => {
      const facts = { now: NOW, job, waiting: waitingIn(world), next_job_id: `j${world.jobs + 1}` };
      const { state } = decideNextAction(run, facts);
      return { ...world, ...more, run: state, jobs: world.jobs + (state.batch && !run.batch ? 1 : 0) };
    };
    if (!run.batch) return yield step(null);
    yield step({ state: "missing" });
    for (const outcome of outcomesOf(run.batch.ids)) {
      const ending = (as: string) => run.batch!.ids.filter((_, at) => outcome[at] === as);
      const [done, failed, cancelled] = ["done", "failed", "cancelled"].map(ending) as [
        number[],
        number[],
        number[],
      ];
      if (cancelled.length && !run.wish) continue;
      const failures = failed.map((ref_id) => ({ ref_id, label: "x", error: "no" }));
      const job = {
        done: done.length,
        failed: failed.length,
        cancelled: cancelled.length,
        credits: done.length,
        failures,
      };
      yield step(
        { state: "ended", ...job },
        { done: [...world.done, ...done], failed: [...world.failed, ...failed] },
      );
    }
  }

  it("takes no finished item again, loses none, and counts each once", () => {
    const first: World = { run: aRun(stageOne), done: [], failed: [], jobs: 0 };
    const seen = new Set<string>();
    const open = [first];
    let completed = 0;
    for (let world = open.pop(); world; world = open.pop()) {
      const { run, done, failed, jobs: made } = world;
      const key = JSON.stringify([
        run.status,
        run.wish,
        run.stage,
        run.cursor,
        run.again,
        run.batch?.ids,
        run.tallies,
        done,
        failed,
      ]);
      if (seen.has(key) || made > 6) continue;
      seen.add(key);
      const finished = [...done, ...failed];
      expect(new Set(finished).size, `finished twice: ${finished}`).toBe(finished.length);
      if (run.batch) for (const id of run.batch.ids) expect(finished).not.toContain(id);
      const { taken, done: counted, failed: missed, credits } = run.tallies[1]!;
      expect([counted, missed, credits]).toEqual([done.length, failed.length, done.length]);
      expect(taken).toBe(finished.length + (run.batch?.ids.length ?? 0));
      if (run.status === "completed") {
        completed++;
        expect([...finished].sort()).toEqual(ITEMS);
      }
      open.push(...next(world));
    }
    expect(completed).toBeGreaterThan(5);
    expect(seen.size).toBeGreaterThan(300);
  });
});
