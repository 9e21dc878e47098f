import { createMessageBatch, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { wrapBinding } from "./bindings";
import { wrapStorage } from "./objects";
import { createPoints } from "./points";
import { wrapMessages } from "./queue";
import { wrapFetch } from "./requests";
import { labelOf, parseWrite } from "./sql";

let reached: string[] = [];
const points = createPoints(async (point) => void reached.push(point));
const wrapped = <N extends keyof typeof env>(name: N) =>
  wrapBinding(points, name, env[name]) as (typeof env)[N];
const around = (name: string) => [`before ${name}`, `after ${name}`];

beforeEach(() => {
  reached = [];
});

describe("a wrapped binding", () => {
  it("has a point before and after what D1 writes, and none around what it reads", async () => {
    const session = wrapped("DB").withSession("first-primary");
    const write = session.prepare("update jobs set status = ? where id = ?").bind("failed", "none");
    await write.run();
    await session.prepare("select 1").all();
    await session.batch([
      session.prepare("select 1"),
      write,
      session.prepare("delete from jobs where id = 'none'"),
    ]);
    await wrapped("DB").batch([session.prepare("select 1")]);
    expect(reached).toEqual([
      ...around("DB update jobs status=failed"),
      ...around("DB update jobs status=failed (jobs)"),
    ]);
  });

  it("performs the effect between the two points", async () => {
    const there: boolean[] = [];
    const look = createPoints(async () => void there.push((await env.IMAGES.head("crash-test")) !== null));
    await (wrapBinding(look, "IMAGES", env.IMAGES) as R2Bucket).put("crash-test", "file");
    expect(there).toEqual([false, true]);
    await env.IMAGES.delete("crash-test");
  });

  it("has points around files, messages and calls of objects", async () => {
    await wrapped("IMAGES").delete("crash-test");
    await wrapped("IMAGES").head("crash-test");
    await wrapped("JOBS").sendBatch([{ body: { type: "item.run", item_id: 1, account_id: 1 } }]);
    const limiter = wrapped("RATE_LIMITER").getByName("account:crash-test");
    await limiter.admit("write", 10);
    await limiter.modulesOff();
    expect(reached).toEqual([
      ...around("IMAGES.delete"),
      ...around("JOBS.sendBatch item.run"),
      ...around("RATE_LIMITER.admit write"),
    ]);
  });

  it("refuses every method that has no points", () => {
    const known: Record<string, string[]> = {
      DB: ["prepare", "batch", "withSession"],
      IMAGES: ["get", "head", "list", "put", "delete"],
      JOBS: ["send", "sendBatch"],
      RATE_LIMITER: ["getByName"],
      SITE_AUTOMATION: ["getByName"],
    };
    for (const [name, methods] of Object.entries(known)) {
      const bound = env[name as keyof typeof env] as object;
      const stand = wrapBinding(points, name, bound) as Record<string, unknown>;
      for (const method of methodsOf(bound)) {
        if (methods.includes(method)) expect(stand[method]).toBeTypeOf("function");
        else expect(() => stand[method], `${name}.${method}`).toThrow("has no crash points");
      }
    }
  });

  it("is of a known kind", () => {
    expect(wrapBinding(points, "ENVIRONMENT", "test")).toBe("test");
    expect(() => wrapBinding(points, "NEW", { run() {} })).toThrow("NEW has no crash points");
  });
});

/** The names of an object's methods, its own and inherited. */
function methodsOf(object: object): string[] {
  const names = new Set<string>();
  for (let at = object; at !== Object.prototype; at = Object.getPrototypeOf(at))
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(at)))
      if (typeof value === "function" && name !== "constructor") names.add(name);
  return [...names];
}

describe("a wrapped storage", () => {
  it("reports what is written at once before the next effect, or when the event ends", async () => {
    const stub = env.RATE_LIMITER.getByName("account:crash-test-storage");
    await runInDurableObject(stub, (_, state) =>
      points.event("RateLimiter.admit", async () => {
        const storage = wrapStorage(points, state.storage);
        storage.kv.put("hits:write", [1]);
        await storage.setAlarm(Date.now() + 60_000);
        storage.kv.delete("hits:write");
        expect([...storage.kv.list()]).toEqual([]);
        expect(() => storage.sql).toThrow("has no crash points");
        expect(() => storage.transaction).toThrow("has no crash points");
        expect(() => storage.put).toThrow("has no crash points");
        await state.storage.deleteAll();
      }),
    );
    expect(reached).toEqual([
      "RateLimiter.admit: after storage.kv.put hits",
      ...around("storage.setAlarm").map((point) => `RateLimiter.admit: ${point}`),
      "RateLimiter.admit: after storage.kv.delete hits",
    ]);
  });
});

