import type { Contestant } from "./host.ts";
import { type Ask, median, slice, type Slice } from "./load.ts";

export type Entry = { name: string; who: Contestant; origin: string; ask: Ask };
export type Measured = Omit<Entry, "origin" | "ask"> & { connections: number; slices: Slice[] };

/** Slower than that, an operation gets few rounds; and slower than that, none with 32 connections: they would only queue. */
const SLOW_MS = 30;
const TOO_SLOW_MS = 300;
const FEW_ROUNDS = 5;

export type Plan = { rounds: number; ms: number; pid: number };

/** Each entry in turn, round after round, so that what else the machine does falls on all of them alike. */
export async function measure(entries: Entry[], connections: number, { rounds, ms, pid }: Plan) {
  const probes = await inTurn(entries, ({ origin, ask }) => slice(origin, ask, 1, 5, pid));
  const slowest = Math.max(...probes.map(({ p50 }) => p50));
  if (connections > 1 && slowest > TOO_SLOW_MS) return [];
  const turns = slowest > SLOW_MS ? FEW_ROUNDS : rounds;
  const share = (perSecond: number) => Math.max(connections, Math.ceil((perSecond * ms) / 1000));
  const warm = await inTurn(entries, ({ origin, ask }, at) =>
    slice(origin, ask, connections, share(probes[at]!.perSecond), pid),
  );
  const measured = entries.map(({ name, who }): Measured => ({ name, who, connections, slices: [] }));
  for (let round = 0; round < turns; round++)
    // There and back, so that nobody always comes after the same.
    for (const at of round % 2 ? entries.keys() : [...entries.keys()].reverse()) {
      const { origin, ask } = entries[at]!;
      measured[at]!.slices.push(await slice(origin, ask, connections, share(warm[at]!.perSecond), pid));
    }
  return measured;
}

async function inTurn<T>(entries: Entry[], what: (entry: Entry, at: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (const [at, entry] of entries.entries()) results.push(await what(entry, at));
  return results;
}

export type Ratio = { median: number; from: number; to: number };

/** How much better a is than b, round by round: the median and the range. */
export function ratio(a: Measured, b: Measured, of: (slice: Slice) => number): Ratio {
  const ratios = a.slices.map((slice, at) => of(slice) / of(b.slices[at]!));
  return { median: median(ratios), from: Math.min(...ratios), to: Math.max(...ratios) };
}
export const throughput = ({ perSecond }: Slice) => perSecond;
export const thrift = ({ cpu }: Slice) => 1 / cpu;

export const middle = ({ slices }: Measured): Slice => {
  const of = (name: keyof Slice) => median(slices.map((one) => one[name]));
  return { perSecond: of("perSecond"), p50: of("p50"), p99: of("p99"), cpu: of("cpu") };
};
