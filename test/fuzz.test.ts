import fc from "fast-check";
import { expect, it } from "vitest";
import { aPeer, freshAddress } from "./auth/helpers";
import { aColleague, type Person } from "./factories";
import { as, isJson, readText, type Reply } from "./harness";
import { fakeWordPress } from "./integration/fake-wordpress";
import { aWorld, cases, operations, requestOf, type World } from "./walk-cases";

const REQUESTS = 5_000;
const A_WORLD = 60;
const AT_ONCE = 10;
/** No machine is so slow: a request without an answer by then has none. */
const SLOW_MS = 60_000;
const SEED = 20_261_124;
const MISSING = Symbol("missing");

const numbers = [
  0,
  -1,
  1,
  0.5,
  -0,
  99,
  101,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32,
  2 ** 53 - 1,
  2 ** 53,
  -(2 ** 53),
  1e21,
  1e308,
];
const words = `null NaN -Infinity 1e9 0x10 true [] __proto__ constructor % %_ " '-- =1+1 ../../.. 2026-02-30
  2026-01-01 9999-12-31T23:59:59Z 2026-01-01T00:00:00+99:99 a@b.c a,b,,draft <script>alert(1)</script> 👩‍👩‍👧‍👦 İıſß ﷺ`;
const signs = ["", " ", "\0", "\u0001\u007f", "\ud800", "\udfff\ud800", "\ufeff", "\u202eevil", "e\u0301"];
const long = ["<p><b>".repeat(500), "a".repeat(81), "x".repeat(201), "é".repeat(5_000), "x ".repeat(40_000)];
const strings = [...words.split(/\s+/), ...signs, ...long, "[".repeat(9_000), "\n".repeat(3_000)];
const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...strings) },
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.webUrl(),
  fc.domain(),
);
const number = fc.oneof(fc.constantFrom(...numbers), fc.integer(), fc.double({ noNaN: true }));
const deep = (depth: number): unknown => (depth ? [deep(depth - 1)] : []);
const anything = fc.oneof(
  { weight: 4, arbitrary: text },
  { weight: 4, arbitrary: number },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], deep(500)) },
  { weight: 2, arbitrary: fc.array(fc.oneof(number, text), { maxLength: 6 }) },
  fc.array(fc.nat(300), { minLength: 90, maxLength: 130 }),
  fc.constantFrom(JSON.parse('{"__proto__":{"a":1}}'), { toString: 1 }, { length: -1 }, { $ne: null }),
  fc.jsonValue({ maxDepth: 4 }),
);

const change = fc.record({
  /** Which field, modulo how many there are. */
  at: fc.nat(9_999),
  value: fc.oneof(
    { weight: 5, arbitrary: anything },
    { weight: 1, arbitrary: fc.constant<unknown>(MISSING) },
  ),
});
const odd = [
  "0",
  "-1",
  "1e9",
  "abc",
  "%00",
  "9007199254740993",
  "9007199254740991",
  "%",
  "%zz",
  "1.0",
  "%20",
  "%ff",
];
const headers: Record<string, string[]> = {
  "If-Match": ["W/", '""', '"1"', "*", 'W/"99"'],
  "Idempotency-Key": ["", "a b", "k", "x".repeat(256)],
  "x-d1-bookmark": ["", "garbage", "first-primary", "0-0-0-0", "x".repeat(500)],
  "Last-Event-ID": ["-1", "abc", "1e99", "", "9007199254740993", "7"],
  "Content-Type": ["text/plain", "application/json; charset=utf-16", "multipart/form-data", "", "a"],
  "X-IGNY8-API-KEY": ["igny8_x"],
};
const header = fc.constantFrom(
  ...Object.entries(headers).flatMap(([name, values]) => values.map((value) => ({ [name]: value }))),
);
const raw = fc.oneof(
  fc.constantFrom<unknown>("", "{", "[]", "null", '"a"', '{"a":1}{', "\ufeff{}", "[".repeat(50_000)),
  text,
  fc.uint8Array({ maxLength: 200 }),
  fc.string({ unit: fc.constantFrom(...',"\n\r;a1\0é'), maxLength: 200 }),
);
/** One time in so many. */
const rarely = <T>(times: number, arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: times - 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });

const twist = fc.record({
  operation: fc.constantFrom(...operations),
  body: fc.array(change, { maxLength: 3 }),
  query: fc.array(change, { maxLength: 2 }),
  id: rarely(3, fc.oneof(fc.constantFrom(...odd), text.map(encoded))),
  whole: rarely(12, raw),
  headers: rarely(6, header),
});
type Twist = typeof twist extends fc.Arbitrary<infer T> ? T : never;

