// Builds the worker as a deployment is built, and runs it and the bare one in one workerd, on Miniflare itself.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname } from "node:path";
import { build } from "esbuild";
import { convertV4MiniflareOptions, Miniflare, type V4WorkerOptions } from "miniflare";
import { unstable_getMiniflareWorkerOptions as optionsOf } from "wrangler";
import { root } from "../local.ts";
import { counted, withoutLimiter } from "./entries.ts";

export const contestants = ["ours", "unlimited", "counted", "bare", "bareKept", "countedBare"] as const;
export type Contestant = (typeof contestants)[number];
export type Host = { mf: Miniflare; origins: Record<Contestant, string>; notes: string[]; pid: number };

// Its news of a configuration without secrets is none: they are given below.
process.env.WRANGLER_LOG = "error";

/** Limits hold in so many milliseconds instead of a minute: 300 in it are 3,000 a second. */
const WINDOW_MS = 100;

function run(command: string, args: string[]) {
  const env = { ...process.env, CI: "true", WRANGLER_SEND_METRICS: "false" };
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: root, encoding: "utf8", env });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${error?.message ?? stdout + stderr}`);
}

/** `wrangler deploy --dry-run`, with the limiter's window cut in its output. */
function buildWorker(out: string): string[] {
  run(process.execPath, ["scripts/copy-assets.mjs"]);
  run(`${root}node_modules/.bin/wrangler`, ["deploy", "--dry-run", "--outdir", out]);
  // Its name has a number where another module has one of the same name.
  const minute = /(?<=^var WINDOW_MS\d* = )6e4(?=;)/gm;
  const text = readFileSync(`${out}/index.js`, "utf8");
  if (text.match(minute)?.length !== 1) throw new Error("WINDOW_MS is not once in the built worker");
  writeFileSync(`${out}/index.js`, text.replace(minute, String(WINDOW_MS)));
  return [
    `limits: in the built worker the limiter's window is cut from 60 s to ${WINDOW_MS / 1000} s, so that 300 requests a minute are`,
    "  3,000 a second, and the door keeps as many hits as that of a busy account; nothing in src/ is changed",
  ];
}

async function buildBare(out: string) {
  await build({
    entryPoints: [`${root}scripts/bench/bare.ts`],
    outfile: `${out}/bare.js`,
    bundle: true,
    format: "esm",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
    logLevel: "warning",
  });
}

const modulesOf = (out: string, entry: string, main: string) => [
  { type: "ESModule" as const, path: `${out}/entry-${main}`, contents: entry },
  { type: "ESModule" as const, path: `${out}/index.js`, contents: readFileSync(`${out}/${main}`, "utf8") },
  ...(main === "index.js" ? dataOf(out) : []),
];

/** What a deployment takes other files for, by their endings. */
const kinds = { ".wasm": "CompiledWasm", ".ttf": "Data", ".txt": "Text" } as const;

const dataOf = (out: string) =>
  readdirSync(out).flatMap((name) => {
    const type = kinds[extname(name) as keyof typeof kinds];
    return type
      ? [{ type: type as "Data", path: `${out}/${name}`, contents: readFileSync(`${out}/${name}`) }]
      : [];
  });

const plain = `import worker from "./index.js"; export * from "./index.js"; export default worker;`;
const entries: Record<Contestant, [string, string]> = {
  ours: [plain, "index.js"],
  unlimited: [withoutLimiter, "index.js"],
  counted: [counted, "index.js"],
  bare: [plain, "bare.js"],
  bareKept: [plain, "bare.js"],
  countedBare: [counted, "bare.js"],
};

/** Bindings as in wrangler.toml; each worker on a socket of its own, without Miniflare's proxies. */
export async function startHost(
  folder: string,
  secrets: Record<string, string>,
  inspectorPort?: number,
): Promise<Host> {
  const out = `${folder}/built`;
  const notes = buildWorker(out);
  await buildBare(out);
  const { assets: _, ...configured } = optionsOf(`${root}wrangler.toml`).workerOptions;
  const workers = contestants.map((name): V4WorkerOptions => {
    const [entry, main] = entries[name];
    return {
      ...configured,
      name,
      modulesRoot: out,
      modules: modulesOf(out, entry, main),
      bindings: {
        ...(configured.bindings as object),
        ...secrets,
        ...(name === "bareKept" && { KEPT: "1" }),
      },
      serviceBindings: { ASSETS: () => new Response(null, { status: 404 }) as never },
      ...(main === "bare.js" && { durableObjects: {} }),
      ...(name !== "ours" && { queueConsumers: {} }),
      unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
    };
  });
  const shared = {
    ...(inspectorPort && { inspectorPort }),
    host: "127.0.0.1",
    port: 0,
    defaultPersistRoot: `${folder}/state`,
  };
  const mf = new Miniflare(convertV4MiniflareOptions({ ...shared, workers }));
  await mf.ready;
  const origins = {} as Host["origins"];
  for (const name of contestants) origins[name] = (await mf.unsafeGetDirectURL(name)).origin;
  return { mf, origins, notes, pid: workerdOf(process.pid) };
}

function workerdOf(parent: number): number {
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name) || !existsSync(`/proc/${name}/stat`)) continue;
    const [, comm, fields] = /\((.*)\) (.*)/.exec(readFileSync(`/proc/${name}/stat`, "utf8"))!;
    if (comm === "workerd" && Number(fields!.split(" ")[1]) === parent) return Number(name);
  }
  throw new Error("no workerd among this process' children");
}
