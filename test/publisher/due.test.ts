import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { scheduled as cron } from "../../src/cron";
import { accounts, contents, jobItems, publishingRecords, siteIntegrations } from "../../src/db/schema";
import { publishDueContent } from "../../src/modules/publisher/due-publications.service";
import { db } from "../factories";
import { as } from "../harness";
import { deliver, takeMessages, takeMessagesOf } from "../queue";
import { fakeSite, page } from "./fake-site";
import { accountsOf, anApproved, anArticle, publish, recordsOf, rowOf, work } from "./helpers";

const PAST = "2026-01-01T09:00:00Z";
const due = (fields = {}) => anArticle({ site_status: "scheduled", scheduled_publish_at: PAST, ...fields });
const tick = () => cron({ cron: "*/5 * * * *" } as any, {} as any, {} as any);
const fail = (wp: ReturnType<typeof fakeSite>) =>
  wp.faults.push({ match: /^POST .*posts/, answer: () => page("Bad gateway", 502) });
/** Makes the last failure as old as that. */
const minutesAgo = async (contentId: number, minutes: number) => {
  const updated_at = new Date(Date.now() - minutes * 60_000).toISOString();
  await db.update(publishingRecords).set({ updated_at }).where(eq(publishingRecords.content_id, contentId));
};

describe("what is due", () => {
  it("is published by one job a site, once however often the tick comes", async () => {
    const wp = fakeSite();
    const article = await due();
    const other = await anApproved(article.place, { site_status: "scheduled", scheduled_publish_at: PAST });
    await Promise.all([tick(), tick(), tick()]);
    await tick();
    expect(takeMessagesOf(article.place.account_id)).toHaveLength(2);
    const { items } = await accountsOf(article.place);
    expect(new Set(items.map(({ job_id }) => job_id)).size).toBe(1);
    await deliver(items.map(({ id, account_id }) => ({ type: "item.run", item_id: id, account_id })));
    await tick();
    expect(takeMessagesOf(article.place.account_id)).toEqual([]);
    expect(wp.list().map(({ status }) => status)).toEqual(["publish", "publish"]);
    for (const { id } of [article.content, other])
      expect(await rowOf(id)).toMatchObject({ site_status: "published", scheduled_publish_at: PAST });
  });

  it("is not what is to come, what another module or account keeps, or what WordPress publishes itself", async () => {
    fakeSite();
    const later = new Date(Date.now() + 60_000).toISOString();
    const waiting = [await due({ scheduled_publish_at: later }), await due({ source: "wordpress" })];
    const moduleOff = await due();
    await db
      .update(accounts)
      .set({ disabled_modules: ["publisher"] })
      .where(eq(accounts.id, moduleOff.place.account_id));
    const shut = await due();
    await db.update(accounts).set({ status: "suspended" }).where(eq(accounts.id, shut.place.account_id));
    await publishDueContent();
    const all = [...waiting, moduleOff, shut].map(({ place }) => place.account_id);
    expect(takeMessagesOf(...all)).toEqual([]);
  });

  it("is left alone where it was taken out of the schedule while its message was on the way", async () => {
    const wp = fakeSite();
    const article = await due();
    await publishDueContent();
    await as(article.person).post(`${article.path}/unschedule/`);
    await work();
    expect(wp.list()).toEqual([]);
    expect(await rowOf(article.content.id)).toMatchObject({ site_status: "not_published" });
    expect((await accountsOf(article.place)).items).toMatchObject([
      { status: "done", result: { skipped: "It is no longer scheduled" } },
    ]);
    expect(await recordsOf(article.content.id)).toEqual([]);
  });

  it("is tried again ever later, then fails, with a record each and one notification", async () => {
    const wp = fakeSite();
    const article = await due();
    const { id } = article.content;
    fail(wp);
    for (const [attempt, minutes] of [5, 15, 60, 240].entries()) {
      await publishDueContent();
      await work();
      expect(await rowOf(id)).toMatchObject({ site_status: "scheduled", publish_attempts: attempt + 1 });
      expect((await accountsOf(article.place)).news).toEqual([]);
      await minutesAgo(id, minutes - 1);
      await publishDueContent();
      expect(takeMessagesOf(article.place.account_id)).toEqual([]);
      await minutesAgo(id, minutes + 1);
    }
    await publishDueContent();
    await work();
    expect(await rowOf(id)).toMatchObject({ site_status: "failed", publish_attempts: 5 });
    expect((await recordsOf(id)).map(({ status }) => status)).toEqual(
      Array.from({ length: 5 }, () => "failed"),
    );
    const { news } = await accountsOf(article.place);
    expect(news).toMatchObject([{ notification_type: "content_publish_failed" }]);
    await minutesAgo(id, 10_000);
    await publishDueContent();
    expect(takeMessagesOf(article.place.account_id)).toEqual([]);
  });

  it("comes through when the site is back", async () => {
    const wp = fakeSite();
    const article = await due();
    fail(wp);
    await publishDueContent();
    await work();
    wp.faults.length = 0;
    await minutesAgo(article.content.id, 6);
    await publishDueContent();
    await work();
    expect(await rowOf(article.content.id)).toMatchObject({ site_status: "published", publish_attempts: 0 });
    expect(wp.list()).toHaveLength(1);
  });

  it("fails at once where nobody but a person can help", async () => {
    fakeSite();
    const article = await due();
    await db.delete(siteIntegrations).where(eq(siteIntegrations.id, article.connection.id));
    await publishDueContent();
    await work();
    expect(await rowOf(article.content.id)).toMatchObject({ site_status: "failed" });
    const { news, items } = await accountsOf(article.place);
    expect(items).toMatchObject([
      { attempts: 1, error: "The site has no WordPress integration: connect it first" },
    ]);
    expect(news).toHaveLength(1);
  });

  it("is published where a person lets its failed job be tried again", async () => {
    const wp = fakeSite({ mayPublish: false });
    const article = await due();
    await publishDueContent();
    await work();
    expect((await rowOf(article.content.id)).site_status).toBe("failed");
    wp.options.mayPublish = true;
    const [item] = (await accountsOf(article.place)).items;
    expect((await as(article.person).post(`/jobs/${item!.job_id}/retry/`)).status).toBe(202);
    await work();
    expect((await rowOf(article.content.id)).site_status).toBe("published");
    expect(wp.list()).toHaveLength(1);
  });

  it("fails where the queue has given its message up, and is tried again", async () => {
    fakeSite();
    const article = await due();
    await publishDueContent();
    const messages = takeMessages();
    await db.update(contents).set({ site_status: "publishing" }).where(eq(contents.id, article.content.id));
    await deliver(messages, "igny8-jobs-dead");
    expect(await rowOf(article.content.id)).toMatchObject({ site_status: "scheduled", publish_attempts: 1 });
  });
});

