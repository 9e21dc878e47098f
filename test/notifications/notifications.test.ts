import { describe, expect, it } from "vitest";
import { notifications } from "../../src/db/schema";
import { aPerson, aSite, db, type Person } from "../factories";
import { as } from "../harness";

async function aNotification({ user }: Person, fields: Partial<typeof notifications.$inferInsert> = {}) {
  const [row] = await db
    .insert(notifications)
    .values({
      account_id: user.account_id,
      notification_type: "ai_content_complete",
      severity: "success",
      title: "Done",
      message: "5 of 5",
      ...fields,
    })
    .returning();
  return row!;
}

describe("notifications", () => {
  it("are listed newest first, and filtered by type, by group and by whether they are read", async () => {
    const person = await aPerson();
    await aNotification(person, { title: "first" });
    await aNotification(person, { title: "second", notification_type: "credits_low", is_read: true });
    const titles = async (query: string) =>
      (await as(person).get(`/notifications/?${query}`)).body.results.map((row: any) => row.title);
    expect(await titles("")).toEqual(["second", "first"]);
    expect(await titles("is_read=false")).toEqual(["first"]);
    expect(await titles("notification_type=credit")).toEqual(["second"]);
    expect(await titles("notification_type=ai_task")).toEqual(["first"]);
    expect(await titles("notification_type=credits_low")).toEqual(["second"]);
    expect((await as(person).get("/notifications/?notification_type=gossip")).status).toBe(400);
  });

  it("are shown as the reference shows them, unwrapped", async () => {
    const person = await aPerson();
    const { id } = await aNotification(person, { metadata: { count: 5 } });
    const { body } = await as(person).get(`/notifications/${id}/`);
    expect(Object.keys(body)).toEqual([
      "id",
      "notification_type",
      "severity",
      "title",
      "message",
      "is_read",
      "read_at",
      "action_label",
      "action_url",
      "metadata",
      "created_at",
    ]);
    expect(body.metadata).toEqual({ count: 5 });
  });

  it("are read once: the second time keeps the first moment", async () => {
    const person = await aPerson();
    const { id } = await aNotification(person);
    const first = (await as(person).post(`/notifications/${id}/read/`)).body;
    expect(first).toMatchObject({ is_read: true, read_at: expect.any(String) });
    expect((await as(person).post(`/notifications/${id}/read/`)).body.read_at).toBe(first.read_at);
  });

  it("are counted, read all at once, and deleted", async () => {
    const person = await aPerson();
    const { id } = await aNotification(person);
    await aNotification(person);
    expect((await as(person).get("/notifications/unread-count/")).body.data).toEqual({ unread_count: 2 });
    expect((await as(person).delete(`/notifications/${id}/`)).status).toBe(200);
    expect((await as(person).post("/notifications/read-all/")).body.data).toEqual({ updated: 1 });
    expect((await as(person).get("/notifications/unread-count/")).body.data).toEqual({ unread_count: 0 });
  });

  it("are neither another account's nor those of a site that the user may not see", async () => {
    const person = await aPerson();
    const [mine, other] = [await aSite(person), await aSite(person)];
    await aNotification(person, { site_id: mine.site.id, title: "mine" });
    const hidden = await aNotification(person, { site_id: other.site.id });
    const limited = { user: { ...person.user, site_access: [mine.site.id] } };
    expect((await as(limited).get("/notifications/")).body.results.map((row: any) => row.title)).toEqual([
      "mine",
    ]);
    expect((await as(limited).post(`/notifications/${hidden.id}/read/`)).status).toBe(404);
    expect((await as(await aPerson()).delete(`/notifications/${hidden.id}/`)).status).toBe(404);
  });
});
