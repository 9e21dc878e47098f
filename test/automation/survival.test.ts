import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { contentIdeas, tasks } from "../../src/db/schema";
import { systemCtx } from "../../src/lib/context";
import { stageOf } from "../../src/modules/automation/stages";
import { aCluster, aKeyword, db } from "../factories";
import { aGarden } from "./drive";

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
    const once = await stageOf(3).begin(ctx, site.id, ids, {} as any, {} as any);
    expect(once).toEqual({ done: 2, failed: 0, failures: [] });
    expect(await stageOf(3).begin(ctx, site.id, ids, {} as any, {} as any)).toEqual(once);
    expect(await db.$count(tasks, eq(tasks.site_id, site.id))).toBe(2);
  });
});