describe("a wrapped batch of messages", () => {
  it("has points for what is acknowledged and retried, and around the event", async () => {
    const batch = createMessageBatch("igny8-jobs", [
      { id: "1", timestamp: new Date(), attempts: 1, body: {} },
      { id: "2", timestamp: new Date(), attempts: 1, body: {} },
    ]);
    const { messages, queue } = wrapMessages(points, batch);
    await points.event(
      `queue ${queue}`,
      async () => {
        messages[0]!.ack();
        messages[1]!.retry({ delaySeconds: 2 });
      },
      { isRedelivered: true },
    );
    expect(reached).toEqual(
      ["begin", "after ack", "after retry", "end"].map((point) => `queue igny8-jobs: ${point}`),
    );
    expect(() => wrapMessages(points, batch).ackAll).toThrow("has no crash points");
  });
});

describe("a wrapped fetch", () => {
  it("has points around requests that may change something, whose ids are left out", async () => {
    const send = vi.fn(async () => new Response("{}"));
    const wrapped = wrapFetch(points, send as typeof fetch);
    await wrapped("https://blog.test/wp-json/wp/v2/posts/12?context=edit", { method: "POST" });
    await wrapped("https://blog.test/?rest_route=/wp/v2/media", { method: "post" });
    await wrapped(new Request("https://blog.test/wp-json/wp/v2/posts/12", { method: "DELETE" }));
    await wrapped("https://blog.test/wp-json/");
    expect(reached).toEqual([
      ...around("fetch POST /wp-json/wp/v2/posts/*"),
      ...around("fetch POST /wp/v2/media"),
      ...around("fetch DELETE /wp-json/wp/v2/posts/*"),
    ]);
    expect(send).toHaveBeenCalledTimes(4);
  });
});

describe("the name of a statement", () => {
  const nameOf = (sql: string, ...values: unknown[]) => parseWrite({ sql, values })?.label ?? null;

  it("tells the table, and what a statement sets of type, status and stage", () => {
    expect(
      nameOf(
        'insert into "jobs" ("id", "type", "stage", "user_id") values (?, ?, ?, null)',
        "x",
        "publish",
        7,
      ),
    ).toBe("insert jobs type=publish stage=7");
    expect(
      nameOf(
        'update "job_items" set "attempts" = "attempts" + ?, "status" = ? where "id" = ? returning "id"',
        1,
        "running",
        5,
      ),
    ).toBe("update job_items status=running");
    expect(nameOf('update "job_items" set "due_at" = ? where "status" = ?', "now", "running")).toBe(
      "update job_items due_at",
    );
    expect(nameOf(`update accounts set credits = max(?, coalesce(?, 0)), status = 'active'`, 1, 2)).toBe(
      "update accounts status=active",
    );
    expect(nameOf('insert into "automation_logs" select null, ? from json_each(?)', 1, "[]")).toBe(
      "insert automation_logs",
    );
    expect(nameOf("delete from sessions where id = ?", 1)).toBe("delete sessions");
  });

  it("is refused where a statement is neither a read nor a known write", () => {
    expect(nameOf("select * from jobs")).toBe(null);
    expect(() => nameOf("with gone as (delete from jobs) select 1")).toThrow("Neither a read nor a write");
    expect(() => nameOf("drop table jobs")).toThrow("Neither a read nor a write");
  });

  it("of a batch tells the first write and the other tables", () => {
    const queries = ["select 1", "update jobs set total = 1", "delete from images", "delete from contents"];
    expect(labelOf(queries.map((sql) => ({ sql, values: [] })))).toBe("update jobs total (contents, images)");
    expect(labelOf([{ sql: "select 1", values: [] }])).toBe(null);
  });
});
