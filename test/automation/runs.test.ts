import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import {
  accounts,
  automationConfigs,
  clusters,
  contents,
  creditTransactions,
  jobItems,
  jobs,
} from "../../src/db/schema";
import { startDueRuns, wakeStalledRuns } from "../../src/modules/automation/schedules.service";
import { aPerson, aSite, db, type Person } from "../factories";
import { as } from "../harness";
import { captureQueue, deliver, takeMessages } from "../queue";
import { aGarden, objectOf, runOf, work } from "./drive";

beforeEach(captureQueue);
const accountOf = async ({ user }: Person) =>
  (await db.select().from(accounts).where(eq(accounts.id, user.account_id)))[0]!;

describe("a run", () => {
  it("takes keywords to approved articles with their images, and its story adds up", async () => {
    const { owner, site, query } = await aGarden(18, { max_clusters_per_run: 2, max_tasks_per_run: 2 });
    const before = await accountOf(owner);
    const started = await as(owner).post(`/automation/run_now/${query}`);
    expect(started.status).toBe(202);
    expect(started.body.data).toMatchObject({ status: "running", current_stage: 1, site: site.id });
    const run = await work(owner, site.id);
    expect(run).toMatchObject({ status: "completed", current_stage: 7 });
    const { data } = (await as(owner).get(`/automation/runs/${run.id}/`)).body;
    expect(data.stages.map((stage: any) => stage.status)).toEqual(Array.from({ length: 7 }, () => "done"));
    const written = await db.select().from(contents).where(eq(contents.site_id, site.id));
    expect(written.map(({ status }) => status)).toEqual(["approved", "approved"]);
    const sum = (field: string) => data.stages.reduce((total: number, stage: any) => total + stage[field], 0);
    expect(run.credits_used).toBe(sum("credits"));
    expect(run.items_processed).toBe(sum("done"));
    const after = await accountOf(owner);
    expect(before.credits + before.bonus_credits - after.credits - after.bonus_credits).toBe(
      run.credits_used,
    );
    expect(after.credits_reserved).toBe(0);
    expect(
      (await as(owner).get(`/automation/logs/${query}&run_id=${run.run_id}`)).body.data.at(-1).message,
    ).toBe("Completed");
  });

  it("is one: of twenty at once, one starts and nineteen are told which is active", async () => {
    const { owner, query } = await aGarden(2);
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => as(owner).post(`/automation/run_now/${query}`)),
    );
    const started = replies.filter(({ status }) => status === 202);
    expect(started).toHaveLength(1);
    const refused = replies.filter(({ status }) => status === 409);
    expect(refused).toHaveLength(19);
    for (const { body } of refused)
      expect(body).toMatchObject({ code: "RUN_ACTIVE", run_id: started[0]!.body.data.run_id });
  });

  it("begins nothing after a pause is acknowledged, and goes on where it stood", async () => {
    const { owner, site, query } = await aGarden(18, { stage_2_batch_size: 3, max_tasks_per_run: 1 });
    await as(owner).post(`/automation/run_now/${query}`);
    const stub = objectOf(site.id);
    while ((await runOf(owner, site.id)).current_stage < 2) {
      await runInDurableObject(stub, (instance) => instance.alarm());
      if ((await runOf(owner, site.id)).current_stage < 2) await deliver(takeMessages());
    }
    await runInDurableObject(stub, (instance) => instance.alarm());
    const late = takeMessages();
    expect(late.length).toBe(3);
    const { body } = await as(owner).post(`/automation/pause/${query}`);
    expect(body.data.run.run_id).toBeTruthy();
    await deliver(late);
    expect(await work(owner, site.id)).toMatchObject({ status: "paused", pause_reason: "Paused manually" });
    const states = await db
      .select({ status: jobItems.status })
      .from(jobItems)
      .where(sql`${jobItems.site_id} = ${site.id} and ${jobItems.kind} = 'generate_ideas'`);
    expect(states.map(({ status }) => status)).toEqual(["cancelled", "cancelled", "cancelled"]);
    expect((await as(owner).post(`/automation/pause/${query}`)).body.data.run.status).toBe("paused");
    await as(owner).post(`/automation/resume/${query}`);
    expect((await work(owner, site.id)).status).toBe("completed");
    const left = await db
      .select()
      .from(clusters)
      .where(sql`${clusters.site_id} = ${site.id} and ${clusters.status} = 'new'`);
    expect(left).toEqual([]);
  });

  it("ends when it is cancelled, and cancelling again changes nothing", async () => {
    const { owner, site, query } = await aGarden(6);
    await as(owner).post(`/automation/run_now/${query}`);
    await as(owner).post(`/automation/cancel/${query}`);
    expect((await work(owner, site.id)).status).toBe("cancelled");
    const { body } = await as(owner).post(`/automation/cancel/${query}`);
    expect(body.data.run.status).toBe("cancelled");
    expect((await accountOf(owner)).credits_reserved).toBe(0);
    expect((await as(owner).post(`/automation/run_now/${query}`)).status).toBe(202);
  });

  it("never spends more than its cap: it pauses with the reason, loses nothing, and can be resumed", async () => {
    const { owner, site, query } = await aGarden(12, { max_credits_per_run: 60, stage_4_budget_pct: 0 });
    await as(owner).post(`/automation/run_now/${query}`);
    const run = await work(owner, site.id);
    expect(run).toMatchObject({ status: "paused", pause_reason: "The run's credit cap is reached" });
    expect(run.credits_used).toBeLessThanOrEqual(60);
    await as(owner).post(`/automation/resume/${query}`);
    const more = await work(owner, site.id);
    expect(more.credits_used).toBeGreaterThan(run.credits_used);
  });

  it("pauses for want of credits", async () => {
    const { owner, site, query } = await aGarden(12);
    await db
      .update(accounts)
      .set({ credits_reserved: sql`credits + bonus_credits - 3` })
      .where(eq(accounts.id, owner.user.account_id));
    await as(owner).post(`/automation/run_now/${query}`);
    const run = await work(owner, site.id);
    expect(run.status).toBe("paused");
    expect(run.pause_reason).toContain("credits");
  });

  it("goes on when the object's storage is wiped and its alarm is gone", async () => {
    const { owner, site, query } = await aGarden(12, { max_tasks_per_run: 1, max_clusters_per_run: 1 });
    await as(owner).post(`/automation/run_now/${query}`);
    const stub = objectOf(site.id);
    await runInDurableObject(stub, (instance) => instance.alarm());
    await runInDurableObject(stub, (_, state) => state.storage.deleteAll());
    await env.DB.prepare("update automation_runs set heartbeat_at = ? where site_id = ?")
      .bind("2020-01-01T00:00:00.000Z", site.id)
      .run();
    expect(await wakeStalledRuns()).toBeGreaterThanOrEqual(1);
    expect((await work(owner, site.id)).status).toBe("completed");
    const charges = await db
      .select()
      .from(creditTransactions)
      .where(eq(creditTransactions.account_id, owner.user.account_id));
    expect(new Set(charges.map(({ reference }) => reference)).size).toBe(charges.length);
    const made = await db.select().from(jobs).where(eq(jobs.site_id, site.id));
    expect(made.filter(({ type }) => type === "auto_cluster")).toHaveLength(1);
  });

  it("is started once by ticks that come twice, and told another date", async () => {
    const { owner, site } = await aGarden(2, { enabled: true, frequency: "daily", scheduled_time: "02:00" });
    const due = "2026-01-01T02:00:00.000Z";
    await db
      .update(automationConfigs)
      .set({ next_run_at: due })
      .where(eq(automationConfigs.site_id, site.id));
    await Promise.all([startDueRuns(), startDueRuns()]);
    const { body } = await as(owner).get(`/automation/runs/?site_id=${site.id}`);
    expect(body.results).toMatchObject([{ trigger_type: "scheduled", status: "running" }]);
    const [config] = await db.select().from(automationConfigs).where(eq(automationConfigs.site_id, site.id));
    expect(Date.parse(config!.next_run_at!)).toBeGreaterThan(Date.now());
  });
});

