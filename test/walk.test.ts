import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { accounts, users } from "../src/db/schema";
import { roles } from "../src/lib/roles";
import { resolveOwnedTables } from "../src/modules/auth/owned-tables";
import { freshAddress, signIn } from "./auth/helpers";
import { moduleNames } from "../src/lib/modules";
import { aColleague, db, type Person } from "./factories";
import { unmet } from "./documented";
import { as, type Reply } from "./harness";
import { fakeWordPress } from "./integration/fake-wordpress";
import { aWorld, type Case, cases, type Operation, operations, requestOf, type World } from "./walk-cases";

const open = [
  "GET /publisher/site-definition",
  "GET /system/health",
  "POST /auth/login",
  "POST /auth/password/reset",
  "POST /auth/password/reset/confirm",
  "POST /auth/register",
  "POST /auth/token/refresh",
];
/** What a viewer may do beside reading: with their own session and person, and to show what they may read. */
const viewerWrites = [
  "POST /auth/logout",
  "POST /auth/password/change",
  "POST /writer/content/{id}/preview_link",
  "PUT /auth/users/{id}",
];
/** The ids of what all accounts share, and those by which staff name any account. */
const shared = ["industry_id", "industry_sector_id", "sector_ids", "seed_keyword_ids"];
const staffs = (operation: Operation) => operation.role === "developer";
const MISSING = 999_999_999;
const MISSING_JOB = "0".repeat(26);
/** Nobody's token, and no site's key, so that the valid request is refused for that alone. */
const refused = {
  "POST /auth/token/refresh": 401,
  "POST /auth/password/reset/confirm": 400,
  "POST /integration/webhook/wordpress": 403,
};

const guarded = operations.filter(({ role }) => role !== "public");
const named = (list: Operation[]) => list.map((operation) => [operation.name, operation] as const);
const caseOf = ({ name, path }: Operation, w: World): Case =>
  cases[name]?.(w) ?? (path.includes("{id}") ? { id: MISSING } : {});
const worldFor = (operation: Operation) => aWorld(staffs(operation) ? "developer" : "owner");

/** An account's own address: refused tokens count against it. */
const addressOf = ({ user }: Person) => ({ "CF-Connecting-IP": `2001:db8::${user.account_id.toString(16)}` });

function ask(operation: Operation, person: Person | undefined, request: Case): Promise<Reply> {
  const { path, body } = requestOf(operation, request);
  const to = as(person, person ? addressOf(person) : freshAddress());
  return operation.method === "get" ? to.get(path) : to[operation.method](path, body);
}

const at = (request: Case, field: string): any =>
  field.split(".").reduce((value: any, key) => value?.[key], request);

function withField(request: Case, field: string, value: unknown): Case {
  const copy = structuredClone(request) as any;
  const keys = field.split(".");
  const last = keys.pop()!;
  const holder = keys.reduce((inner, key) => inner[key], copy);
  holder[last] = Array.isArray(holder[last]) ? [value].flat() : value;
  return copy;
}

/** Each field by itself, then all but the path's together: ids that agree with one another must not pass for that. */
function roundsOf(fields: string[]): string[][] {
  const inside = fields.filter((field) => field.includes("."));
  return [...fields.map((field) => [field]), ...(inside.length > 1 ? [inside] : [])];
}

/** Of a list's filters those of the round alone, so that no other empties it. */
const narrowed = ({ method }: Operation, request: Case, round: string[]): Case =>
  method === "get" && round[0]!.startsWith("query.")
    ? {
        ...request,
        query: Object.fromEntries(
          Object.entries(request.query!).filter(([key]) => round.includes(`query.${key}`)),
        ),
      }
    : request;

beforeEach(() => void fakeWordPress());

describe("the list of the walk", () => {
  it("has a case for every operation with an id or a body, and a value for each id that it takes", async () => {
    const world = await aWorld();
    const missingCases = operations.flatMap((operation) => {
      const request = caseOf(operation, world);
      const lacking = operation.idFields.filter((field) => !at(request, field));
      if (operation.takesJson && !request.body) lacking.push("body");
      if (operation.path.includes("{") && !cases[operation.name]) lacking.push("case");
      return lacking.map((field) => `${operation.name}: ${field}`);
    });
    expect(missingCases).toEqual([]);
    expect(Object.keys(cases).filter((name) => !operations.some((o) => o.name === name))).toEqual([]);
  });

  it("leaves open what is written here alone", () => {
    const found = operations.filter(({ role }) => role === "public").map(({ name }) => name);
    expect(found.sort()).toEqual(open);
  });

  it("lets viewers write what is written here alone", () => {
    const found = guarded.filter(({ method, role }) => method !== "get" && role === "viewer");
    expect(found.map(({ name }) => name).sort()).toEqual(viewerWrites);
  });
});

