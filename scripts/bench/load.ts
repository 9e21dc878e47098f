import { readFileSync } from "node:fs";
import autocannon, { type Client, type Options, type Result } from "autocannon";

export type Ask = {
  method: "GET" | "POST";
  path: string;
  token: string;
  /** The body of the nth request, where it has one. */
  body?: (n: number) => object;
  expects: number;
};
/** `cpu`: milliseconds of the process' time a request. */
export type Slice = { perSecond: number; p50: number; p99: number; cpu: number };

let serial = 0;
const headersOf = ({ token, body }: Ask) => ({
  authorization: `Bearer ${token}`,
  ...(body && { "content-type": "application/json" }),
});

/** So many requests over so many connections; it ends when all are answered, so that none is left to the next slice. */
export async function slice(
  origin: string,
  ask: Ask,
  connections: number,
  amount: number,
  pid: number,
): Promise<Slice> {
  const taken: number[] = [];
  const wrong = new Map<number, number>();
  const spent = cpuOf(pid);
  const start = performance.now();
  let last = start;
  const { body } = ask;
  const done = Promise.withResolvers<Result>();
  const options: Options = {
    url: origin + ask.path,
    method: ask.method,
    headers: headersOf(ask),
    connections,
    amount,
    timeout: 120,
    sampleInt: 50,
    ...(body && {
      requests: [{ setupRequest: (request) => ({ ...request, body: JSON.stringify(body(++serial)) }) }],
    }),
  };
  const running = autocannon(options, (error, result) => (error ? done.reject(error) : done.resolve(result)));
  running.on("response", (_client: Client, status: number, _bytes: number, time: number) => {
    taken.push(time);
    last = performance.now();
    if (status !== ask.expects) wrong.set(status, (wrong.get(status) ?? 0) + 1);
  });
  const { errors } = await done.promise;
  if (wrong.size || errors || !taken.length)
    throw new Error(
      `${ask.method} ${origin}${ask.path}: ${errors} errors, answers ${JSON.stringify([...wrong])}`,
    );
  taken.sort((a, b) => a - b);
  const quantile = (share: number) => taken[Math.min(taken.length - 1, Math.floor(share * taken.length))]!;
  return {
    perSecond: (taken.length / (last - start)) * 1000,
    p50: quantile(0.5),
    p99: quantile(0.99),
    cpu: (cpuOf(pid) - spent) / taken.length,
  };
}

/** What Linux has counted of a process' time, in ticks of 10 ms. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

export async function once(origin: string, ask: Ask, n = ++serial) {
  const response = await fetch(origin + ask.path, {
    method: ask.method,
    headers: headersOf(ask),
    body: ask.body && JSON.stringify(ask.body(n)),
  });
  const text = await response.text();
  if (response.status !== ask.expects)
    throw new Error(`${ask.method} ${origin}${ask.path}: ${response.status} ${text}`);
  return {
    body: text.replaceAll(origin, ""),
    trips: Number(response.headers.get("x-bench-trips")),
    rowsRead: Number(response.headers.get("x-bench-rows-read")),
  };
}

export const median = (values: number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};
