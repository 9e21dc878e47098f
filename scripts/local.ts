// What the scripts share that run the worker on this machine.
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseEnv } from "node:util";

export const root = fileURLToPath(new URL("..", import.meta.url));
const SECRETS = `${root}.dev.vars`;
/** How often the local worker gets its five-minute tick: nothing else sends one here. */
const TICK_MS = 60_000;

export type Local = { origin: string; stop: () => Promise<void>; exited: Promise<number | null> };

/** Random secrets for this machine, made once. They never leave it: .dev.vars is not committed. */
export function ensureSecrets() {
  if (existsSync(SECRETS)) return;
  const key = () => `dev:${randomBytes(32).toString("base64url")}`;
  const lines = [`ENVIRONMENT=development`, `JWT_KEYS=${key()}`, `SEALING_KEYS=${key()}`];
  writeFileSync(SECRETS, `${lines.join("\n")}\n`, { mode: 0o600 });
  console.log("Made .dev.vars with random secrets");
}

/** Copies the docs pages' scripts and brings the local database up to date. */
export function prepare(storage: string, quiet: boolean) {
  ensureSecrets();
  run("node", ["scripts/copy-assets.mjs"], quiet);
  run("wrangler", ["d1", "migrations", "apply", "DB", "--local", "--persist-to", storage], quiet);
}

function run(command: string, args: string[], quiet: boolean) {
  const done = spawnSync(command, args, {
    cwd: root,
    env: localEnv(),
    stdio: quiet ? "pipe" : "inherit",
    encoding: "utf8",
  });
  if (done.status === 0) return;
  if (quiet) console.error(done.stdout, done.stderr);
  throw new Error(`${command} ${args.join(" ")} ended with status ${done.status}`);
}

/** Local binaries first, no questions asked, nothing reported to anybody. */
const localEnv = () => ({
  ...process.env,
  PATH: `${root}node_modules/.bin:${process.env.PATH}`,
  CI: "true",
  WRANGLER_SEND_METRICS: "false",
});

/** Secrets that a deployment may do without. Wrangler reads only the required ones from .dev.vars. */
const optionalSecrets = ["OPENAI_API_KEY"];

const optionalVars = () => {
  const local = parseEnv(readFileSync(SECRETS, "utf8"));
  return optionalSecrets.flatMap((name) => {
    const value = local[name] ?? process.env[name];
    return value ? ["--var", `${name}:${value}`] : [];
  });
};

/** Starts the worker and resolves once it answers. `log` gets its output, line by line as it comes. */
export async function startWorker(
  port: number,
  storage: string,
  log: (text: string) => void,
  vars: Record<string, string> = {},
): Promise<Local> {
  const args = [
    "dev",
    "--port",
    String(port),
    "--persist-to",
    storage,
    "--inspector-port",
    "0",
    "--show-interactive-dev-session=false",
    ...optionalVars(),
    ...Object.entries(vars).flatMap(([name, value]) => ["--var", `${name}:${value}`]),
  ];
  const child = spawn("wrangler", args, {
    cwd: root,
    env: localEnv(),
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  child.stdout.setEncoding("utf8").on("data", log);
  child.stderr.setEncoding("utf8").on("data", log);
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const origin = `http://localhost:${port}`;
  await untilAnswers(`${origin}/api/schema/`, exited).catch((error: unknown) => {
    end(child);
    throw error;
  });
  const tick = setInterval(() => void sendTick(origin), TICK_MS);
  const stop = async () => {
    clearInterval(tick);
    end(child);
    await exited;
  };
  return { origin, stop, exited };
}

const sendTick = (origin: string) =>
  fetch(`${origin}/cdn-cgi/local/scheduled?cron=${encodeURIComponent("*/5 * * * *")}`).catch(() => null);

/** The whole process group: wrangler starts the runtime as a process of its own. */
function end(child: ChildProcess) {
  try {
    process.kill(-child.pid!, "SIGTERM");
  } catch {
    // It has ended by itself.
  }
}

async function untilAnswers(url: string, exited: Promise<number | null>) {
  let gone = false;
  void exited.then(() => (gone = true));
  for (let tries = 0; tries < 240 && !gone; tries++) {
    const answered = await fetch(url)
      .then((response) => response.ok)
      .catch(() => false);
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(gone ? "The worker ended before it answered" : "The worker did not answer within a minute");
}
