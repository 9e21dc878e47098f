import { DurableObject } from "cloudflare:workers";
import { ulid } from "ulidx";
import { type Ctx, systemCtx } from "../db/context";
import { ApiError } from "../lib/errors";
import { log, errorMessage } from "../lib/log";
import { SECOND_MS } from "../lib/time";
import { loadJobFacts } from "../modules/automation/run-facts";
import { type RunCommand, runCommands } from "../modules/automation/run-commands";
import {
  pauseAtCap,
  type Decision,
  decideNextAction,
  type NewLogLine,
  pauseWithReason,
  skipBatch,
} from "../modules/automation/run-decisions";
import {
  type RunBatch,
  remainingCredits,
  isActive,
  resolveStageModel,
  buildRun,
  remainingCapacity,
  type RunConfig,
  type RunState,
  type SiteRef,
} from "../modules/automation/run-state";
import { updateHeartbeatStatement, findLastRun, insertRun, storeRun } from "../modules/automation/run-store";
import { listWaiting, resolveStage } from "../modules/automation/stages";
import { cancelJob, CreditLimitExceeded } from "../modules/jobs/jobs.service";

const RUN = "run";
const LAST_DUE = "last_due";
/** Steps per alarm before commands may run in between. */
const MAX_STEPS = 25;
const HEARTBEAT_MS = 30 * SECOND_MS;
const RETRY_MS = 2 * SECOND_MS;
const MAX_RETRY_MS = 60 * SECOND_MS;

type StartRun = SiteRef & {
  trigger_type: RunState["trigger_type"];
  started_by?: number | null;
  config: RunConfig;
  /** The due time of a scheduled run. A repeated tick with the same time does not start a second run. */
  due?: string;
};
type StartResult = { started: boolean; run: RunState };

/**
 * One object per site: the only writer of its automation run. D1 has its history and everything it needs to continue.
 */
export class SiteAutomation extends DurableObject<Env> {
  #turn: Promise<unknown> = Promise.resolve();
  #heartbeatAt = 0;
  #failures = 0;
  /** Changes with every change of the run, and with every new instance of the object. */
  #version = Date.now();
  #waiters = new Set<() => void>();
  /** Whether the stored run is known to equal D1's: D1 is written first. */
  #isCurrent = false;

