import { table } from "../terminal.ts";
import { type Measured, middle, type Ratio, ratio, thrift, throughput } from "./measure.ts";

type Cost = { trips: number; rowsRead: number };
const figure = (value: number) => Math.round(value).toLocaleString("en");
const ms = (value: number) => value.toFixed(value < 10 ? 2 : 1);
const times = ({ median, from, to }: Ratio) =>
  `${median.toFixed(2)} (${from.toFixed(2)} to ${to.toFixed(2)})`;

/** What each asks of D1, of one request each. */
export function reportCosts(costs: [string, Cost, Cost][]) {
  console.log(
    "\nD1, counted by a wrapper of the binding (meta.rows_read): ours, and the hand-written batch\n",
  );
  table(
    ["", "round trips", "rows read", "bare: trips", "bare: rows"],
    costs.map(([name, ours, bare]) => [
      name,
      String(ours.trips),
      figure(ours.rowsRead),
      String(bare.trips),
      figure(bare.rowsRead),
    ]),
  );
}

export function report(measured: Measured[]) {
  const of = (name: string, who: string, connections: number) =>
    measured.find((one) => one.name === name && one.who === who && one.connections === connections)!;
  for (const connections of [1, 32]) {
    console.log(`\n${connections} connection${connections > 1 ? "s" : ""}\n`);
    const ours = measured.filter((one) => one.connections === connections && one.who !== "bare");
    table(
      [
        "",
        "ours/s",
        "p50 ms",
        "p99 ms",
        "CPU ms",
        "bare/s",
        "p50 ms",
        "p99 ms",
        "CPU ms",
        "ours/bare",
        "by CPU",
      ],
      ours.map((one) => {
        const bare = of(one.name, "bare", connections);
        const name = one.who === "unlimited" ? `${one.name}, no limiter` : one.name;
        const ratios = [ratio(one, bare, throughput), ratio(one, bare, thrift)];
        return [name, ...figures(one), ...figures(bare), ...ratios.map(times)];
      }),
    );
  }
  console.log("\nGoals (ratios of the throughput, and of the requests a second of CPU)\n");
  const page = (name: string) => `list, page ${name}`;
  const verdicts = [1, 32].flatMap((n) => {
    const list = of(page("1"), "ours", n);
    const compare = (goal: string, a: Measured, b: Measured, holds: (ratio: number) => boolean) => {
      const byThroughput = ratio(a, b, throughput);
      return [
        goal,
        String(n),
        times(byThroughput),
        times(ratio(a, b, thrift)),
        holds(byThroughput.median) ? "reached" : "MISSED",
      ];
    };
    const small = of(page("1 of the small account"), "ours", n);
    return [
      compare("at least 0.9 of the bare worker, list", list, of(page("1"), "bare", n), (r) => r >= 0.9),
      compare("the large account's list at most 1.5 times the small one's", small, list, (r) => r <= 1.5),
      compare("page 2,000 at most 2 times page 1", list, of(page("2,000"), "ours", n), (r) => r <= 2),
      compare("the limiter at most 1.15 times", of(page("1"), "unlimited", n), list, (r) => r <= 1.15),
    ];
  });
  table(["goal", "connections", "throughput (range)", "CPU (range)", "verdict"], verdicts);
}

function figures(one: Measured) {
  const { perSecond, p50, p99, cpu } = middle(one);
  return [figure(perSecond), ms(p50), ms(p99), cpu.toFixed(2)];
}