describe.each(named(operations))("%s", (name, operation) => {
  it("answers its case, so that what is refused below is refused for its own reason", async () => {
    const world = await worldFor(operation);
    const request = caseOf(operation, world);
    const reply = await ask(operation, open.includes(name) ? undefined : world.person, request);
    expect(unmet(operation.described, request.body), "by the document").toEqual([]);
    const wanted = refused[name as keyof typeof refused];
    if (wanted) expect(reply.status).toBe(wanted);
    else expect([200, 201, 202, 204], JSON.stringify(reply.body)).toContain(reply.status);
  });

  if (operation.takesJson)
    it("names a body field that it does not know", async () => {
      const world = await worldFor(operation);
      const request = caseOf(operation, world);
      const reply = await ask(operation, open.includes(name) ? undefined : world.person, {
        ...request,
        body: { ...(request.body as object), surprise: 1 },
      });
      expect(reply.status).toBe(400);
      expect(reply.body.errors).toEqual({ surprise: ["Unknown field"] });
    });

  if (!open.includes(name))
    it("refuses who is nobody, below its role, deactivated, or of a closed account", async () => {
      const world = await worldFor(operation);
      const { account_id } = world.person.user;
      const request = caseOf(operation, world);
      expect((await ask(operation, undefined, request)).status).toBe(401);
      const below = roles.slice(0, roles.indexOf(operation.role as (typeof roles)[number]));
      if (name === "PUT /auth/users/{id}") below.push("viewer", "editor");
      for (const role of below)
        expect((await ask(operation, await aColleague({ account_id }, role), request)).status, role).toBe(
          403,
        );

      const door = env.RATE_LIMITER.getByName(`account:${account_id}`);
      const colleague = await aColleague({ account_id }, world.person.user.role);
      await door.requireVersion(world.person.user.id, 2, Date.now() + 60_000);
      expect((await ask(operation, world.person, request)).status).toBe(401);
      await door.close();
      expect((await ask(operation, colleague, request)).status).toBe(401);
    });

  const module = moduleNames.find((one) => operation.path.startsWith(`/${one}/`) && !open.includes(name));
  it(`is ${module ? "refused while its" : "answered while every"} module is off`, async () => {
    const world = await worldFor(operation);
    const who = open.includes(name) ? undefined : world.person;
    await env.RATE_LIMITER.getByName(`account:${world.account}`).switchOff(
      module ? [module] : [...moduleNames],
      new Date().toISOString(),
    );
    const reply = await ask(operation, who, caseOf(operation, world));
    if (module) expect([reply.status, reply.body.code]).toEqual([403, "MODULE_DISABLED"]);
    else expect(reply.body.code).not.toBe("MODULE_DISABLED");
  });

  const fields = operation.idFields.filter((field) => !shared.includes(field.split(".").at(-1)!));
  if (fields.length && !staffs(operation))
    it(`takes another account's ${fields.join(", ")} for a missing one`, async () => {
      const [world, other] = [await worldFor(operation), await aWorld()];
      const [mine, theirs] = [caseOf(operation, world), caseOf(operation, other)];
      const before = await rowsOf(other.account);
      for (const round of roundsOf(fields)) {
        let foreign = narrowed(operation, mine, round);
        let missing = foreign;
        const stands: [string, string][] = [];
        for (const [n, field] of round.entries()) {
          const id = [at(theirs, field)].flat()[0];
          const none = typeof id === "string" ? MISSING_JOB : MISSING - n;
          foreign = withField(foreign, field, id);
          missing = withField(missing, field, none);
          stands.push([String(none), String(id)]);
        }
        const found = await ask(operation, world.person, foreign);
        const lacked = await ask(operation, world.person, missing);
        expect(found.status, `${round}`).toBe(lacked.status);
        const expected = stands.reduce((text, [none, id]) => text.replaceAll(none, id), told(lacked));
        expect(told(found), `${round}`).toBe(expected);
      }
      expect(await rowsOf(other.account)).toEqual(before);
    });
});

describe("who may not sign in", () => {
  it.each(["deactivated", "suspended"])("is given no session when %s", async (how) => {
    const { person, account } = await aWorld();
    if (how === "suspended")
      await db.update(accounts).set({ status: "suspended" }).where(eq(accounts.id, account));
    else await db.update(users).set({ is_active: false }).where(eq(users.id, person.user.id));
    const reply = await signIn(person.user.email);
    expect([401, 403]).toContain(reply.status);
    expect(reply.body.data).toBeUndefined();
  });
});

/** The answer but for what names this one request. */
const told = ({ body }: Reply) => JSON.stringify(body).replace(/"request_id":"[^"]*"/, "");

/** Everything that the account owns. */
const rowsOf = (account: number) => {
  const [first, ...rest] = resolveOwnedTables().map(({ table, account_id }) =>
    db.select().from(table).where(eq(account_id, account)),
  );
  return db.batch([first!, ...rest]);
};
