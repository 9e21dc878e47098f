import { env } from "cloudflare:workers";
import { and, eq } from "drizzle-orm";
import { Hono } from "hono";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { idempotencyKeys } from "../../src/db/schema";
import type { AppEnv } from "../../src/http/app-env";
import { guard } from "../../src/http/guard";
import { onError } from "../../src/http/on-error";
import { stopClock } from "../clock";
import { aPerson, db, type Person } from "../factories";
import { bearerOf } from "./guarded";

type Answer = (body: string) => Response | Promise<Response>;
const json = (body: unknown, init: ResponseInit = {}) => Response.json(body, init);
const answered: string[] = [];
let answer: Answer;
let person: Person;
beforeEach(async () => {
  answer = () => json({ n: answered.length });
  answered.length = 0;
  person = await aPerson();
});

/** One route that answers as the test wants it to. */
const house = new Hono<AppEnv>();
house.onError(onError);
house.use(...guard("viewer"));
house.all("*", async (c) => {
  answered.push(c.req.url);
  return answer(await c.req.text());
});

type Ask = { path?: string; method?: string; body?: string; key?: string | null; sites?: number[] | null };
async function ask({ path = "/things", method = "POST", body = "{}", key = "key", sites = null }: Ask = {}) {
  const Authorization = await bearerOf(person, { sites });
  const init = { method, body, headers: { Authorization, ...(key !== null && { "Idempotency-Key": key }) } };
  const response = await house.request(path, init, env);
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: text ? tryJson(text) : null };
}
const tryJson = (text: string) => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
const isReplayed = ({ headers }: { headers: Headers }) => headers.get("Idempotent-Replayed") === "true";

const rowIs = (key = "key") =>
  and(eq(idempotencyKeys.account_id, person.user.account_id), eq(idempotencyKeys.key, key));
const kept = async () => db.select().from(idempotencyKeys).where(rowIs());
const set = (fields: Partial<typeof idempotencyKeys.$inferInsert>) =>
  db.update(idempotencyKeys).set(fields).where(rowIs());
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

describe("a replay", () => {
  it("is the status and the body of the first answer, as JSON, with the bookmark of now", async () => {
    answer = () => json({ made: 1 }, { status: 201 });
    const first = await ask();
    expect(isReplayed(first)).toBe(false);
    const again = await ask();
    expect([again.status, again.text, isReplayed(again)]).toEqual([201, first.text, true]);
    expect(again.headers.get("Content-Type")).toBe("application/json");
    expect(again.headers.get("x-d1-bookmark")).toMatch(/^[0-9a-f-]+$/);
    expect(answered).toHaveLength(1);
  });

  it("has no bookmark where D1 gives none", async () => {
    await ask();
    const open = env.DB.withSession.bind(env.DB);
    vi.spyOn(env.DB, "withSession").mockImplementation((constraint) => {
      const session = open(constraint as D1SessionConstraint);
      vi.spyOn(session, "getBookmark").mockReturnValue(null);
      return session;
    });
    const again = await ask();
    expect([isReplayed(again), again.headers.has("x-d1-bookmark")]).toEqual([true, false]);
  });

  it("may be empty", async () => {
    answer = () => new Response("", { headers: { "Content-Type": "application/json" } });
    await ask();
    const again = await ask();
    expect([again.status, again.text, isReplayed(again)]).toEqual([200, "", true]);
  });

  it("reads the kept answer where the newest is", async () => {
    const opened = vi.spyOn(env.DB, "withSession");
    await ask();
    expect(opened.mock.calls.map(([constraint]) => constraint)).toEqual(["first-primary", "first-primary"]);
  });

  it("is of who asks for it alone", async () => {
    for (const _ of [1, 2]) expect(isReplayed(await ask({ key: null }))).toBe(false);
    expect(answered).toHaveLength(2);
    const mine = eq(idempotencyKeys.account_id, person.user.account_id);
    expect(await db.select().from(idempotencyKeys).where(mine)).toEqual([]);
  });

  it("is of a POST alone", async () => {
    for (const method of ["PUT", "PATCH", "DELETE"]) {
      for (const _ of [1, 2]) expect(isReplayed(await ask({ method }))).toBe(false);
      expect((await ask({ method, key: "not a key" })).status).toBe(200);
    }
    expect(await kept()).toEqual([]);
  });
});

describe("the same request", () => {
  it("has the same path, with or without its last slash", async () => {
    await ask({ path: "/things/" });
    expect(isReplayed(await ask({ path: "/things" }))).toBe(true);
  });

  it.each([
    ["path", { path: "/thing/s" }],
    ["slash within the path", { path: "/th/ings" }],
    ["query", { path: "/things?a=1" }],
    ["body", { body: '{"a":1}' }],
    ["sites", { sites: [1] }],
  ])("has no other %s", async (_what, other) => {
    await ask();
    const { status, body } = await ask(other);
    expect([status, body.code, body.error]).toEqual([
      422,
      "IDEMPOTENCY_KEY_REUSED",
      "The Idempotency-Key belongs to another request",
    ]);
    expect(answered).toHaveLength(1);
  });

  it("has one end of its path and one begin of its query", async () => {
    await ask({ path: "/a/?b" });
    expect((await ask({ path: "/a?b/" })).status).toBe(422);
  });
});

