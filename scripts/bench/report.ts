import { table } from "../terminal.ts";
import { type Measured, middle, type Ratio, ratio } from "./measure.ts";

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
      ["", "ours/s", "p50 ms", "p99 ms", "bare/s", "p50 ms", "p99 ms", "ours/bare (range)"],
      ours.map((one) => {
        const bare = of(one.name, "bare", connections);
        const [a, b] = [middle(one), middle(bare)];
        const name = one.who === "unlimited" ? `${one.name}, no limiter` : one.name;
        const figures = [
          figure(a.perSecond),
          ms(a.p50),
          ms(a.p99),
          figure(b.perSecond),
          ms(b.p50),
          ms(b.p99),
        ];
        return [name, ...figures, times(ratio(one, bare))];
      }),
    );
  }
  const list = (who: string, connections: number, name = "list, page 1") => of(name, who, connections);
  console.log("\nGoals\n");
  const verdicts = [1, 32].flatMap((n) => [
    verdict(
      "at least 0.9 of the bare worker, list",
      n,
      ratio(list("ours", n), list("bare", n)),
      (r) => r >= 0.9,
    ),
    verdict(
      "the large account's list at most 1.5 times the small one's",
      n,
      ratio(list("ours", n, "list, page 1 of the small account"), list("ours", n)),
      (r) => r <= 1.5,
    ),
    verdict(
      "page 2,000 at most 2 times page 1",
      n,
      ratio(list("ours", n), list("ours", n, "list, page 2,000")),
      (r) => r <= 2,
    ),
    verdict(
      "the limiter at most 1.15 times",
      n,
      ratio(list("unlimited", n), list("ours", n)),
      (r) => r <= 1.15,
    ),
  ]);
  table(["goal", "connections", "measured (range)", "verdict"], verdicts);
}

const verdict = (goal: string, connections: number, measured: Ratio, holds: (ratio: number) => boolean) => [
  goal,
  String(connections),
  times(measured),
  holds(measured.median) ? "reached" : "MISSED",
];
