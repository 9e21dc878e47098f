import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { contents } from "../../src/db/schema";
import { embedded } from "../../src/generation/embedded/provider";
import { systemCtx } from "../../src/db/context";
import {
  selectContentSettingsStatement,
  toContentSettings,
} from "../../src/modules/system/content-settings.service";
import { loadAuditTrail } from "../auth/helpers";
import { aPerson, aSite, aTask, db } from "../factories";
import { as } from "../harness";
import { drain } from "../queue";

const pathOf = (key: string) => `/system/settings/content/${key}/`;

describe("the content settings", () => {
  it("are the defaults, with what is saved over them", async () => {
    const admin = await aPerson("admin");
    const path = pathOf("content_generation");
    expect((await as(admin).get(path)).body.data).toEqual({
      default_article_length: 1000,
      default_tone: "professional",
      include_faq: true,
      enable_internal_linking: true,
      max_images: 4,
      updated_at: null,
    });
    await as(admin).post(`${path}save/`, { default_tone: " friendly ", max_images: 0 });
    const { status, body } = await as(admin).post(`${path}save/`, { default_article_length: 1500 });
    expect(status).toBe(200);
    expect(body.data).toMatchObject({
      default_article_length: 1500,
      default_tone: "friendly",
      include_faq: true,
      max_images: 0,
    });
    expect((await as(admin).get(path)).body.data).toEqual(body.data);
    const saved = await selectContentSettingsStatement(systemCtx(admin.user.account_id, "test"));
    expect(toContentSettings(saved).content_generation).toMatchObject({
      default_article_length: 1500,
      include_faq: true,
    });
  });

  it("of publishing keep their times in order, each once", async () => {
    const admin = await aPerson("admin");
    const path = pathOf("publishing");
    expect((await as(admin).get(path)).body.data).toMatchObject({
      default_publish_status: "draft",
      schedule_times: ["09:00"],
    });
    const times = { schedule_times: ["18:00", "09:30", "18:00"], default_publish_status: "future" };
    const { body } = await as(admin).post(`${path}save/`, times);
    expect(body.data).toMatchObject({
      schedule_times: ["09:30", "18:00"],
      default_publish_status: "future",
      auto_schedule: false,
    });
  });

  it("are each account's own", async () => {
    const [one, other] = [await aPerson("admin"), await aPerson("viewer")];
    await as(one).post(`${pathOf("publishing")}save/`, { auto_schedule: true });
    expect((await as(other).get(pathOf("publishing"))).body.data.auto_schedule).toBe(false);
  });

  it("know two keys", async () => {
    const admin = await aPerson("admin");
    for (const key of ["images", "constructor", "content_generation%20", "__proto__"]) {
      expect((await as(admin).get(pathOf(key))).status).toBe(404);
      expect((await as(admin).post(`${pathOf(key)}save/`, {})).status).toBe(404);
    }
  });

  it.each([
    ["content_generation", { auto_schedule: true }],
    ["publishing", { include_faq: true }],
    ["publishing", { temperature: 1 }],
    ["content_generation", { default_article_length: 299 }],
    ["content_generation", { default_article_length: 5001 }],
    ["content_generation", { max_images: 9 }],
    ["content_generation", { default_tone: "" }],
    ["content_generation", { include_faq: "yes" }],
    ["publishing", { default_publish_status: "published" }],
    ["publishing", { schedule_frequency: "hourly" }],
    ["publishing", { schedule_times: [] }],
  ])("refuse in %s %j, naming the field", async (key, change) => {
    const admin = await aPerson("admin");
    const { status, body } = await as(admin).post(`${pathOf(key)}save/`, change);
    expect([status, Object.keys(body.errors)]).toEqual([400, Object.keys(change)]);
    expect((await as(admin).get(pathOf(key))).body.data.updated_at).toBeNull();
  });

  it("name the time that is none", async () => {
    const { body } = await as(await aPerson("admin")).post(`${pathOf("publishing")}save/`, {
      schedule_times: ["09:00", "24:00"],
    });
    expect(body.errors).toEqual({ "schedule_times.1": ["A time has the form HH:MM"] });
  });

  it("are saved by admins, and leave a trail", async () => {
    const admin = await aPerson("admin");
    const path = `${pathOf("publishing")}save/`;
    expect((await as(await aPerson("editor")).post(path, { auto_schedule: true })).status).toBe(403);
    await as(admin).post(path, { auto_schedule: true });
    const [event] = await loadAuditTrail(admin.user.account_id);
    expect(event).toMatchObject({
      action: "content_settings.saved",
      object_id: "publishing",
      details: { fields: ["auto_schedule"] },
    });
  });
});

describe("an article", () => {
  async function written(settings?: object) {
    const admin = await aPerson("admin");
    if (settings) await as(admin).post(`${pathOf("content_generation")}save/`, settings);
    const { place } = await aSite(admin);
    const task = await aTask(place, { word_count: 900 });
    const asked = vi.spyOn(embedded, "answer");
    expect((await as(admin).post(`/writer/tasks/${task.id}/generate_content/`)).status).toBe(202);
    await drain();
    const [content] = await db.select().from(contents).where(eq(contents.task_id, task.id));
    return { input: asked.mock.calls[0]![1], html: content!.content_html };
  }

  it("has the FAQ and the tone of the defaults", async () => {
    const { input, html } = await written();
    expect(input).toMatchObject({ tone: "professional", include_faq: true });
    expect(html).toContain("Frequently asked questions");
  });

  it("has those that the account chose", async () => {
    const { input, html } = await written({ default_tone: "friendly", include_faq: false });
    expect(input).toMatchObject({ tone: "friendly", include_faq: false });
    expect(html).not.toContain("Frequently asked questions");
  });
});
