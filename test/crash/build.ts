// Builds the worker as `wrangler deploy` does, without deploying it, and the entry that wraps it for the crash tests.
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build as bundle } from "esbuild";

export const root = fileURLToPath(new URL("../..", import.meta.url));
const env = { ...process.env, PATH: `${root}node_modules/.bin:${process.env.PATH}` };

/** The folder that holds the bundle, whose entry is `index.js`. */
export function build(): string {
  const folder = mkdtempSync(join(tmpdir(), "igny8-bundle-"));
  execFileSync("node", ["scripts/copy-assets.mjs"], { cwd: root, env });
  execFileSync("wrangler", ["deploy", "--dry-run", "--outdir", folder], {
    cwd: root,
    env: { ...env, WRANGLER_SEND_METRICS: "false" },
    stdio: "pipe",
  });
  return folder;
}

/** The same, and beside it `crash.js`, which loads the bundle as it is and wraps its bindings. */
export async function buildForCrashes(): Promise<string> {
  const folder = build();
  await bundle({
    entryPoints: [join(root, "test/crash/worker/index.ts")],
    outfile: join(folder, "crash.js"),
    bundle: true,
    format: "esm",
    external: ["cloudflare:*", "node:*"],
    plugins: [
      {
        name: "shipped-bundle",
        setup: ({ onResolve }) =>
          onResolve({ filter: /\/src\/index$/ }, () => ({ path: "./index.js", external: true })),
      },
    ],
  });
  return folder;
}
