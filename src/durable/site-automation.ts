import { DurableObject } from "cloudflare:workers";
import { ulid } from "ulidx";
import { type Ctx, systemCtx } from "../db/context";
import { ApiError } from "../lib/errors";
import { log, errorMessage } from "../lib/log";
import { SECOND_MS } from "../lib/time";
import { loadJobFacts } from "../modules/automation/run-facts";
import { type RunCommand, runCommands } from "../modules/automation/run-commands";
import {
  atCap,
  type Decision,
  decide,
  type NewLogLine,
  pauseFor,
  skipBatch,
} from "../modules/automation/run-decisions";
import {
  type Batch,
  creditsLeft,
  isActive,
  stageModel,
  newRun,
  remainingCapacity,
  type RunConfig,
  type RunState,
} from "../modules/automation/run-state";
import { beat, findLastRun, insertRun, storeRun } from "../modules/automation/run-store";
import { getStage, listWaiting } from "../modules/automation/stages";
import { cancelJob, CreditLimitExceeded } from "../modules/jobs/jobs.service";

const RUN = "run";
const LAST_DUE = "last_due";
/** Steps per alarm before commands may run in between. */
const STEPS = 25;
const BEAT_MS = 30 * SECOND_MS;
const RETRY_MS = 2 * SECOND_MS;
const MAX_RETRY_MS = 60 * SECOND_MS;

type SiteRef = { account_id: number; site_id: number };
type RunOrder = SiteRef & {
  trigger_type: RunState["trigger_type"];
  started_by?: number | null;
  config: RunConfig;
  /** When a scheduled run was due, so that a repeated tick does not start a second run. */
  due?: string;
};
export type Started = { started: boolean; run: RunState };

/**
 * One object per site: the only writer of its automation run. D1 has its history and everything it needs to continue.
 */
export class SiteAutomation extends DurableObject<Env> {
  #turn: Promise<unknown> = Promise.resolve();
  #beaten = 0;
  #failures = 0;
  /** Changes with every change of the run, and with every new instance of the object. */
  #version = Date.now();
  #waiting = new Set<() => void>();
  /** Whether the stored run is known to equal D1's: D1 is written first. */
  #isCurrent = false;