describe("what is told of a run", () => {
  it("counts each stage and what is under way, and estimates no less than the run costs", async () => {
    const { owner, site, query } = await aGarden(12, { max_tasks_per_run: 2 });
    const estimate = (await as(owner).get(`/automation/estimate/${query}`)).body.data;
    expect(estimate.stages[0]).toMatchObject({ waiting: 12, expected_items: 12 });
    await as(owner).post(`/automation/run_now/${query}`);
    await runInDurableObject(objectOf(site.id), (instance) => instance.alarm());
    const { data } = (await as(owner).get(`/automation/current_processing/${query}`)).body;
    expect(data).toMatchObject({ stage: 1, status: "running", waiting: 12, done: 0 });
    expect(data.under_way).toHaveLength(1);
    const run = await work(owner, site.id);
    expect(run.credits_used).toBeLessThanOrEqual(estimate.required);
    const overview = (await as(owner).get(`/automation/pipeline_overview/${query}`)).body.data;
    expect(overview.stages[0].done + overview.stages[0].pending).toBe(12);
    expect(overview.stages[6].done).toBe(2);
    const events = (await as(owner).get(`/automation/events/${query}`)).body;
    expect(events).toContain("event: log");
    expect(events).toContain("Completed");
  });

  it("is nobody else's", async () => {
    const { query } = await aGarden(1);
    const stranger = await aPerson("owner");
    await aSite(stranger);
    for (const path of ["current_run", "history", "logs", "estimate", "pipeline_overview", "config"])
      expect([400, 404]).toContain((await as(stranger).get(`/automation/${path}/${query}`)).status);
  });
});