describe("what is kept", () => {
  it.each([
    ["a success", 200, true],
    ["a refusal", 409, true],
    ["a refusal that may not last", 429, false],
    ["a failure of ours", 500, false],
    ["another failure of ours", 503, false],
    ["the last of the refusals", 499, true],
  ])("of %s: %d", async (_what, status, is) => {
    answer = () => json({}, { status });
    await ask();
    const answers = (await kept()).flatMap((row) => row.status ?? []);
    expect(answers).toEqual(is ? [status] : []);
    const again = await ask();
    expect([again.status, isReplayed(again)]).toEqual([status, is]);
  });

  it.each<[string, HeadersInit, boolean]>([
    ["plain text", { "Content-Type": "text/plain" }, false],
    ["what is like JSON", { "Content-Type": "text/application/json" }, false],
    ["JSON of a charset", { "Content-Type": "application/json; charset=utf-8" }, true],
    [
      "JSON that is not to be stored",
      { "Content-Type": "application/json", "Cache-Control": "no-store" },
      false,
    ],
    ["JSON that may be stored", { "Content-Type": "application/json", "Cache-Control": "no-cache" }, true],
    ["JSON with a cookie", { "Content-Type": "application/json", "Set-Cookie": "a=b" }, false],
  ])("is not %s, or is", async (_what, headers, is) => {
    answer = () => new Response("{}", { headers });
    await ask();
    expect((await kept()).length).toBe(is ? 1 : 0);
  });

  it("is nothing without a type", async () => {
    answer = () => new Response(new Uint8Array([123, 125]));
    expect((await ask()).status).toBe(200);
    expect(await kept()).toEqual([]);
  });

  it("is up to 256 KiB", async () => {
    const limit = 256 * 1024;
    for (const [length, rows] of [
      [limit + 1, 0],
      [limit, 1],
    ] as const) {
      answer = () => new Response("1".repeat(length), { headers: { "Content-Type": "application/json" } });
      await ask();
      expect(await kept()).toHaveLength(rows);
    }
  });

  it("is this request's alone: one that was taken over leaves the other's row as it is", async () => {
    for (const status of [200, 500]) {
      answer = async () => {
        await set({ created_at: ago(-5_000) });
        return json({}, { status });
      };
      await ask();
      expect(await kept()).toMatchObject([{ status: null, body: null }]);
      await db.delete(idempotencyKeys).where(rowIs());
    }
    answer = async () => {
      await set({ status: 202, body: "{}" });
      return json({ late: true });
    };
    await ask();
    expect(await kept()).toMatchObject([{ status: 202, body: "{}" }]);
  });

  it("is told in the log where it could not be", async () => {
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    const open = env.DB.withSession.bind(env.DB);
    vi.spyOn(env.DB, "withSession").mockImplementation((constraint) => {
      const session = open(constraint as D1SessionConstraint);
      const prepare = session.prepare.bind(session);
      vi.spyOn(session, "prepare").mockImplementation((sql) => {
        if (sql.startsWith("update")) throw new Error("D1 is away");
        return prepare(sql);
      });
      return session;
    });
    expect((await ask()).status).toBe(200);
    expect(said.mock.calls.map(([line]) => JSON.parse(line))).toMatchObject([
      { event: "answer not stored", error: "D1 is away" },
    ]);
  });
});

describe("a claim", () => {
  it("in flight is waited for: a second, then again", async () => {
    await ask();
    await set({ status: null, body: null });
    const { status, body, headers } = await ask();
    expect([status, body.code, headers.get("Retry-After")]).toEqual([409, "IDEMPOTENCY_IN_FLIGHT", "1"]);
  });

  it("of a worker that died is another's after a minute, whatever that asks", async () => {
    await ask();
    stopClock();
    await set({ status: null, body: null, created_at: ago(58_000) });
    expect((await ask()).status).toBe(409);
    await set({ created_at: ago(61_000) });
    expect((await ask({ body: '{"other":1}' })).status).toBe(200);
    expect(isReplayed(await ask({ body: '{"other":1}' }))).toBe(true);
    expect((await ask()).status).toBe(422);
  });

  it("with an answer is the answer's for a day", async () => {
    await ask();
    stopClock();
    await set({ created_at: ago(24 * 3_600_000 - 5_000) });
    expect(isReplayed(await ask())).toBe(true);
    await set({ created_at: ago(24 * 3_600_000 + 5_000) });
    expect(isReplayed(await ask({ body: "[]" }))).toBe(false);
    expect(Date.parse((await kept())[0]!.created_at)).toBeGreaterThan(Date.now() - 60_000);
  });
});

describe("a key", () => {
  it.each(["!", "~", "a".repeat(255)])("may be %j", async (key) => {
    expect((await ask({ key })).status).toBe(200);
    expect(isReplayed(await ask({ key }))).toBe(true);
  });

  it.each(["", "a b", "a".repeat(256), "\u007f", "é"])("may not be %j", async (key) => {
    const { status, body } = await ask({ key });
    expect([status, body.errors]).toEqual([
      400,
      { "Idempotency-Key": ["1 to 255 visible ASCII characters"] },
    ]);
    expect(answered).toEqual([]);
  });
});
