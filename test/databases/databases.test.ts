import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { scheduled } from "../../src/cron";
import { shardDatabase } from "../../src/db/shards";
import { accounts, automationConfigs, jobItems, users } from "../../src/db/schema";
import {
  anonymous,
  anEmail,
  captureMail,
  freshAddress,
  PASSWORD,
  signIn,
  extractToken,
} from "../auth/helpers";
import { objectOf, runOf, work } from "../automation/drive";
import { aPerson } from "../factories";
import { as } from "../harness";
import { drain, takeMessages } from "../queue";
import { aGarden, anAccount, dbAt, first, homeOf, otherThan, rowsAt, second } from "./places";

const nothing = { sites: 0, keywords: 0, jobs: 0 };
const tick = (cron: string) => scheduled({ cron } as ScheduledController, {} as Env, {} as ExecutionContext);
const PAST = "2026-01-31T08:00:00.000Z";

describe.each([
  ["the first", first],
  ["the second", second],
])("an account of %s of two databases", (_which, home) => {
  it("signs in, stays signed in, and asks for a new password, wherever it is", async () => {
    const mails = captureMail();
    const { email, refresh, user } = await anAccount(home);
    expect([user.id, user.account_id].map(homeOf)).toEqual([home, home]);
    expect((await signIn(email)).body.data.user.id).toBe(user.id);
    expect((await signIn(email, "another password")).status).toBe(401);
    const next = await anonymous().post("/auth/token/refresh/", { refresh });
    expect(next.status).toBe(200);
    expect((await anonymous().post("/auth/token/refresh/", { refresh: `${refresh}x` })).status).toBe(401);
    await anonymous().post("/auth/password/reset/", { email });
    await expect.poll(() => mails.length).toBe(1);
    const password = "a longer secret than that";
    const set = await anonymous().post("/auth/password/reset/confirm/", {
      token: extractToken(mails[0]!),
      password,
    });
    expect(set.status).toBe(200);
    expect((await signIn(email, password)).status).toBe(200);
  });

  it("has its e-mail for itself", async () => {
    captureMail();
    const [{ email }, other] = [await anAccount(home), await anAccount(otherThan(home))];
    const again = await anonymous().post("/auth/register/", { email, password: PASSWORD });
    expect([again.status, Object.keys(again.body.errors ?? {})]).toEqual([400, ["email"]]);
    const invited = await as(other).post("/auth/users/", { email, role: "editor" });
    expect([invited.status, Object.keys(invited.body.errors ?? {})]).toEqual([400, ["email"]]);
    const changed = await as(other).put(`/auth/users/${other.user.id}/`, { email });
    expect([changed.status, Object.keys(changed.body.errors ?? {})]).toEqual([400, ["email"]]);
    expect((await as(other).post("/auth/users/", { email: anEmail(), role: "editor" })).status).toBe(201);
  });

  it("has an automation run by the tick, through all its jobs, and leaves nothing in the other", async () => {
    const person = await anAccount(home);
    const { site, query } = await aGarden(person);
    expect(homeOf(site.id)).toBe(home);
    await as(person).patch(`/automation/update_config/${query}`, { enabled: true, frequency: "daily" });
    const due = await dbAt(home)
      .update(automationConfigs)
      .set({ enabled: true, next_run_at: PAST })
      .where(eq(automationConfigs.site_id, site.id))
      .returning();
    expect(due).toHaveLength(1);
    await tick("*/5 * * * *");
    const run = await work(person, site.id);
    expect([run.status, run.trigger_type]).toEqual(["completed", "scheduled"]);
    const list = await as(person).get(`/planner/keywords/${query}&status=mapped`);
    expect(list.body.count).toBe(5);
    const contents = await as(person).get(`/writer/content/${query}`);
    expect(contents.body.count).toBeGreaterThan(0);
    expect(await rowsAt(home, person)).toMatchObject({ sites: 1, keywords: 5 });
    expect((await rowsAt(home, person)).jobs).toBeGreaterThan(3);
    expect(await rowsAt(otherThan(home), person)).toEqual(nothing);
    expect(await runOf(person, site.id)).toMatchObject({ run_id: run.run_id });
    expect(objectOf(site.id).name).toBe(`site:${site.id}`);
  });

  it("gets back an item that lost its message, and its credits anew", async () => {
    const person = await anAccount(home);
    const { site } = await aGarden(person);
    const made = await as(person).post("/planner/clusters/auto_cluster/", { site_id: site.id });
    takeMessages();
    const { account_id } = person.user;
    const db = dbAt(home);
    await db.update(jobItems).set({ due_at: PAST }).where(eq(jobItems.account_id, account_id));
    await tick("*/5 * * * *");
    await drain();
    const job = await as(person).get(`/jobs/${made.body.data.task_id}/`);
    expect(job.body.data.status).toBe("succeeded");
    await db.update(accounts).set({ credits_renew_at: PAST }).where(eq(accounts.id, account_id));
    await tick("7 * * * *");
    const [account] = await db.select().from(accounts).where(eq(accounts.id, account_id));
    expect(account!.credits_renew_at! > PAST).toBe(true);
  });

  it("is found by its API key, and by the name of its site", async () => {
    const person = await anAccount(home);
    const { site, query } = await aGarden(person);
    const made = await as(person).post("/integration/api-keys/", { site_id: site.id, name: "Plugin" });
    const key = as(undefined, { ...freshAddress(), "X-IGNY8-API-KEY": made.body.data.key });
    expect((await key.get(`/planner/keywords/${query}`)).body.count).toBe(5);
    const shown = await anonymous().get(`/publisher/site-definition/?site=${site.slug}`);
    expect([shown.status, shown.body.data.site.slug]).toEqual([200, site.slug]);
  });

  it("is a stranger's to who lives in the other", async () => {
    const [mine, theirs] = [await anAccount(home), await anAccount(otherThan(home))];
    const [garden, other] = [await aGarden(mine), await aGarden(theirs)];
    expect(garden.site.slug).not.toBe(other.site.slug);
    for (const [person, { site, query }] of [
      [mine, other],
      [theirs, garden],
    ] as const) {
      expect((await as(person).get(`/auth/sites/${site.id}/`)).status).toBe(404);
      expect((await as(person).patch(`/auth/sites/${site.id}/`, { name: "Mine" })).status).toBe(404);
      expect((await as(person).get(`/planner/keywords/${query}`)).body.count ?? 0).toBe(0);
      expect((await as(person).post(`/automation/run_now/${query}`)).status).toBeGreaterThanOrEqual(400);
    }
  });

  it("is put on a plan and given credits by staff of the first", async () => {
    const staff = await aPerson("developer");
    const { user } = await anAccount(home);
    const plan = await as(staff).put(`/auth/account/${user.account_id}/plan/`, { plan: "scale" });
    expect([plan.status, plan.body.data?.id]).toEqual([200, user.account_id]);
    const grant = { account_id: user.account_id, amount: 7, reason: "A gift" };
    expect((await as(staff).post("/billing/credits/grant/", grant)).status).toBe(201);
    const [account] = await dbAt(home).select().from(accounts).where(eq(accounts.id, user.account_id));
    expect(account!.bonus_credits).toBe(7);
  });
});

