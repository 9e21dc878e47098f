import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { accounts, auditEvents } from "../../src/db/schema";
import { computeNextRun } from "../../src/modules/sites/schedule";
import { aPerson, aSite, db } from "../factories";
import { as } from "../harness";

async function aHome() {
  const owner = await aPerson("owner");
  const { site } = await aSite(owner);
  const path = `/integration/sites/${site.id}`;
  return { owner, unified: `${path}/unified-settings/`, publishing: `${path}/publishing-settings/` };
}

describe("the settings of a site", () => {
  it("are the defaults until something is saved", async () => {
    const { owner, unified } = await aHome();
    const { body } = await as(owner).get(unified);
    expect(body.automation_config).toMatchObject({
      enabled: false,
      frequency: "daily",
      scheduled_time: "02:00:00",
      next_run_at: null,
      stage_1_batch_size: 50,
      max_keywords_per_run: 0,
      stage_4_budget_pct: 40,
    });
    expect(body.publishing_settings).toMatchObject({ daily_publish_limit: 3, total_items_per_run: 500 });
    expect(body.stage_configs).toHaveLength(7);
    expect((await as(owner).get("/integration/settings/defaults/")).body).toMatchObject({
      automation: { enabled: false, frequency: "daily", time: "02:00" },
      delays: { within_stage: 3, between_stage: 5 },
      images: { style: "photorealistic", max_images: 4 },
    });
  });

  it("keep what a change does not name, say when the automation is due, and leave a row of the trail", async () => {
    const { owner, unified } = await aHome();
    await db
      .update(accounts)
      .set({ timezone: "Europe/Berlin" })
      .where(eq(accounts.id, owner.user.account_id));
    const first = await as(owner).patch(unified, {
      automation_config: {
        enabled: true,
        frequency: "weekly",
        scheduled_days: ["mon"],
        scheduled_time: "09:00",
      },
      stage_configs: [{ stage: 2, batch_size: 10 }],
    });
    expect(first.status).toBe(200);
    const { body } = await as(owner).patch(unified, { publishing_settings: { daily_publish_limit: 5 } });
    expect(body.automation_config).toMatchObject({ enabled: true, stage_2_batch_size: 10 });
    expect(body.publishing_settings).toMatchObject({ daily_publish_limit: 5, weekly_publish_limit: 15 });
    const due = new Date(body.automation_config.next_run_at);
    expect(due.getUTCDay()).toBe(1);
    expect([7, 8]).toContain(due.getUTCHours());
    const trail = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.account_id, owner.user.account_id));
    expect(trail.map(({ action }) => action)).toEqual(["site.settings_updated", "site.settings_updated"]);
  });

  it("have one truth behind the deprecated form, which says what takes its place", async () => {
    const { owner, unified, publishing } = await aHome();
    expect((await as(owner).get(publishing)).body).toMatchObject({
      id: null,
      publish_time_slots: ["09:00", "14:00", "18:00"],
    });
    await as(owner).patch(publishing, { publish_time_slots: ["10:00", { start: "12:00", end: "15:00" }] });
    const { body, headers } = await as(owner).get(publishing);
    expect(body.publish_time_slots).toEqual(["10:00", "12:00"]);
    expect(headers.get("Link")).toBe(`</api/v1${unified}>; rel="successor-version"`);
    expect((await as(owner).get(unified)).body.publishing_settings.publish_time_slots).toEqual([
      { start: "10:00", end: "10:00" },
      { start: "12:00", end: "15:00" },
    ]);
  });

  it("are at no address with a control character in it, whatever the answer's headers say of it", async () => {
    const { owner } = await aHome();
    expect((await as(owner).get("/integration/sites/%00/publishing-settings/")).status).toBe(400);
  });

  it.each([
    [{ automation_config: { scheduled_time: "25:00" } }, "automation_config.scheduled_time"],
    [
      { automation_config: { frequency: "monthly", scheduled_days: ["mon"] } },
      "automation_config.scheduled_days",
    ],
    [
      { automation_config: { frequency: "weekly", scheduled_days: ["7"] } },
      "automation_config.scheduled_days",
    ],
    [{ automation_config: { stage_8_enabled: true } }, "automation_config.stage_8_enabled"],
    [{ ai_settings: { live_model_id: 999_999 } }, "ai_settings.live_model_id"],
    [{ publishing_settings: { publish_days: [] } }, "publishing_settings.publish_days"],
  ])("refuse %j, and name the field", async (change, field) => {
    const { owner, unified } = await aHome();
    const { status, body } = await as(owner).patch(unified, change);
    expect(status).toBe(400);
    expect(Object.keys(body.errors)).toEqual([field]);
  });
});

describe("nextRunAt", () => {
  const at = (text: string) => new Date(text);
  it.each([
    ["daily", [], "09:00", "Europe/Berlin", "2026-03-28T08:30:00Z", "2026-03-29T07:00:00.000Z"],
    ["daily", [], "02:30", "Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00.000Z"],
    ["daily", ["mon", "wed"], "09:00", "UTC", "2026-11-24T10:00:00Z", "2026-11-25T09:00:00.000Z"],
    ["weekly", [], "09:00", "UTC", "2026-11-24T10:00:00Z", "2026-11-30T09:00:00.000Z"],
    ["monthly", ["31"], "00:00", "UTC", "2026-11-24T10:00:00Z", "2026-12-31T00:00:00.000Z"],
    ["monthly", [], "23:59", "America/New_York", "2026-11-24T10:00:00Z", "2026-12-02T04:59:00.000Z"],
  ] as const)("of %s %j at %s in %s after %s is %s", (frequency, days, time, zone, from, due) => {
    expect(
      computeNextRun({ frequency, scheduled_days: [...days], scheduled_time: time }, zone, at(from)),
    ).toBe(due);
  });
});
