import { env } from "cloudflare:workers";
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { app } from "../../src/app";
import { expectDeclared } from "../declared";
import { ORIGIN, readText, send, tokenOf } from "../harness";
import { fakeWordPress } from "../integration/fake-wordpress";
import { aWorld, cases, type Operation, operations, requestOf, type World } from "../walk-cases";

const REQUESTS = 1_000;
const SEED = 20_261_124;
const AT_ONCE = 8;
/** Requests that share a world: some of them delete it. */
const A_WORLD = 50;
/** What takes a password takes its time. */
const HASHES = /register|login|password/;

const odd = fc.oneof(
  fc.constantFrom(
    "..",
    ".",
    "%2e%2e",
    "%2f",
    "%5c",
    "%",
    "%00",
    "%ff",
    "%zz",
    "１",
    "0x1",
    "1;a=b",
    "1/",
    "a b",
    "*",
  ),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }),
);
const header = fc.constantFrom<Record<string, string>>(
  ...["", "the-same-key", "a b", "x".repeat(255)].map((value) => ({ "Idempotency-Key": value })),
  ...["*", '"1"', 'W/"1-0123456789abcdef"', '"999999999999999-0123456789abcdef"'].map((value) => ({
    "If-Match": value,
  })),
  ...["*", 'W/"x", y', ","].map((value) => ({ "If-None-Match": value })),
  ...[
    "no-bookmark",
    "first-primary",
    "f".repeat(8),
    ["ffffffff", "ffffffff", "ffffffff", "f".repeat(32)].join("-"),
  ].map((value) => ({ "x-d1-bookmark": value })),
  ...[
    "text/plain",
    "application/json; charset=latin1",
    "application/merge-patch+json",
    "multipart/form-data",
  ].map((value) => ({ "Content-Type": value })),
  ...["Bearer", "Basic YTpi", "ApiKey igny8_x", "ApiKey"].map((value) => ({ Authorization: value })),
  ...["short", "<script>", "x".repeat(200)].map((value) => ({ "X-Request-Id": value })),
  { Origin: "https://evil.test" },
);
const shot = fc.record({
  operation: fc.constantFrom(...operations.filter(({ path }) => !HASHES.test(path))),
  /** Instead of the operation's own id or method. */
  id: fc.option(odd, { freq: 2 }),
  method: fc.option(fc.constantFrom("HEAD", "OPTIONS", "PATCH", "POST", "PUT", "DELETE"), { freq: 1 }),
  surprise: fc.option(odd, { freq: 1 }),
  headers: header,
});
type Shot = typeof shot extends fc.Arbitrary<infer S> ? S : never;

/** A broken escape is sent as it is. */
const written = (text: string) => (text.startsWith("%") ? text : encodeURIComponent(text.toWellFormed()));

function requestFor({ operation, id, method, surprise }: Shot, world: World) {
  const own = cases[operation.name]?.(world) ?? {};
  const { path, body } = requestOf(operation, id === null ? own : { ...own, id: written(id) });
  const url =
    surprise === null ? path : `${path}${path.includes("?") ? "&" : "?"}surprise=${written(surprise)}`;
  const verb = method ?? operation.method.toUpperCase();
  const bodiless = verb === "GET" || verb === "HEAD" || body === undefined;
  return {
    verb,
    path: url,
    body: bodiless ? undefined : typeof body === "string" ? body : JSON.stringify(body),
  };
}

const routes = app.openAPIRegistry.definitions.flatMap((d) => (d.type === "route" ? [d.route as any] : []));
const mediaTypes = ({ name }: Operation, status: number) => {
  const route = routes.find(
    ({ method, path }) => name === `${method.toUpperCase()} ${path.replace("/api/v1", "")}`,
  );
  return Object.keys(route.responses[status]?.content ?? {});
};

async function shoot(one: Shot, world: World, token: string) {
  const { verb, path, body } = requestFor(one, world);
  const type = one.operation.takesJson ? "application/json" : "text/csv";
  const response = await send(`/api/v1${path}`, {
    method: verb,
    headers: { "Content-Type": type, Authorization: `Bearer ${token}`, ...one.headers },
    body,
  });
  await check(one.operation, verb, path, response).catch((error: Error) => {
    throw new Error(`${verb} ${path} ${JSON.stringify(one.headers)}: ${error.message.slice(0, 300)}`);
  });
}

async function check(operation: Operation, verb: string, path: string, response: Response) {
  const { status, headers } = response;
  const type = headers.get("Content-Type")?.split(";")[0] ?? "";
  if (type === "text/event-stream") return void (await response.body?.cancel());
  const text = await readText(response);
  expect(status, text.slice(0, 200)).toBeLessThan(500);
  for (const name of ["X-Request-Id", "X-Content-Type-Options"]) expect(headers.get(name), name).toBeTruthy();
  if (verb === "OPTIONS") return expect(status).toBe(204);
  expect(headers.get("X-RateLimit-Limit"), "X-RateLimit-Limit").toBeTruthy();
  if (status === 304 || verb === "HEAD") return expect(text).toBe("");
  if (type !== "application/json") return expect(mediaTypes(operation, status)).toContain(type);
  const answer = JSON.parse(text);
  expectDeclared(verb, new URL(`${ORIGIN}/api/v1${path}`).pathname, status, answer);
  if (status >= 400)
    expect(answer).toMatchObject({
      success: false,
      code: expect.any(String),
      request_id: expect.any(String),
    });
}

it("the API answers odd paths, methods and headers as it answers everything", async () => {
  const admission = { allowed: true, revoked: false, remaining: 1, reset: 0, modulesOff: [] };
  const nothing = async () => {};
  const door = {
    admit: async () => admission,
    revokeSession: nothing,
    requireVersion: nothing,
    close: nothing,
    switchOff: nothing,
    modulesOff: async () => [],
  };
  vi.spyOn(env.RATE_LIMITER, "getByName").mockReturnValue({ ...door, reopen: nothing } as any);
  for (const level of ["info", "warn"] as const) vi.spyOn(console, level).mockImplementation(() => {});
  fakeWordPress();
  const shots = fc.sample(shot, { numRuns: REQUESTS, seed: SEED });
  const failures: string[] = [];
  for (let n = 0; n < shots.length; n += A_WORLD) {
    const world = await aWorld(n % (2 * A_WORLD) ? "owner" : "developer");
    const token = await tokenOf(world.person);
    const waiting = shots.slice(n, n + A_WORLD);
    const work = async () => {
      for (let one = waiting.shift(); one; one = waiting.shift())
        await shoot(one, world, token).catch((error: Error) => failures.push(error.message));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }
  expect(failures).toEqual([]);
});
