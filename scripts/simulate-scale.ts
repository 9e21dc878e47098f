// What a million sites ask of each part: npm run simulate. The counts of a run are measured by test/databases/measured.test.ts.

/** Measured: one scheduled run of 20 keywords to 12 articles with 24 images, embedded provider, nothing published. */
const RUN = { trips: 839, rows_written: 2978, rows_read: 12_483, messages: 53, alarms: 54, bytes: 233_472 };

const SITES = 1_000_000;
const SHARE_NIGHTLY = 0.1;
/** Assumed: how much of the runs each wall time has. */
const times: [hour: number, share: number][] = [
  [2, 0.5],
  [0, 0.15],
  [3, 0.15],
  [1, 0.1],
  [6, 0.1],
];
/** Assumed: the zones of the accounts, as hours from UTC. */
const zones: [offset: number, share: number][] = [
  [-8, 0.1],
  [-6, 0.1],
  [-5, 0.2],
  [0, 0.15],
  [1, 0.2],
  [2, 0.05],
  [5.5, 0.1],
  [8, 0.05],
  [10, 0.05],
];
/** Assumed: how long a run lasts once it has started, with a model that takes seconds a call. */
const RUN_S = 3_600;
const TICK_S = 300;
const TICK_SIZE = 500;
const DAY_S = 86_400;

const DATABASE_BYTES = 10e9;

function random(seed: number) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function pick<T>(choices: readonly (readonly [T, number])[], at: number): T {
  let left = at;
  for (const [choice, share] of choices) if ((left -= share) < 0) return choice;
  return choices.at(-1)![0];
}

/** Runs that fall due in each tick of a day, in each database. */
function dueByTick(databases: number): number[][] {
  const next = random(7);
  const due = Array.from({ length: databases }, () => Array.from({ length: DAY_S / TICK_S }, () => 0));
  for (let site = 0; site < SITES * SHARE_NIGHTLY; site++) {
    const hour = (pick(times, next()) - pick(zones, next()) + 24) % 24;
    due[Math.floor(next() * databases)]![(hour * 3_600) / TICK_S]!++;
  }
  return due;
}

/** Starts as many a tick as it may, for two days, so that what waits over midnight is counted; tells of the second. */
function simulate(due: number[], perTick: number) {
  const ticks = due.length;
  const started: number[] = [];
  let waiting = 0;
  let oldestWait = 0;
  for (let tick = 0; tick < ticks * 2; tick++) {
    waiting += due[tick % ticks]!;
    const now = Math.min(waiting, perTick);
    waiting -= now;
    started.push(now);
    oldestWait = Math.max(oldestWait, perTick ? (waiting / perTick) * (TICK_S / 60) : 0);
  }
  const underWay = started.map((_, tick) =>
    started.slice(Math.max(0, tick - RUN_S / TICK_S + 1), tick + 1).reduce((sum, count) => sum + count, 0),
  );
  const peak = Math.max(...underWay.slice(ticks));
  return { peak, left: waiting, latestMinutes: oldestWait };
}

const whole = (value: number) => Math.round(value).toLocaleString("en");

function report(databases: number, perTick: number) {
  const parts = dueByTick(databases).map((due) => simulate(due, perTick));
  const worst = parts.reduce((one, other) => (other.peak > one.peak ? other : one));
  const runs = (SITES * SHARE_NIGHTLY) / databases;
  const rate = (count: number) => (worst.peak * count) / RUN_S;
  const peakAll = parts.reduce((sum, { peak }) => sum + peak, 0);
  return [
    databases,
    perTick === Infinity ? "none" : perTick,
    whole((runs * RUN.trips) / DAY_S),
    whole(rate(RUN.trips)),
    whole(rate(RUN.rows_written)),
    whole((peakAll * RUN.messages) / RUN_S),
    whole(Math.max(...parts.map(({ latestMinutes }) => latestMinutes))),
    whole(parts.reduce((sum, { left }) => sum + left, 0)),
    (DATABASE_BYTES / (runs * RUN.bytes)).toFixed(1),
    whole(Math.min(perTick, 1e9) === 1e9 ? 0 : perTick * databases),
  ];
}

const head = [
  "databases",
  "runs a tick each",
  "trips/s each, average",
  "trips/s each, peak",
  "rows written/s each, peak",
  "messages/s of the queue, peak",
  "latest start, min",
  "never started in 2 days",
  "days to 10 GB each",
  "updates of one cron invocation",
];
console.log(`| ${head.join(" | ")} |\n|${head.map(() => "---:").join("|")}|`);
for (const databases of [1, 2, 4, 8, 16, 32, 64, 128, 256]) {
  console.log(`| ${report(databases, TICK_SIZE).join(" | ")} |`);
  console.log(`| ${report(databases, Infinity).join(" | ")} |`);
}
console.log(`\nOne site's object: ${(RUN.alarms / RUN_S).toFixed(3)} alarms/s while it runs.`);