function encoded(id: string) {
  return encodeURIComponent(id.toWellFormed()).slice(0, 3_000) || "%20";
}

function put(target: any, path: string, value: unknown) {
  const keys = path.split(".");
  const last = keys.pop()!;
  const holder = keys.reduce((inner, key) => inner?.[key], target);
  if (typeof holder !== "object" || holder === null) return;
  if (value === MISSING) delete holder[last];
  else holder[last] = value;
}

const written = (value: unknown) => (typeof value === "object" ? JSON.stringify(value) : String(value));
const pick = (fields: string[], at: number) => fields[at % fields.length]!;

/** The operation's valid request, changed. */
function requestFor({ operation, ...t }: Twist, world: World) {
  const { id, query = {}, body } = cases[operation.name]?.(world) ?? {};
  const params: Record<string, string | number> = { ...query };
  for (const { at, value } of t.query)
    put(
      params,
      pick([...operation.queryFields, "surprise"], at),
      value === MISSING ? MISSING : written(value),
    );
  const whole = t.whole !== null && operation.method !== "get";
  const sent = whole ? t.whole : body;
  if (!whole && typeof sent === "object")
    for (const { at, value } of t.body) put(sent, pick([...operation.bodyFields, "surprise"], at), value);
  const type: Record<string, string> =
    whole && operation.takesJson ? { "Content-Type": "application/json" } : {};
  const request = requestOf(operation, { id: t.id ?? id, query: params, body: sent });
  return { ...request, headers: { ...type, ...t.headers } };
}

/** Asked by somebody else, so that the rest of the account's requests are not only refused. */
const leaving = ["POST /auth/logout", "POST /auth/password/change"];
type People = { owner: Person; leaver: Person; staff: Person };
const asker = ({ name, role }: Twist["operation"], { owner, leaver, staff }: People) =>
  role === "public" ? undefined : role === "developer" ? staff : leaving.includes(name) ? leaver : owner;

/** A stream of events may stay open for as long as a run does. */
const readOrLeave = async (response: Response) =>
  response.headers.get("Content-Type")?.startsWith("text/event-stream")
    ? response.body!.cancel()
    : isJson(response)
      ? response.json()
      : readText(response);

async function fuzz(t: Twist, world: World, people: People): Promise<Reply> {
  const { operation } = t;
  const { path, body, headers } = requestFor(t, world);
  const to = as(asker(operation, people), { ...freshAddress(), ...headers }, readOrLeave);
  const reply = operation.method === "get" ? to.get(path) : to[operation.method](path, body);
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`No answer in ${SLOW_MS} ms`)), SLOW_MS);
  return Promise.race([reply, late]).finally(() => clearTimeout(timer));
}

it(
  "the API answers 5,000 odd requests with what it declares, and never with a failure of its own",
  { timeout: 600_000 },
  async () => {
    fakeWordPress();
    const statuses: Record<string, number> = {};
    const failures: string[] = [];
    const started = Date.now();
    const twists = fc.sample(twist, { seed: SEED, numRuns: REQUESTS });
    while (twists.length) {
      const world = await aWorld();
      const owner = world.person;
      const staff = await aColleague(owner.user, "developer");
      const people = { owner, staff, leaver: await aPeer(owner, "owner") };
      let signedIn = true;
      for (let asked = 0; signedIn && asked < A_WORLD; asked += AT_ONCE)
        await Promise.all(
          twists.splice(0, AT_ONCE).map(async (t) => {
            const reply = await fuzz(t, world, people).catch((error: Error) => error);
            const status = reply instanceof Error ? "undeclared" : reply.status;
            statuses[status] = (statuses[status] ?? 0) + 1;
            if (reply instanceof Error || reply.status >= 500) failures.push(`${shown(t)}: ${told(reply)}`);
            if (status === 401 && asker(t.operation, people) === owner && t.headers === null)
              signedIn = false;
          }),
        );
    }
    console.log(`${REQUESTS} requests in ${Date.now() - started} ms:`, JSON.stringify(statuses));
    expect(failures).toEqual([]);
    expect((statuses[429] ?? 0) / REQUESTS).toBeLessThan(0.2);
  },
);

const told = (reply: Reply | Error) =>
  reply instanceof Error ? reply.message.slice(0, 400) : `${reply.status} ${JSON.stringify(reply.body)}`;
const shown = ({ operation, ...t }: Twist) =>
  `${operation.name} ${JSON.stringify(t, (_, value) => (typeof value === "string" ? value.slice(0, 60) : value)).slice(0, 500)}`;
