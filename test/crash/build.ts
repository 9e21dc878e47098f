// Builds the worker as `wrangler deploy` does, without deploying it.
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
const env = { ...process.env, PATH: `${root}node_modules/.bin:${process.env.PATH}` };

/** The folder that holds the bundle. With an address, the bundle's crash points report there. */
export function build(address?: string): string {
  const folder = mkdtempSync(join(tmpdir(), "igny8-bundle-"));
  const define = address ? ["--define", `CRASH_POINTS:${JSON.stringify(address)}`] : [];
  execFileSync("node", ["scripts/copy-assets.mjs"], { cwd: root, env });
  execFileSync("wrangler", ["deploy", "--dry-run", "--outdir", folder, ...define], {
    cwd: root,
    env: { ...env, WRANGLER_SEND_METRICS: "false" },
    stdio: "pipe",
  });
  return folder;
}