describe("a publication by hand of what is scheduled", () => {
  it("takes it out of the schedule", async () => {
    fakeSite();
    const article = await due({ scheduled_publish_at: "2040-01-01T09:00:00Z" });
    await publish(article);
    expect(await rowOf(article.content.id)).toMatchObject({
      site_status: "published",
      scheduled_publish_at: null,
    });
  });

  it("leaves it scheduled where it fails", async () => {
    const wp = fakeSite();
    const article = await due({ scheduled_publish_at: "2040-01-01T09:00:00Z" });
    fail(wp);
    await publish(article);
    expect(await rowOf(article.content.id)).toMatchObject({
      site_status: "scheduled",
      scheduled_publish_at: "2040-01-01T09:00:00Z",
    });
    expect((await accountsOf(article.place)).news).toHaveLength(1);
  });

  it("can be cancelled before it begins, and leaves everything as it was", async () => {
    fakeSite();
    const article = await anArticle();
    const reply = await as(article.person).post(`${article.path}/publish_to_wordpress/`);
    await as(article.person).post(`/jobs/${reply.body.data.task_id}/cancel/`);
    await work();
    expect(await rowOf(article.content.id)).toMatchObject({ site_status: "not_published" });
    const items = await db.select().from(jobItems).where(eq(jobItems.job_id, reply.body.data.task_id));
    expect(items).toMatchObject([{ status: "cancelled" }]);
  });
});
