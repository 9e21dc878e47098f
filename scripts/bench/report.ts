import { table } from "../terminal.ts";
import type { Contestant } from "./host.ts";
import type { Slice } from "./load.ts";
import { type Measured, middle, type Ratio, ratio, thrift, throughput } from "./measure.ts";

type Cost = { trips: number; rowsRead: number };
const figure = (value: number) => Math.round(value).toLocaleString("en");
const ms = (value: number) => value.toFixed(value < 10 ? 2 : 1);
const times = ({ median, from, to }: Ratio, as = (value: number) => value) =>
  `${as(median).toFixed(2)} (${as(from).toFixed(2)} to ${as(to).toFixed(2)})`;

/** What each asks of D1, of one request each. */
export function reportCosts(costs: [string, Cost, Cost | null][]) {
  console.log(
    "\nD1, counted by a wrapper of the binding (meta.rows_read): ours, and the hand-written batch\n",
  );
  table(
    ["", "round trips", "rows read", "bare: trips", "bare: rows"],
    costs.map(([name, ours, bare]) => [
      name,
      String(ours.trips),
      figure(ours.rowsRead),
      bare ? String(bare.trips) : "",
      bare ? figure(bare.rowsRead) : "",
    ]),
  );
}

export function report(measured: Measured[]) {
  for (const connections of [1, 32]) {
    console.log(`\n${connections} connection${connections > 1 ? "s" : ""}\n`);
    reportSpeed(measured.filter((one) => one.connections === connections));
  }
  console.log("\nWhat the limiter adds, in parts of what the operation takes without it\n");
  reportLimiter(measured);
  console.log(
    "\nGoals: medians and ranges of the ratios, round by round. Where the machine has other work, the CPU is the better judge.\n",
  );
  table(
    ["goal", "connections", "by throughput", "", "by CPU", ""],
    [1, 32].flatMap((connections) =>
      verdicts(measured.filter((one) => one.connections === connections)).map(([goal, ...judged]) => [
        goal!,
        String(connections),
        ...judged,
      ]),
    ),
  );
}

const notes: Partial<Record<Contestant, string>> = {
  unlimited: ", no limiter",
  bareKept: ", bare by kept counts",
};

const find = (measured: Measured[], name: string, who: Contestant) =>
  measured.find((one) => one.name === name && one.who === who);

function reportSpeed(measured: Measured[]) {
  const columns = ["p50 ms", "p99 ms", "CPU ms"];
  table(
    ["", "ours/s", ...columns, "bare/s", ...columns, "ours/bare", "by CPU"],
    measured
      .filter(({ who }) => who !== "bare")
      .map((one) => {
        const bare = find(measured, one.name, "bare");
        const name = one.name + (notes[one.who] ?? "");
        if (!bare) return [name, ...figures(one), "", "", "", "", "", ""];
        const ratios = [ratio(one, bare, throughput), ratio(one, bare, thrift)];
        return [name, ...figures(one), ...figures(bare), ...ratios.map((found) => times(found))];
      }),
  );
}

function reportLimiter(measured: Measured[]) {
  const names = new Set(measured.map(({ name }) => name));
  const added = (name: string, connections: number, of: (slice: Slice) => number) => {
    const at = measured.filter((one) => one.connections === connections);
    const [without, ours] = [find(at, name, "unlimited"), find(at, name, "ours")];
    return without && ours ? times(ratio(without, ours, of), (value) => value - 1) : "not measured";
  };
  table(
    ["", "1 connection: time", "CPU", "32: time", "CPU"],
    [...names].map((name) => [
      name,
      ...[1, 32].flatMap((connections) => [throughput, thrift].map((of) => added(name, connections, of))),
    ]),
  );
}

function figures(one: Measured) {
  const { perSecond, p50, p99, cpu } = middle(one);
  return [figure(perSecond), ms(p50), ms(p99), cpu.toFixed(2)];
}

function verdicts(measured: Measured[]) {
  const list = (page: string, who: Contestant = "ours") => find(measured, `list, page ${page}`, who);
  const small = list("1 of the small account");
  const goal = (
    name: string,
    a: Measured | undefined,
    b: Measured | undefined,
    holds: (ratio: number) => boolean,
  ) => [
    name,
    ...[throughput, thrift].flatMap((of) => {
      if (!a || !b) return ["not measured", ""];
      const found = ratio(a, b, of);
      return [times(found), holds(found.median) ? "reached" : "MISSED"];
    }),
  ];
  return [
    goal("at least 0.9 of the bare worker, list", list("1"), list("1", "bare"), (r) => r >= 0.9),
    goal(
      "the same of a bare worker that reads the kept counts",
      list("1"),
      list("1", "bareKept"),
      (r) => r >= 0.9,
    ),
    goal("the large account's list at most 1.5 times the small one's", small, list("1"), (r) => r <= 1.5),
    goal("page 2,000 at most 2 times page 1", list("1"), list("2,000"), (r) => r <= 2),
    goal("page 2,000 by cursor at most 2 times page 1", list("1"), list("2,000, by cursor"), (r) => r <= 2),
    goal("the limiter at most 1.15 times", list("1", "unlimited"), list("1"), (r) => r <= 1.15),
  ];
}
