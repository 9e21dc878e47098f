import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { automationRuns, contentIdeas, jobItems, tasks } from "../../src/db/schema";
import { systemCtx } from "../../src/db/context";
import { buildRun, type RunState } from "../../src/modules/automation/run-state";
import { insertRun } from "../../src/modules/automation/run-store";
import { wakeStalledRuns } from "../../src/modules/automation/schedules.service";
import { resolveStage } from "../../src/modules/automation/stages";
import { aCluster, aKeyword, db } from "../factories";
import { as } from "../harness";
import { deliver, takeMessages } from "../queue";
import { aGarden, objectOf, runOf, work } from "./drive";

const row = async (siteId: number) =>
  (await db.select().from(automationRuns).where(eq(automationRuns.site_id, siteId))).at(-1)!;
const stateOf = async (siteId: number) => (await row(siteId)).state as unknown as RunState;

/** What D1 has, and the object has not: it died between its two writes. */
async function storeInD1Alone(siteId: number, change: Partial<RunState>) {
  const state = { ...(await stateOf(siteId)), ...change };
  const columns = { status: state.status, state: state as any, heartbeat_at: "2020-01-01T00:00:00.000Z" };
  await db.update(automationRuns).set(columns).where(eq(automationRuns.run_id, state.run_id));
  await evictDurableObject(objectOf(siteId));
}

describe("an object that died between D1 and its own storage", () => {
  it("goes on with a run that D1 alone knows, although it remembers one that has ended", async () => {
    const { owner, site, query } = await aGarden(0);
    await as(owner).post(`/automation/run_now/${query}`);
    expect((await work(owner, site.id)).status).toBe("completed");
    const { config } = await stateOf(site.id);
    const place = { account_id: owner.user.account_id, site_id: site.id };
    const fields = {
      run_id: "second",
      ...place,
      trigger_type: "manual" as const,
      started_at: "2026-01-01T00:00:00.000Z",
    };
    await insertRun(systemCtx(place.account_id, "test"), buildRun(fields, config));
    await storeInD1Alone(site.id, {});
    await wakeStalledRuns();
    expect(await work(owner, site.id)).toMatchObject({ run_id: "second", status: "completed" });
  });

  it("resumes, and cancels, what was asked for and stored", async () => {
    const { owner, site, query } = await aGarden(2);
    await as(owner).post(`/automation/run_now/${query}`);
    await as(owner).post(`/automation/pause/${query}`);
    expect((await work(owner, site.id)).status).toBe("paused");
    await storeInD1Alone(site.id, { status: "running", wish: "cancel" });
    await wakeStalledRuns();
    expect((await work(owner, site.id)).status).toBe("cancelled");
  });

  it("tells no line of the run's story twice", async () => {
    const { owner, site, query } = await aGarden(0);
    await as(owner).post(`/automation/run_now/${query}`);
    const stub = objectOf(site.id);
    const before = await runInDurableObject(stub, (_, state) => state.storage.kv.get<RunState>("run")!);
    expect((await work(owner, site.id)).status).toBe("completed");
    await runInDurableObject(stub, async (_, state) => {
      state.storage.kv.put("run", before);
      await state.storage.setAlarm(Date.now() + 60_000);
    });
    await evictDurableObject(stub);
    await runDurableObjectAlarm(stub);
    const { body } = await as(owner).get(`/automation/logs/${query}`);
    expect(body.data.filter(({ message }: any) => message === "Completed")).toHaveLength(1);
    expect((await runOf(owner, site.id)).status).toBe("completed");
  });
});

describe("a store whose answer is lost", () => {
  it("is found to have happened", async () => {
    const { owner, site, query } = await aGarden(2);
    await as(owner).post(`/automation/run_now/${query}`);
    const open = env.DB.withSession.bind(env.DB);
    vi.spyOn(env.DB, "withSession").mockImplementation((from?: any) => {
      const session = open(from);
      const batch = async (statements: D1PreparedStatement[]) => {
        const results = await session.batch(statements);
        if (results.length === 2) throw new Error("the answer was lost");
        return results;
      };
      return {
        prepare: session.prepare.bind(session),
        batch,
        getBookmark: () => session.getBookmark(),
      } as any;
    });
    await runInDurableObject(objectOf(site.id), (instance) => instance.alarm());
    vi.restoreAllMocks();
    const [first] = [(await stateOf(site.id)).batch];
    expect(first).not.toBeNull();
    await runInDurableObject(objectOf(site.id), (instance) => instance.alarm());
    expect((await stateOf(site.id)).batch).toEqual(first);
  });
});

describe("a pause that died before it stopped the items under way", () => {
  it("stops them when it is asked again", async () => {
    const { owner, site, query } = await aGarden(6);
    await as(owner).post(`/automation/run_now/${query}`);
    await runInDurableObject(objectOf(site.id), (instance) => instance.alarm());
    const messages = takeMessages();
    expect(messages).toHaveLength(1);
    const asked = { wish: "pause" as const, pause_reason: "Paused manually" };
    await runInDurableObject(objectOf(site.id), (_, state) =>
      state.storage.kv.put("run", { ...state.storage.kv.get<RunState>("run")!, ...asked }),
    );
    await storeInD1Alone(site.id, asked);
    await as(owner).post(`/automation/pause/${query}`);
    await deliver(messages);
    const items = await db.select().from(jobItems).where(eq(jobItems.site_id, site.id));
    expect(items.map(({ status }) => status)).toEqual(["cancelled"]);
    expect((await work(owner, site.id)).status).toBe("paused");
  });
});

describe("the stage that makes tasks", () => {
  it("counts those that a try made which died before its run knew", async () => {
    const { owner, site } = await aGarden(0);
    const ctx = systemCtx(owner.user.account_id, "test");
    const sector = await env.DB.prepare("select id from sectors where site_id = ?")
      .bind(site.id)
      .first<{ id: number }>();
    const at = { account_id: owner.user.account_id, site_id: site.id, sector_id: sector!.id };
    const cluster = await aCluster(at);
    await aKeyword(at, { cluster_id: cluster.id });
    const idea = { ...at, cluster_id: cluster.id, description: "", estimated_word_count: 500 };
    const rows = await db
      .insert(contentIdeas)
      .values(["One", "Two"].map((title) => ({ ...idea, idea_title: title, title_key: title.toLowerCase() })))
      .returning();
    const ids = rows.map(({ id }) => id);
    const batch = { siteId: site.id, ids, config: {} as any, origin: {} as any };
    const once = await resolveStage(3).start(ctx, batch);
    expect(once).toEqual({ done: 2, failed: 0, failures: [] });
    expect(await resolveStage(3).start(ctx, batch)).toEqual(once);
    expect(await db.$count(tasks, eq(tasks.site_id, site.id))).toBe(2);
  });
});
