// Measures the built worker beside a bare one, in one workerd, in alternating slices. `--million` for 1,000,000 rows.
import { mkdtempSync, rmSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { asksOf, type Asks } from "./bench/asks.ts";
import { startHost, type Host } from "./bench/host.ts";
import { once } from "./bench/load.ts";
import { type Entry, type Measured, measure } from "./bench/measure.ts";
import { report, reportCosts } from "./bench/report.ts";
import { type Account, anAccount, migrate } from "./bench/rows.ts";
import { isDeepStrictEqual } from "node:util";
import { duration } from "./terminal.ts";

const LARGE = process.argv.includes("--million") ? 1_000_000 : 100_000;
const SLICES = 7;
const SLICE_MS = 600;
const folder = mkdtempSync(join(tmpdir(), "igny8-bench-"));
const secret = randomBytes(32).toString("base64url");
const start = performance.now();
const say = (text: string) => console.log(`[${duration(Math.round(performance.now() - start))}] ${text}`);
let host: Host | undefined;

async function seed({ mf }: Host): Promise<[Account, Account]> {
  const db = (await mf.getD1Database("DB", "ours")) as never;
  await migrate(db);
  const small = await anAccount(db, 1_000, secret);
  return [small, await anAccount(db, LARGE, secret)];
}

/** The bare worker is no yardstick unless it gives the same answers. */
async function compare({ origins }: Host, asks: Asks) {
  for (const [name, ask] of Object.entries(asks)) {
    const creates = name === "create";
    const [ours, ...others] = await Promise.all(
      [origins.ours, origins.bare, origins.bareKept].map(async (origin, n) =>
        parsed((await once(origin, ask, creates ? -n : 0)).body, creates),
      ),
    );
    for (const bare of others)
      if (!isDeepStrictEqual(ours, bare))
        throw new Error(`${name}: the answers differ\n${JSON.stringify(ours)}\n${JSON.stringify(bare)}`);
  }
}

/** What two new keywords cannot have in common is left out. */
const parsed = (text: string, isNew: boolean): unknown =>
  JSON.parse(text, (key, value) =>
    isNew && ["id", "keyword", "created_at", "updated_at"].includes(key) ? undefined : value,
  );

async function costs({ origins }: Host, asks: Asks) {
  const rows: Parameters<typeof reportCosts>[0] = [];
  for (const [name, ask] of Object.entries(asks))
    rows.push([
      name,
      await once(origins.counted, ask),
      name === FOLLOWED ? null : await once(origins.countedBare, ask),
    ]);
  return rows;
}

const trio = ["ours", "unlimited", "bare"] as const;
const DEEP = "list, page 2,000";
const FOLLOWED = `${DEEP}, by cursor`;

/** The 2,000th page as `next` of the one before names it: a client that follows it comes there by cursor. */
async function followed({ origins }: Host, { [DEEP]: ask }: Asks) {
  const before = { ...ask!, path: ask!.path.replace("page=2000", "page=1999") };
  const { next } = JSON.parse((await once(origins.ours, before)).body) as { next: string };
  return { ...ask!, path: next };
}

/** Where the hand-written batch may count rows, or read counts that are kept. */
const counting = ["list, page 1", "create"];

/** The list's variants take turns with each other, every other operation with its twins. */
function groups({ origins }: Host, small: Asks, large: Asks): Entry[][] {
  const all = (name: string, asks: Asks, at: string): Entry[] =>
    [...trio, ...(counting.includes(name) ? ["bareKept" as const] : [])].map((who) => ({
      name: at,
      who,
      origin: origins[who],
      ask: asks[name]!,
    }));
  const list = [
    ...all("list, page 1", small, "list, page 1 of the small account"),
    ...["list, page 1", "list, page 3", DEEP].flatMap((name) => all(name, large, name)),
    // The bare worker knows no cursors.
    ...all(FOLLOWED, large, FOLLOWED).filter(({ who }) => who !== "bare"),
  ];
  return [list, ...["search", "get", "create", "bulk of 100"].map((name) => all(name, large, name))];
}

async function main() {
  host = await startHost(folder, { JWT_KEYS: `bench:${secret}`, SEALING_KEYS: `bench:${secret}` });
  say("the built worker and the bare one run");
  const [small, large] = await seed(host);
  const [smallAsks, largeAsks] = [asksOf(small), asksOf(large)];
  say(`accounts with 1,000 and ${LARGE.toLocaleString("en")} keywords`);
  await compare(host, largeAsks);
  say("both give the same answers");
  largeAsks[FOLLOWED] = await followed(host, largeAsks);
  reportCosts(await costs(host, { ...prefixed(smallAsks), ...largeAsks }));
  const measured: Measured[] = [];
  for (const connections of [1, 32])
    for (const group of groups(host, smallAsks, largeAsks)) {
      const found = await measure(group, connections, { rounds: SLICES, ms: SLICE_MS, pid: host.pid });
      measured.push(...found);
      const left = found.length ? "" : ": left out, too slow to queue";
      say(`${group.at(-1)!.name}, ${connections} connections${left}`);
    }
  console.log(
    `\n${cpus().length} cores, ${cpus()[0]!.model}, load ${loadavg()[0]!.toFixed(1)}; ${SLICES} slices of ${SLICE_MS} ms, medians (of an operation that takes long, 5)`,
  );
  for (const note of host.notes) console.log(note);
  report(measured);
}

const prefixed = (asks: Asks): Asks => ({ "list, page 1 of the small account": asks["list, page 1"]! });

async function stop() {
  await host?.mf.dispose();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void stop().finally(() => process.exit(1)));
await main().finally(stop);
