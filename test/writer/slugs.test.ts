import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { contents, jobItems } from "../../src/db/schema";
import { embedded } from "../../src/generation/embedded/provider";
import { aContent, aPerson, aSite, aTask, db } from "../factories";
import { as } from "../harness";
import { deliver, takeMessages } from "../queue";
import { article } from "../openai/answers";
import { dropMock, seen, teach, useMock } from "../openai/mock";

const slugsOf = async (siteId: number) =>
  (await db.select({ slug: contents.slug }).from(contents).where(eq(contents.site_id, siteId)))
    .map((row) => row.slug)
    .sort();

describe("the slug of an article", () => {
  it("is the first that is free when the article is stored, whatever came in between", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    const task = await aTask(place, { title: "Night sweats" });
    await aContent(place, { slug: "night-sweats" });
    await aContent(place, { slug: "night-sweats-3" });
    const answer = embedded.answer.bind(embedded);
    const asked = vi.spyOn(embedded, "answer").mockImplementation(async (...request) => {
      const answered: any = await answer(...request);
      await aContent(place, { slug: "night-sweats-2" });
      return { ...answered, output: { ...answered.output, slug: "night-sweats" } };
    });
    const { body } = await as(person).post(`/writer/tasks/${task.id}/generate_content/`);
    await deliver(takeMessages());
    const [item] = await db.select().from(jobItems).where(eq(jobItems.job_id, body.data.task_id));
    expect(item).toMatchObject({ status: "done", attempts: 1 });
    expect(asked).toHaveBeenCalledTimes(1);
    expect(await slugsOf(place.site_id)).toEqual([
      "night-sweats",
      "night-sweats-2",
      "night-sweats-3",
      "night-sweats-4",
    ]);
  });

  it("is another site's too", async () => {
    const person = await aPerson();
    const [{ place }, { place: other }] = [await aSite(person), await aSite(person)];
    await aContent(other, { slug: "sleeping-well" });
    const { account_id: _, ...where } = place;
    const make = async () =>
      (await as(person).post("/writer/content/", { ...where, title: "Sleeping well" })).body;
    expect([(await make()).data.slug, (await make()).data.slug]).toEqual([
      "sleeping-well",
      "sleeping-well-2",
    ]);
  });
});

describe("articles that a model names alike", () => {
  beforeEach(useMock);
  afterAll(dropMock);

  it("are stored at once, each paid once", async () => {
    await teach(...article);
    const person = await aPerson();
    const { place } = await aSite(person);
    for (const title of ["One", "Two", "Three"]) {
      const task = await aTask(place, { title, word_count: 500 });
      await as(person).post(`/writer/tasks/${task.id}/generate_content/`);
    }
    const { explicitAcks } = await deliver(takeMessages());
    expect(explicitAcks).toHaveLength(3);
    expect(await slugsOf(place.site_id)).toEqual(["night-sweats", "night-sweats-2", "night-sweats-3"]);
    expect(await seen()).toHaveLength(3 * 7);
  });
});