  start({ trigger_type, started_by = null, config, due, ...place }: RunOrder): Promise<Started> {
    return this.#inTurn(async () => {
      const active = await this.#load(place);
      if (active && isActive(active)) return { started: false, run: active };
      if (due && active && this.ctx.storage.kv.get<string>(LAST_DUE) === due)
        return { started: false, run: active };
      const started_at = new Date().toISOString();
      const fields = { run_id: ulid(), ...place, trigger_type, started_by, started_at };
      const run = newRun(fields, config);
      this.#isCurrent = false;
      if (!(await insertRun(runContext(run), run))) {
        const other = await this.#load(place);
        if (other && isActive(other)) return { started: false, run: other };
        throw new Error("the run could not be stored");
      }
      if (due) this.ctx.storage.kv.put(LAST_DUE, due);
      this.#keep(run);
      await this.ctx.storage.setAlarm(Date.now());
      return { started: true, run };
    });
  }

  /** Null if the site has no active run. Once acknowledged, nothing more of the run begins until it is resumed. */
  command(command: RunCommand, place: SiteRef): Promise<RunState | null> {
    return this.#inTurn(async () => {
      const before = await this.#load(place);
      if (!before || !isActive(before)) return null;
      const after = runCommands[command](before);
      const lines: NewLogLine[] = command === "resume" ? [{ level: "info", message: "Resumed" }] : [];
      if (after !== before && !(await this.#store(after, lines))) return null;
      // Also on repetition: the first attempt may have died before this.
      if (after.wish && after.batch) await this.#stopBatch(after, after.batch);
      if (after.wish && !after.batch) await this.#step();
      if (after.status === "running") await this.ctx.storage.setAlarm(Date.now());
      return this.ctx.storage.kv.get<RunState>(RUN) ?? null;
    });
  }

  /** Returns the version when it differs from `since`, or after `patience` ms. */
  async changed(since: number, patience: number): Promise<number> {
    if (this.#version !== since) return this.#version;
    let tell = () => {};
    await Promise.race([
      new Promise<void>((resolve) => this.#waiting.add((tell = resolve))),
      scheduler.wait(patience),
    ]);
    this.#waiting.delete(tell);
    return this.#version;
  }

  /** From the cron tick: continues a stalled run from what is stored. */
  wake(place: SiteRef): Promise<void> {
    return this.#inTurn(async () => {
      const run = await this.#load(place);
      if (run?.status === "running") await this.ctx.storage.setAlarm(Date.now());
    });
  }

  override async alarm() {
    try {
      const wait = await this.#inTurn(() => this.#advance());
      this.#failures = 0;
      if (wait !== null) await this.ctx.storage.setAlarm(Date.now() + wait);
    } catch (error) {
      // An alarm that throws is retried six times and then dropped permanently.
      log.error("automation step failed", { error: errorMessage(error), failures: ++this.#failures });
      await this.ctx.storage.setAlarm(Date.now() + Math.min(MAX_RETRY_MS, RETRY_MS * 2 ** this.#failures));
    }
  }

  /** Steps until the run has to wait; returns the time in ms, or null if the run rests. */
  async #advance(): Promise<number | null> {
    for (let step = 0; step < STEPS; step++) {
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
    const looks = !run.batch && !run.wish && run.not_before <= now;
    const waiting = looks
      ? await listWaiting(ctx, run.site_id, getStage(run.stage), run, remainingCapacity(run))
      : [];
    return this.#carryOut(run, decide(run, { now, job, waiting, next_job_id: ulid() }));
  }

  /** Decisions are stored before they are carried out, so that after a crash they are carried out once. */
  async #carryOut(before: RunState, { state, action, lines }: Decision): Promise<number | null> {
    if (state !== before && !(await this.#store(state, lines))) return null;
    if (action.type === "start") return this.#begin(state, action.batch);
    if (action.type === "rest") return null;
    if (action.type === "again") return 0;
    if (Date.now() - this.#beaten > BEAT_MS) {
      await beat(runContext(state), state.run_id);
      this.#beaten = Date.now();
    }
    return action.ms;
  }

  async #begin(run: RunState, batch: Batch): Promise<number | null> {
    const ctx = runContext(run);
    const { run_id, stage } = run;
    const origin = { id: batch.job_id, run_id, stage, limit: creditsLeft(run), model_id: stageModel(run) };
    try {
      const begun = await getStage(run.stage).begin(ctx, run.site_id, batch.ids, run.config, origin);
      if (begun === null) return this.#carryOut(run, skipBatch(run, "its items were deleted"));
      if ("task_id" in begun) return RETRY_MS / 4;
      const { state, lines } = decide(run, {
        now: Date.now(),
        job: { state: "ended", ...begun, cancelled: 0, credits: 0 },
        waiting: [],
        next_job_id: "",
      });
      return this.#carryOut(run, { state, action: { type: "again" }, lines });
    } catch (error) {
      return this.#afterRefusal(run, error);
    }
  }

  /** The job was refused: without credits the run pauses; if other work holds the rows, it retries later. */
  async #afterRefusal(run: RunState, error: unknown): Promise<number | null> {
    if (error instanceof CreditLimitExceeded) return this.#carryOut(run, atCap(run));
    if (!(error instanceof ApiError)) throw error;
    if (error.code === "INSUFFICIENT_CREDITS") return this.#carryOut(run, pauseFor(run, error.message));
    if (error.code === "ALREADY_RUNNING") return RETRY_MS;
    if (error.status < 500) return this.#carryOut(run, skipBatch(run, error.message));
    throw error;
  }

  /** Cancels the part of the batch that has not begun: after this, none of its items begins. */
  async #stopBatch(run: RunState, { job_id }: Batch) {
    try {
      await cancelJob(runContext(run), job_id);
    } catch (error) {
      if (!(error instanceof ApiError && error.code === "NOT_FOUND")) throw error;
    }
  }

  /** The run, from D1 if the stored copy may be stale: in a new instance, and after a failed store. */
  async #load(place?: SiteRef): Promise<RunState | null> {
    const kept = this.ctx.storage.kv.get<RunState>(RUN) ?? null;
    const at = place ?? kept;
    if (!at || (kept && this.#isCurrent)) return kept;
    const stored = await findLastRun(systemCtx(at.account_id, "automation"), at.site_id);
    if (!stored) return kept;
    this.#keep(stored);
    if (stored.status === "running" && (await this.ctx.storage.getAlarm()) === null)
      await this.ctx.storage.setAlarm(Date.now());
    return stored;
  }

  #keep(run: RunState): RunState {
    this.ctx.storage.kv.put(RUN, run);
    this.#isCurrent = true;
    this.#tell();
    return run;
  }

  #tell() {
    this.#version++;
    for (const tell of this.#waiting) tell();
    this.#waiting.clear();
  }

  /** False if the site was deleted: then the run has ended, and nothing of it remains here. */
  async #store(run: RunState, lines: Decision["lines"]): Promise<boolean> {
    this.#isCurrent = false;
    const isThere = await storeRun(runContext(run), run, lines);
    if (isThere) this.#keep(run);
    else await this.ctx.storage.deleteAll().then(() => this.#tell());
    this.#beaten = Date.now();
    return isThere;
  }

  /** Serialises work: an alarm and a command never work on the same state. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work, work);
    this.#turn = turn.catch(() => {});
    return turn;
  }
}

const runContext = ({ account_id, run_id }: Pick<RunState, "account_id" | "run_id">): Ctx =>
  systemCtx(account_id, run_id);