it("two databases share the accounts, each e-mail always in the same one", async () => {
  const found = await Promise.all([first, second].map(anAccount));
  expect(found.map(({ user }) => homeOf(user.id))).toEqual([first, second]);
  const counts = await Promise.all([first, second].map((home) => dbAt(home).select().from(users)));
  for (const rows of counts) expect(rows.length).toBeGreaterThan(5);
});

it("an account of one database is served while the other database does not answer", async () => {
  const [here, there] = [await anAccount(first), await anAccount(second)];
  const { site } = await aGarden(here);
  const made = await as(here).post("/integration/api-keys/", { site_id: site.id, name: "Plugin" });
  vi.spyOn(shardDatabase(second), "withSession").mockImplementation(() => {
    throw new Error("D1 is away");
  });
  vi.spyOn(console, "error").mockImplementation(() => {});
  expect((await signIn(here.email)).status).toBe(200);
  const key = as(undefined, { ...freshAddress(), "X-IGNY8-API-KEY": made.body.data.key });
  expect((await key.get(`/planner/keywords/?site_id=${site.id}`)).status).toBe(200);
  expect((await signIn(there.email)).status).toBe(500);
  expect((await anonymous().post("/auth/register/", { email: anEmail(), password: PASSWORD })).status).toBe(
    500,
  );
});

it("two databases give an e-mail to one user, where both are asked for it at once", async () => {
  captureMail();
  const inviters = [await anAccount(first), await anAccount(second)];
  for (let time = 0; time < 3; time++) {
    const email = anEmail();
    const asked = [
      ...inviters.map((person) => as(person).post("/auth/users/", { email, role: "editor" })),
      anonymous().post("/auth/register/", { email, password: PASSWORD }),
    ];
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    const found = await Promise.all(
      [first, second].map((home) => dbAt(home).select().from(users).where(eq(users.email, email))),
    );
    expect(found.flat()).toHaveLength(1);
  }
});
