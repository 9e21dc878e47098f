// A real WordPress for tests: on a free port, in a folder of its own that goes with it.
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { freePort } from "../../../scripts/temporary-worker.ts";

const SCRIPT = fileURLToPath(new URL("start.sh", import.meta.url));
export const BRIDGE_KEY = "bridge-key-of-the-test";

type User = { username: string; application_password: string; login_password: string };
type Fault = { match: string; fault: string; times?: number; [more: string]: unknown };
type Role = "admin" | "editor" | "author" | "contributor" | "subscriber";

export type Site = {
  url: string;
  users: Record<Role, User>;
  /** What hosts and plugins do to it, until the next call. */
  afflict: (faults?: Fault[], switches?: Record<string, boolean>) => void;
  /** Runs PHP in the site, and tells what it echoes. */
  php: (code: string) => Promise<string>;
  /** What it was asked since the start: method and path. */
  asked: () => string[];
  stop: () => Promise<void>;
};

const PRELUDE = `define('WP_USE_THEMES', false); $_SERVER += array('SERVER_PROTOCOL' => 'HTTP/1.1', 'REQUEST_METHOD' => 'GET',
  'REMOTE_ADDR' => '127.0.0.1', 'HTTP_HOST' => getenv('TB_HOST'), 'REQUEST_URI' => '/'); require 'wp-load.php';`;

export async function startSite(settings: Record<string, string> = {}): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), "igny8-wordpress-"));
  const port = await freePort();
  const options = { env: { ...process.env, WP_BRIDGE_KEY: BRIDGE_KEY, ...settings }, maxBuffer: 1 << 20 };
  const { stdout } = await promisify(execFile)("bash", [SCRIPT, String(port), folder], options).catch(
    (error: unknown) => {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    },
  );
  const { url, users } = JSON.parse(stdout);
  const write = (name: string, value: unknown) => writeFileSync(join(folder, name), JSON.stringify(value));
  return {
    url,
    users,
    afflict: (faults = [], switches = {}) => {
      write("faults.json", faults);
      write("switches.json", switches);
    },
    php: async (code) => {
      const cwd = join(folder, "wordpress");
      const env = { ...process.env, TB_HOST: new URL(url).host };
      return (await promisify(execFile)("php", ["-r", PRELUDE + code], { cwd, env })).stdout;
    },
    asked: () => {
      const lines = readFileSync(join(folder, "access.log"), "utf8").trim().split("\n");
      return lines.map((line) => line.split(" ").slice(1, 3).join(" "));
    },
    stop: async () => {
      const pid = Number(readFileSync(join(folder, "server.pid"), "utf8"));
      // The whole group: php leaves its workers behind.
      process.kill(-pid, "SIGTERM");
      await new Promise((resolve) => setTimeout(resolve, 300));
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
