import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { scheduled as cron } from "../../src/cron";
import { accounts, contents, publishingRecords, publishingSettings } from "../../src/db/schema";
import { systemCtx } from "../../src/db/context";
import { reviewContents } from "../../src/modules/automation/review.service";
import { assignSlots } from "../../src/modules/publisher/slots.service";
import { aContent, aPerson, aSite, db } from "../factories";
import { as } from "../harness";
import { partsOf, zones } from "./wall-clock";

const AT = "2031-01-15T09:00:00Z";
const rowOf = async (id: number) => (await db.select().from(contents).where(eq(contents.id, id)))[0]!;

async function anApproved(fields: Partial<typeof contents.$inferInsert> = {}) {
  const person = await aPerson();
  const { place, site } = await aSite(person);
  const content = await aContent(place, { status: "approved", ...fields });
  return { person, place, site, content, path: `/writer/content/${content.id}` };
}

describe("a schedule by hand", () => {
  it("answers as the reference shows it, and takes the content back", async () => {
    const { person, content, path } = await anApproved();
    const scheduled = await as(person).post(`${path}/schedule/`, { scheduled_publish_at: AT });
    expect(scheduled.status).toBe(200);
    expect(scheduled.body).toEqual({
      content_id: content.id,
      site_status: "scheduled",
      scheduled_publish_at: AT,
    });
    const taken = await as(person).post(`${path}/unschedule/`);
    const free = { content_id: content.id, site_status: "not_published", scheduled_publish_at: null };
    expect([taken.status, taken.body]).toEqual([200, free]);
    expect((await as(person).post(`${path}/unschedule/`)).body).toEqual(free);
  });

  it("takes an offset, and keeps UTC; a second time replaces the first", async () => {
    const { person, path } = await anApproved();
    await as(person).post(`${path}/schedule/`, { scheduled_publish_at: "2032-01-01T00:00:00.123Z" });
    const reply = await as(person).post(`${path}/schedule/`, {
      scheduled_publish_at: "2031-01-15T10:00:00+01:00",
    });
    expect(reply.body.scheduled_publish_at).toBe(AT);
  });

  it.each(["draft", "review", "published"] as const)("refuses a content that is %s", async (status) => {
    const { person, path, content } = await anApproved({ status });
    const reply = await as(person).post(`${path}/schedule/`, { scheduled_publish_at: AT });
    expect([reply.status, Object.keys(reply.body.errors)]).toEqual([400, ["status"]]);
    expect(await rowOf(content.id)).toMatchObject({
      site_status: "not_published",
      scheduled_publish_at: null,
    });
  });

  it.each([["2020-01-15T09:00:00Z"], ["tomorrow"], [null], ["2031-01-15"]])(
    "refuses %s as a time",
    async (time) => {
      const { person, path } = await anApproved();
      const reply = await as(person).post(`${path}/schedule/`, { scheduled_publish_at: time });
      expect([reply.status, Object.keys(reply.body.errors)]).toEqual([400, ["scheduled_publish_at"]]);
    },
  );

  it.each(["publishing", "published"] as const)("leaves a content alone that is %s", async (site_status) => {
    const { person, path, content } = await anApproved({ site_status });
    expect((await as(person).post(`${path}/schedule/`, { scheduled_publish_at: AT })).status).toBe(409);
    expect((await as(person).post(`${path}/unschedule/`)).status).toBe(409);
    expect((await rowOf(content.id)).site_status).toBe(site_status);
  });

  it("is not for another account, nor for a viewer", async () => {
    const { content } = await anApproved();
    const other = await aPerson();
    const path = `/writer/content/${content.id}`;
    expect((await as(other).post(`${path}/schedule/`, { scheduled_publish_at: AT })).status).toBe(404);
    expect((await as(other).post(`${path}/unschedule/`)).status).toBe(404);
  });
});

/** A site with auto-publish on and approved contents. */
async function aQueue(count: number, rules: Partial<typeof publishingSettings.$inferInsert> = {}) {
  const person = await aPerson();
  const { place, site } = await aSite(person);
  const { account_id, site_id } = place;
  await db.insert(publishingSettings).values({ account_id, site_id, auto_publish_enabled: true, ...rules });
  for (let n = 0; n < count; n++) await aContent(place, { status: "approved" });
  const scheduled = async () =>
    (await db.select().from(contents).where(eq(contents.site_id, site_id))).flatMap((row) =>
      row.scheduled_publish_at ? [row.scheduled_publish_at] : [],
    );
  return { person, place, site, ctx: systemCtx(account_id, "test"), scheduled };
}
const everyDay = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

