import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { eq } from "drizzle-orm";
import { contents } from "../../src/db/schema";
import { db } from "../factories";
import { as } from "../harness";
import { captureQueue, drain } from "../queue";
import { aBlog, countsOf } from "./helpers";

beforeEach(captureQueue);
afterEach(() => void vi.useRealTimers());

/** Makes what was written a second ahead of the clock lie behind it. */
const later = () => void vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 1_100 });
const before = (ms: number) => new Date(Date.now() - ms).toISOString().slice(0, 19);

/** A content that was changed here and there since they were last the same. */
async function aConflict(status = "publish") {
  const world = await aBlog();
  const post = world.blog.write({ status, modified_gmt: before(3_600_000) });
  await world.sync();
  const { id } = await world.row(post.id);
  await as(world.person).put(`/writer/content/${id}/`, { title: "Mine", excerpt: "Of mine" });
  const theirs = world.blog.write({ id: post.id, title: "Theirs", content: "<p>Of theirs</p>" });
  const job = await world.sync();
  const resolve = (choice: string) =>
    as(world.person).post(`/writer/content/${id}/resolve_conflict/`, { choice });
  return { ...world, id, post, theirs, job, resolve };
}

describe("a content that was changed here and in WordPress", () => {
  it("stays as it is, and is told", async () => {
    const { job, person, id, path, theirs, row, post } = await aConflict();
    expect(countsOf(job)).toMatchObject({ conflicts: 1, updated: 0 });
    const { data } = (await as(person).get(`/writer/content/${id}/`)).body;
    expect(data).toMatchObject({ title: "Mine", content_html: post.content });
    expect(data.conflict).toEqual({
      remote_modified_at: `${theirs.modified_gmt}Z`,
      local_updated_at: data.updated_at,
      fields: ["title", "content_html", "excerpt"],
    });
    const health = (await as(person).get(`${path}sync_health/`)).body.data;
    expect(health.contents).toMatchObject({ conflicts: 1, in_sync: 0 });
    expect(health.conflicts).toMatchObject([{ content_id: id, title: "Mine", conflict: data.conflict }]);
    expect((await row(post.id)).remote_digest).not.toBeNull();
  });

  it("is told once, and not anew by each sync", async () => {
    const { sync, row, post, events } = await aConflict();
    const content = await row(post.id);
    expect(countsOf(await sync())).toMatchObject({ conflicts: 0, updated: 0, pushed: 0 });
    expect(await row(post.id)).toEqual(content);
    expect(await events("post")).toHaveLength(1);
  });

  it("is none where both made the same of it, or where the change there was taken back", async () => {
    const { blog, sync, row, post, person, id } = await aConflict();
    blog.write({ id: post.id, title: post.title, content: post.content, modified_gmt: before(-1000) });
    later();
    await sync();
    expect(await row(post.id)).toMatchObject({ title: "Mine", conflict: null });
    await as(person).put(`/writer/content/${id}/`, { title: "Same", excerpt: "" });
    blog.write({ id: post.id, title: "Same", modified_gmt: before(-1000) });
    later();
    await sync();
    const content = await row(post.id);
    expect(content).toMatchObject({ title: "Same", conflict: null, pushed_version: content.updated_at });
  });
});

describe("the end of a conflict", () => {
  const revisionsOf = async (person: any, id: number) =>
    (await as(person).get(`/writer/content/${id}/revisions/`)).body.results;

  it("keep_remote takes what is there", async () => {
    const { resolve, row, post, person, id, sync } = await aConflict();
    const had = (await revisionsOf(person, id)).length;
    const reply = await resolve("keep_remote");
    expect(reply.status).toBe(200);
    expect(reply.body.data).toMatchObject({
      title: "Theirs",
      content_html: "<p>Of theirs</p>",
      conflict: null,
    });
    expect(await revisionsOf(person, id)).toHaveLength(had);
    const content = await row(post.id);
    expect(content.pushed_version).toBe(content.updated_at);
    await sync();
    expect(await row(post.id)).toEqual(content);
  });

  it("new_revision takes it too, and keeps what was here", async () => {
    const { resolve, person, id } = await aConflict();
    expect((await resolve("new_revision")).body.data.title).toBe("Theirs");
    expect((await revisionsOf(person, id))[0]).toMatchObject({ title: "Mine", cause: "sync" });
  });

  it("overwrite lets what is here stand, and publishes again what is public", async () => {
    const { resolve, blog, post } = await aConflict();
    const reply = await resolve("overwrite");
    expect(reply.body.data).toMatchObject({ title: "Mine", conflict: null });
    expect(reply.body.message).toMatch(/^Being published: \/api\/v1\/jobs\/\w{26}\/$/);
    await drain();
    expect(blog.posts.get(post.id)).toMatchObject({ title: "Mine", status: "publish" });
  });

  it("overwrite shows nothing that is not public", async () => {
    const { resolve, row, post, sync, blog } = await aConflict("draft");
    const reply = await resolve("overwrite");
    expect([reply.body.data.conflict, reply.body.message]).toEqual([null, undefined]);
    const content = await row(post.id);
    expect(content.pushed_version).not.toBe(content.updated_at);
    await sync();
    expect(await row(post.id)).toEqual(content);
    blog.write({ id: post.id, title: "Theirs again", modified_gmt: before(-1000) });
    later();
    expect(countsOf(await sync())).toMatchObject({ conflicts: 1 });
  });

  it("is of the post as it is now, also where that is gone", async () => {
    const { resolve, blog, post } = await aConflict();
    blog.remove(post.id);
    expect((await resolve("keep_remote")).body.data).toMatchObject({
      title: "Mine",
      conflict: null,
      external_id: null,
      site_status: "not_published",
    });
  });

  it("is refused where there is no conflict, no such choice, or the site is away", async () => {
    const { resolve, id, blog, person } = await aConflict();
    expect((await resolve("toss")).status).toBe(400);
    blog.options.stripsAuth = true;
    const away = await resolve("keep_remote");
    expect([away.status, away.body.code]).toEqual([409, "CONFLICT"]);
    expect(away.body.error).toContain("Authorization");
    const stale = as(person, { "If-Match": '"1-0000000000000000"' });
    expect(
      (await stale.post(`/writer/content/${id}/resolve_conflict/`, { choice: "overwrite" })).status,
    ).toBe(412);
    await db.update(contents).set({ conflict: null }).where(eq(contents.id, id));
    expect((await resolve("keep_remote")).status).toBe(409);
  });
});
