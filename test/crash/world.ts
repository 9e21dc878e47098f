// One worker with its storage, which is killed at the armed points and started again on the same storage.
import { type ChildProcess, fork } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import type { Controller } from "./controller.ts";

export type Row = Record<string, any>;
type Reply = { status: number; body: any };
export const OWNER = { email: "owner@example.com", password: "correct horse battery" };
export class Died extends Error {}

const SERVE = fileURLToPath(new URL("serve.ts", import.meta.url));
/** How long the machine is down after each kill: longer than any lease. */
const DOWN = "-10 minutes";
const TICK_MS = 700;
const stamp = (column: string) => `strftime('%Y-%m-%dT%H:%M:%fZ', ${column}, '${DOWN}')`;

export class World {
  kills = 0;
  /** Items that were under way when the worker died: the most that may have to be asked for again. */
  interrupted = 0;
  readonly storage = mkdtempSync(join(tmpdir(), "igny8-crash-"));
  readonly #bundle: string;
  readonly #bindings: Record<string, string>;
  readonly controller: Controller;
  #child: ChildProcess | null = null;
  /** The next process, which has loaded its modules already. */
  #spare: ChildProcess | null = null;
  #origin = "";
  #asked = 0;
  #answers = new Map<number, (answer: { rows?: Row[][]; error?: string }) => void>();
  token = "";

  constructor(
    bundle: string,
    controller: Controller,
    template?: World,
    bindings: Record<string, string> = {},
  ) {
    this.#bundle = bundle;
    this.#bindings = { CRASH_CONTROLLER: controller.address, ...bindings };
    this.controller = controller;
    if (template) {
      cpSync(template.storage, this.storage, { recursive: true });
      this.token = template.token;
    }
  }

  get isAlive() {
    return this.#child !== null;
  }

  async start() {
    this.controller.kill = () => this.kill();
    this.controller.isUp = () => this.isAlive;
    const child = this.#spare ?? this.#fork();
    this.#spare = null;
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      child.once("exit", () => {
        if (this.#child === child) this.#child = null;
        for (const answer of this.#answers.values()) answer({ error: "died" });
        this.#answers.clear();
        reject(new Died("died while it started"));
      });
      child.on("message", (message: { origin?: string; id?: number; rows?: Row[][]; error?: string }) => {
        if (this.#child !== child) return;
        if (message.origin) {
          this.#origin = message.origin;
          this.#spare = this.#fork();
          resolve();
        } else this.#answers.get(message.id!)?.(message);
      });
      child.send({});
    });
  }

  /** A process that has loaded its modules, and waits to be told to start. */
  #fork(): ChildProcess {
    const output = process.env.CRASH_LOG ? "inherit" : "ignore";
    const args = [this.#bundle, this.storage, JSON.stringify(this.#bindings)];
    return fork(SERVE, args, { detached: true, stdio: ["ignore", output, output, "ipc"] });
  }

  /** The whole process group at once, as a power cut does it. */
  kill() {
    const child = this.#child;
    if (!child) return;
    this.#child = null;
    this.kills++;
    process.kill(-child.pid!, "SIGKILL");
  }

  /** Killed too, but of no account. */
  stop() {
    this.kill();
    this.kills = 0;
  }

  /** Starts again after the machine was down for some minutes. */
  async revive() {
    this.interrupted += this.dead("select 1 from job_items where status = 'running'").length;
    this.dead(`update job_items set due_at = ${stamp("due_at")} where status in ('queued', 'running')`);
    this.dead(`update automation_runs set heartbeat_at = ${stamp("heartbeat_at")}`);
    await this.start();
  }

  /** Rows of the database of a worker that is not running. */
  dead(sql: string): Row[] {
    const folder = join(this.storage, "d1/miniflare-D1DatabaseObject");
    const file = readdirSync(folder).find((name) => /^[0-9a-f]{64}\.sqlite$/.test(name))!;
    const db = new DatabaseSync(join(folder, file));
    try {
      return db.prepare(sql).all() as Row[];
    } finally {
      db.close();
    }
  }

  async sql(...sql: string[]): Promise<Row[][]> {
    const id = ++this.#asked;
    const answer = await new Promise<{ rows?: Row[][]; error?: string }>((resolve) => {
      if (!this.#child?.connected) return resolve({ error: "died" });
      this.#answers.set(id, resolve);
      this.#child.send({ id, sql });
    });
    this.#answers.delete(id);
    if (!this.isAlive) throw new Died();
    if (answer.error) throw new Error(answer.error);
    return answer.rows!;
  }

  async rows(sql: string): Promise<Row[]> {
    return (await this.sql(sql))[0]!;
  }

  /** One request as the owner, who signs in again when the token has run out. */
  async call(method: string, path: string, body?: unknown): Promise<Reply> {
    const reply = await this.#send(method, path, body);
    if (reply.status !== 401 || path === "/auth/login/") return reply;
    this.token = "";
    this.token = (await this.#send("POST", "/auth/login/", OWNER)).body.data.access;
    return this.#send(method, path, body);
  }

  async #send(method: string, path: string, body?: unknown): Promise<Reply> {
    try {
      const response = await fetch(`${this.#origin}/api/v1${path}`, {
        method,
        headers: {
          "Content-Type": typeof body === "string" ? "text/csv" : "application/json",
          ...(this.token && { Authorization: `Bearer ${this.token}` }),
        },
        body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
      });
      return { status: response.status, body: await response.json() };
    } catch (error) {
      throw this.isAlive ? error : new Died();
    }
  }

  tick = (cron = "*/5 * * * *") =>
    fetch(`${this.#origin}/cdn-cgi/local/scheduled?cron=${encodeURIComponent(cron)}`)
      .then((reply) => reply.arrayBuffer())
      .catch(() => null);

  async fileStatus(name: string): Promise<number> {
    try {
      return (await fetch(`${this.#origin}/media/${name}`)).status;
    } catch (error) {
      throw this.isAlive ? error : new Died();
    }
  }

  /** Does what is to be done, as often as the worker dies of it. `onDeath` looks at what is left each time. */
  async persist<T>(work: () => Promise<T>, onDeath: (world: World) => void): Promise<T> {
    for (;;) {
      if (!this.isAlive) onDeath(this);
      try {
        if (!this.isAlive) await this.revive();
        return await work();
      } catch (error) {
        if (!(error instanceof Died)) throw error;
      }
    }
  }

  /** Ticks until it is so. */
  async until(
    isSo: () => Promise<boolean>,
    onDeath: (world: World) => void,
    { patience = 60_000, cron = "*/5 * * * *" } = {},
  ) {
    let since = Date.now();
    let kills = this.kills;
    for (;;) {
      if (await this.persist(isSo, onDeath)) return;
      if (this.kills > kills) [since, kills] = [Date.now(), this.kills];
      if (Date.now() - since > patience) throw new Error(`not so within ${patience / 1000} s: ${isSo}`);
      await this.tick(cron);
      await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    }
  }

  end() {
    for (const child of [this.#child, this.#spare]) if (child) process.kill(-child.pid!, "SIGKILL");
    this.#child = this.#spare = null;
    rmSync(this.storage, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}