describe("slots", () => {
  it("are given to approved content, one each, within the limits", async () => {
    const { ctx, site, scheduled } = await aQueue(5, { daily_publish_limit: 2, publish_days: everyDay });
    const given = await assignSlots(ctx, site.id);
    expect(given).toHaveLength(5);
    const days = (await scheduled()).map((at) => at.slice(0, 10));
    expect(Math.max(...days.map((day) => days.filter((other) => other === day).length))).toBe(2);
    expect(new Set(await scheduled()).size).toBe(5);
    expect(await assignSlots(ctx, site.id)).toEqual([]);
  });

  /** Before a change of daylight saving where the zone has one, or before the end of a month; by the hour before midnight. */
  const eves: Record<string, string> = {
    "Pacific/Auckland": "2026-09-26T11:30:00Z",
    "America/New_York": "2026-03-08T04:30:00Z",
    "Europe/London": "2026-10-24T22:30:00Z",
    "Asia/Kathmandu": "2026-12-31T17:45:00Z",
    "America/St_Johns": "2026-11-01T02:00:00Z",
  };
  it.each(zones)(
    "are given to no more than the limits allow when many ask at once in %s",
    async (timezone) => {
      const limits = { daily_publish_limit: 2, weekly_publish_limit: 5, monthly_publish_limit: 12 };
      const { ctx, place, site, scheduled } = await aQueue(0, {
        ...limits,
        publish_time_slots: ["00:15", "02:30", "23:45"],
        publish_days: everyDay,
      });
      await db.update(accounts).set({ timezone }).where(eq(accounts.id, ctx.actor.accountId));
      const made = [];
      for (let n = 0; n < 16; n++) made.push(await aContent(place, { status: "approved" }));
      vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(eves[timezone]!) });
      const calls = made.map(({ id }) => assignSlots(systemCtx(ctx.actor.accountId, "test"), site.id, [id]));
      const settled = await Promise.allSettled([...calls, assignSlots(ctx, site.id)]);
      for (const outcome of settled)
        if (outcome.status === "rejected") expect(outcome.reason.code).toBe("CONFLICT");
      await assignSlots(ctx, site.id);
      vi.useRealTimers();
      const times = await scheduled();
      expect(new Set(times).size).toBe(16);
      const parts = times.map((at) => partsOf(Date.parse(at), timezone));
      const most = (key: "date" | "week" | "month") =>
        Math.max(...parts.map((one) => parts.filter((other) => other[key] === one[key]).length));
      expect([most("date"), most("week"), most("month")]).toEqual([2, 5, expect.any(Number)]);
      expect(most("month")).toBeLessThanOrEqual(12);
    },
  );

  it("count what was published by hand, and what is being published", async () => {
    const { ctx, site, place } = await aQueue(1, { daily_publish_limit: 1, publish_days: everyDay });
    const { account_id, site_id } = place;
    const now = new Date().toISOString();
    const by = await aContent(place, { status: "approved", site_status: "published" });
    const record = { account_id, site_id, content_id: by.id, published_at: now };
    await db.insert(publishingRecords).values([
      { ...record, status: "published" },
      { ...record, status: "published", published_at: "2040-01-01T00:00:00.000Z" },
    ]);
    const [given] = await assignSlots(ctx, site.id);
    expect(given!.scheduled_publish_at.slice(0, 10) > now.slice(0, 10)).toBe(true);
  });

  it("are the account's wall time", async () => {
    const { ctx, site } = await aQueue(1, { publish_time_slots: ["00:30"], publish_days: everyDay });
    await db.update(accounts).set({ timezone: "Asia/Kathmandu" }).where(eq(accounts.id, ctx.actor.accountId));
    const [given] = await assignSlots(ctx, site.id);
    expect(given!.scheduled_publish_at.slice(11)).toBe("18:45:00Z");
  });

  it("are not given where auto-publish is off, nor to what a person has to approve first", async () => {
    const off = await aQueue(1, { auto_publish_enabled: false });
    expect(await assignSlots(off.ctx, off.site.id)).toEqual([]);
    const on = await aQueue(0);
    await aContent(on.place, { status: "review" });
    await aContent(on.place, { status: "approved", site_status: "failed" });
    expect(await assignSlots(on.ctx, on.site.id)).toEqual([]);
  });

  it("come with the hourly tick, for every site whose account and module are on", async () => {
    const [one, other, shut, moduleOff] = [
      await aQueue(1),
      await aQueue(2),
      await aQueue(1),
      await aQueue(1),
    ];
    const accountOf = ({ ctx }: typeof one) => eq(accounts.id, ctx.actor.accountId);
    await db.update(accounts).set({ status: "suspended" }).where(accountOf(shut));
    await db
      .update(accounts)
      .set({ disabled_modules: ["publisher"] })
      .where(accountOf(moduleOff));
    await cron({ cron: "7 * * * *" } as any, {} as any, {} as any);
    const counts = [one, other, shut, moduleOff].map(async (queue) => (await queue.scheduled()).length);
    expect(await Promise.all(counts)).toEqual([1, 2, 0, 0]);
  });

  it("come with the approval in an automation run", async () => {
    const { ctx, site, place } = await aQueue(0, { auto_approval_enabled: true });
    const content = await aContent(place, { status: "review" });
    expect((await reviewContents(ctx, site.id, [content.id])).done).toBe(1);
    expect(await rowOf(content.id)).toMatchObject({ status: "approved", site_status: "scheduled" });
  });
});
