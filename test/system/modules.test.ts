import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { accounts, sessions } from "../../src/db/schema";
import { moduleNames } from "../../src/lib/modules";
import { loadAuditTrail } from "../auth/helpers";
import { aColleague, aContent, aPerson, aSite, db, type Person } from "../factories";
import { as, send } from "../harness";

const PATH = "/system/modules/";
const KEYWORDS = "/planner/keywords/";
const doorOf = ({ user }: Person) => env.RATE_LIMITER.getByName(`account:${user.account_id}`);
const switches = (person: Person, change: object) => as(person).put(PATH, change);
const all = Object.fromEntries(moduleNames.map((name) => [name, true]));

describe("the modules", () => {
  it("are all on at first", async () => {
    const { body } = await as(await aPerson("viewer")).get(PATH);
    expect(body.data).toEqual({ ...all, updated_at: null });
  });

  it("that are off refuse everybody of the account, at once, until they are on again", async () => {
    const admin = await aPerson("admin");
    const viewer = await aColleague(admin.user, "viewer");
    expect((await as(viewer).get(KEYWORDS)).status).toBe(200);
    const { body } = await switches(admin, { planner: false });
    expect(body.data).toMatchObject({ ...all, planner: false });
    const refused = await as(viewer).get(KEYWORDS);
    expect([refused.status, refused.body.code]).toEqual([403, "MODULE_DISABLED"]);
    expect(refused.body.error).toBe("The module planner is disabled");
    expect((await as(admin).post(KEYWORDS, {})).body.code).toBe("MODULE_DISABLED");
    expect((await as(viewer).get("/writer/tasks/")).status).toBe(200);
    expect((await as(await aPerson("viewer")).get(KEYWORDS)).status).toBe(200);
    await switches(admin, { planner: true });
    expect((await as(viewer).get(KEYWORDS)).status).toBe(200);
  });

  it("that are left out stay as they are", async () => {
    const admin = await aPerson("admin");
    await switches(admin, { planner: false });
    await switches(admin, { writer: false, publisher: false });
    const { body } = await switches(admin, { publisher: true });
    expect(body.data).toMatchObject({ ...all, planner: false, writer: false });
  });

  it("switched by many at the same time are all switched, at the door too", async () => {
    const admin = await aPerson("admin");
    const replies = await Promise.all(
      ["planner", "writer", "linker"].map((name) => switches(admin, { [name]: false })),
    );
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
    const [account] = await db.select().from(accounts).where(eq(accounts.id, admin.user.account_id));
    expect(account!.disabled_modules).toEqual(["planner", "writer", "linker"]);
    expect(await doorOf(admin).modulesOff()).toEqual(["planner", "writer", "linker"]);
  });

  it("off refuse nobody who is nobody, and tell a stranger nothing", async () => {
    const admin = await aPerson("admin");
    await switches(admin, { planner: false });
    expect((await as().get(KEYWORDS)).status).toBe(401);
    const viewer = await aColleague(admin.user, "viewer");
    expect((await as(viewer).post(KEYWORDS, {})).body.code).toBe("FORBIDDEN");
  });

  it("off close their signed links as well", async () => {
    const admin = await aPerson("admin");
    const content = await aContent((await aSite(admin)).place);
    const { body } = await as(admin).post(`/writer/content/${content.id}/preview_link/`);
    const { pathname, search } = new URL(body.data.url);
    expect((await send(pathname + search)).status).toBe(200);
    await switches(admin, { writer: false });
    const refused = await send(pathname + search);
    expect([refused.status, ((await refused.json()) as any).code]).toEqual([403, "MODULE_DISABLED"]);
  });

  it("stay off through alarms and evictions of the door", async () => {
    const admin = await aPerson("admin");
    await switches(admin, { planner: false });
    let now = Date.now();
    vi.spyOn(Date, "now").mockImplementation(() => now);
    now += 10 * 60_000;
    await runDurableObjectAlarm(doorOf(admin));
    await evictDurableObject(doorOf(admin));
    expect(await doorOf(admin).modulesOff()).toEqual(["planner"]);
  });

  it("leave a trail of what was switched, and none of what was not", async () => {
    const admin = await aPerson("admin");
    await switches(admin, { planner: false, writer: true });
    await switches(admin, { planner: false });
    await switches(admin, { planner: true, linker: false });
    const trail = await loadAuditTrail(admin.user.account_id);
    expect(trail.map(({ action, details }) => [action, details])).toEqual([
      ["modules.saved", { on: [], off: ["planner"] }],
      ["modules.saved", { on: ["planner"], off: ["linker"] }],
    ]);
  });

  it("take admins to switch, and booleans", async () => {
    const editor = await aPerson("editor");
    expect((await switches(editor, { planner: false })).status).toBe(403);
    const admin = await aPerson("admin");
    expect((await switches(admin, { planner: "off" })).body.errors).toHaveProperty("planner");
    expect((await switches(admin, { billing: false })).body.errors).toEqual({ billing: ["Unknown field"] });
  });
});

describe("the door of the modules", () => {
  it("takes no older word for a newer one", async () => {
    const door = env.RATE_LIMITER.getByName(`test:${crypto.randomUUID()}`);
    await door.switchOff(["planner"], "2026-01-01T00:00:00.002Z");
    await door.switchOff([], "2026-01-01T00:00:00.001Z");
    expect((await door.admit("general", 5)).modulesOff).toEqual(["planner"]);
    await door.switchOff([], "2026-01-01T00:00:00.003Z");
    expect((await door.admit("general", 5)).modulesOff).toEqual([]);
  });

  it("that is away is made up for by D1, for reads and writes", async () => {
    const admin = await aPerson("admin");
    await db.insert(sessions).values({
      id: `sid-${admin.user.id}`,
      user_id: admin.user.id,
      account_id: admin.user.account_id,
    });
    await switches(admin, { planner: false });
    vi.spyOn(console, "error").mockImplementation(() => {});
    vi.spyOn(env.RATE_LIMITER, "getByName").mockReturnValue({
      admit: () => Promise.reject(new Error("away")),
    } as any);
    expect((await as(admin).get(KEYWORDS)).body.code).toBe("MODULE_DISABLED");
    expect((await as(admin).get("/writer/tasks/")).status).toBe(200);
  });

  it("that hears nothing is told by the next save: D1 says off, and the caller knows that it is not in force", async () => {
    const admin = await aPerson("admin");
    vi.spyOn(console, "error").mockImplementation(() => {});
    const named = env.RATE_LIMITER.getByName.bind(env.RATE_LIMITER);
    let calls = 0;
    const away = vi.spyOn(env.RATE_LIMITER, "getByName").mockImplementation((name) => {
      // The first call is the request's own admission.
      if (calls++ > 0) throw new Error("away");
      return named(name);
    });
    const reply = await switches(admin, { planner: false });
    away.mockRestore();
    expect([reply.status, reply.body.error]).toEqual([
      503,
      "The settings are saved but not yet in effect. Save them again.",
    ]);
    expect((await as(admin).get(KEYWORDS)).status).toBe(200);
    expect((await switches(admin, { planner: false })).status).toBe(200);
    expect((await as(admin).get(KEYWORDS)).body.code).toBe("MODULE_DISABLED");
  });
});