  start({ trigger_type, started_by = null, config, due, ...site }: StartRun): Promise<StartResult> {
    return this.#serialise(async () => {
      const active = await this.#load(site);
      if (active && isActive(active)) return { started: false, run: active };
      if (due && active && this.ctx.storage.kv.get<string>(LAST_DUE) === due)
        return { started: false, run: active };
      const started_at = new Date().toISOString();
      const fields = { run_id: ulid(), ...site, trigger_type, started_by, started_at };
      const run = buildRun(fields, config);
      this.#isCurrent = false;
      if (!(await insertRun(runContext(run), run))) {
        const other = await this.#load(site);
        if (other && isActive(other)) return { started: false, run: other };
        throw new Error("The run could not be stored");
      }
      if (due) this.ctx.storage.kv.put(LAST_DUE, due);
      this.#cache(run);
      await this.ctx.storage.setAlarm(Date.now());
      return { started: true, run };
    });
  }

  /** Returns null if the site has no active run. After a pause or cancel returns, no further item starts. */
  command(command: RunCommand, site: SiteRef): Promise<RunState | null> {
    return this.#serialise(async () => {
      const before = await this.#load(site);
      if (!before || !isActive(before)) return null;
      const after = runCommands[command](before);
      const lines: NewLogLine[] = command === "resume" ? [{ level: "info", message: "Resumed" }] : [];
      if (after !== before && !(await this.#store(after, lines))) return null;
      // A repeated command does this again, because the first attempt may have died before this point.
      if (after.wish && after.batch) await this.#stopBatch(after, after.batch);
      if (after.wish && !after.batch) await this.#step();
      if (after.status === "running") await this.ctx.storage.setAlarm(Date.now());
      return this.ctx.storage.kv.get<RunState>(RUN) ?? null;
    });
  }

  /** Returns the version as soon as it differs from `since`, or after `timeoutMs`. */
  async waitForChange(since: number, timeoutMs: number): Promise<number> {
    if (this.#version !== since) return this.#version;
    let notify = () => {};
    await Promise.race([
      new Promise<void>((resolve) => this.#waiters.add((notify = resolve))),
      scheduler.wait(timeoutMs),
    ]);
    this.#waiters.delete(notify);
    return this.#version;
  }

  /** Called by the cron tick: continues a stalled run from its stored state. */
  wake(site: SiteRef): Promise<void> {
    return this.#serialise(async () => {
      const run = await this.#load(site);
      if (run?.status === "running") await this.ctx.storage.setAlarm(Date.now());
    });
  }

  override async alarm() {
    try {
      const wait = await this.#serialise(() => this.#runSteps());
      this.#failures = 0;
      if (wait !== null) await this.ctx.storage.setAlarm(Date.now() + wait);
    } catch (error) {
      // An alarm that throws is retried six times and then dropped permanently.
      log.error("automation step failed", { error: errorMessage(error), failures: ++this.#failures });
      await this.ctx.storage.setAlarm(Date.now() + Math.min(MAX_RETRY_MS, RETRY_MS * 2 ** this.#failures));
    }
  }

  /** Takes steps until the run must wait. Returns the delay in ms, or null if no alarm is needed. */
  async #runSteps(): Promise<number | null> {
    for (let step = 0; step < MAX_STEPS; step++) {
      const wait = await this.#step();
      if (wait !== 0) return wait;
    }
    return 0;
  }

  async #step(): Promise<number | null> {
    const run = await this.#load();
    if (run?.status !== "running") return null;
    const ctx = runContext(run);
    const job = run.batch ? await loadJobFacts(ctx, run.batch) : null;
    const now = Date.now();
    const needsItems = !run.batch && !run.wish && run.not_before <= now;
    const waiting = needsItems ? await listWaiting(ctx, run, remainingCapacity(run)) : [];
    return this.#apply(run, decideNextAction(run, { now, job, waiting, next_job_id: ulid() }));
  }

  /** Decisions are stored before they are carried out, so that after a crash they are carried out once. */
  async #apply(before: RunState, { state, action, lines }: Decision): Promise<number | null> {
    if (state !== before && !(await this.#store(state, lines))) return null;
    if (action.type === "start") return this.#startBatch(state, action.batch);
    if (action.type === "rest") return null;
    if (action.type === "again") return 0;
    if (Date.now() - this.#heartbeatAt > HEARTBEAT_MS) {
      await updateHeartbeatStatement(runContext(state), state.run_id);
      this.#heartbeatAt = Date.now();
    }
    return action.ms;
  }

  async #startBatch(run: RunState, batch: RunBatch): Promise<number | null> {
    const ctx = runContext(run);
    const { run_id, stage } = run;
    const origin = {
      id: batch.job_id,
      run_id,
      stage,
      limit: remainingCredits(run),
      model_id: resolveStageModel(run),
    };
    try {
      const { site_id: siteId, config } = run;
      const started = await resolveStage(stage).start(ctx, { siteId, ids: batch.ids, config, origin });
      if (started === null) return this.#apply(run, skipBatch(run, "its items were deleted"));
      if ("task_id" in started) return RETRY_MS / 4;
      const { state, lines } = decideNextAction(run, {
        now: Date.now(),
        job: { state: "ended", ...started, cancelled: 0, credits: 0 },
        waiting: [],
        next_job_id: "",
      });
      return this.#apply(run, { state, action: { type: "again" }, lines });
    } catch (error) {
      return this.#handleRefusal(run, error);
    }
  }

  /** Handles a refused job. Without credits the run pauses; if another job holds the rows, it retries later. */
  async #handleRefusal(run: RunState, error: unknown): Promise<number | null> {
    if (error instanceof CreditLimitExceeded) return this.#apply(run, pauseAtCap(run));
    if (!(error instanceof ApiError)) throw error;
    if (error.code === "INSUFFICIENT_CREDITS") return this.#apply(run, pauseWithReason(run, error.message));
    if (error.code === "ALREADY_RUNNING") return RETRY_MS;
    if (error.status < 500) return this.#apply(run, skipBatch(run, error.message));
    throw error;
  }

  /** Cancels the queued items of the batch. Afterwards, no further item starts. */
  async #stopBatch(run: RunState, { job_id }: RunBatch) {
    try {
      await cancelJob(runContext(run), job_id);
    } catch (error) {
      if (!(error instanceof ApiError && error.code === "NOT_FOUND")) throw error;
    }
  }

  /** The run, from D1 if the stored copy may be stale: in a new instance, and after a failed store. */
  async #load(site?: SiteRef): Promise<RunState | null> {
    const cached = this.ctx.storage.kv.get<RunState>(RUN) ?? null;
    const { account_id, site_id } = site ?? cached ?? {};
    if (account_id === undefined || site_id === undefined || (cached && this.#isCurrent)) return cached;
    const stored = await findLastRun(systemCtx(account_id, "automation"), site_id);
    if (!stored) return cached;
    this.#cache(stored);
    if (stored.status === "running" && (await this.ctx.storage.getAlarm()) === null)
      await this.ctx.storage.setAlarm(Date.now());
    return stored;
  }

  #cache(run: RunState): RunState {
    this.ctx.storage.kv.put(RUN, run);
    this.#isCurrent = true;
    this.#notifyWaiters();
    return run;
  }

  #notifyWaiters() {
    this.#version++;
    for (const notify of this.#waiters) notify();
    this.#waiters.clear();
  }

  /** Stores the run and its log lines. Returns false if the site was deleted; then this object is emptied. */
  async #store(run: RunState, lines: Decision["lines"]): Promise<boolean> {
    this.#isCurrent = false;
    const isStored = await storeRun(runContext(run), run, lines);
    if (isStored) this.#cache(run);
    else await this.ctx.storage.deleteAll().then(() => this.#notifyWaiters());
    this.#heartbeatAt = Date.now();
    return isStored;
  }

  /** Runs work one at a time, so that an alarm and a command never change the same state concurrently. */
  #serialise<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work, work);
    this.#turn = turn.catch(() => {});
    return turn;
  }
}

const runContext = ({ account_id, run_id }: Pick<RunState, "account_id" | "run_id">): Ctx =>
  systemCtx(account_id, run_id);
