import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { contents, jobItems, modelCalls, tasks } from "../../src/db/schema";
import { aPerson, aSite, aTask, db, type Person } from "../factories";
import { as } from "../harness";
import { deliver, drain, takeMessages } from "../queue";
import { article, section } from "./answers";
import { dropMock, type Fixture, seen, teach, useMock } from "./mock";

beforeEach(async () => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  await useMock();
});
afterAll(dropMock);

async function begin() {
  const person = await aPerson();
  const { place } = await aSite(person);
  const task = await aTask(place, { title: "Night sweats", word_count: 500 });
  const { body } = await as(person).post(`/writer/tasks/${task.id}/generate_content/`);
  return { person, task, id: body.data.task_id as string };
}

const jobOf = async (person: Person, id: string) => (await as(person).get(`/jobs/${id}/`)).body.data;
const itemOf = async (id: string) => (await db.select().from(jobItems).where(eq(jobItems.job_id, id)))[0]!;
/** The third part, first as the given answer and then as it should be. */
const breaking = (response: object): Fixture => {
  const { match } = section("Remedies & habits", 150);
  return { match: { ...match, sequenceIndex: 0 }, response: response as Fixture["response"] };
};
const busy = { status: 503, error: { message: "Busy", code: "overloaded" } };
const cut = { content: "{", finishReason: "length" };

describe("an article that broke off", () => {
  it("goes on where it was, and is charged for what all its tries used", async () => {
    await teach(breaking(busy), ...article);
    const { person, task, id } = await begin();
    const [message] = takeMessages();
    expect((await deliver([message!])).retryMessages).toHaveLength(1);
    expect((await itemOf(id)).input).toMatchObject({ draft: { value: { parts: [{}, {}] } } });
    expect((await deliver([message!])).explicitAcks).toHaveLength(1);
    // Outline, two parts, the broken one; then that part, two more and the meta fields.
    expect(await seen()).toHaveLength(8);
    expect(await jobOf(person, id)).toMatchObject({ status: "succeeded", credits_charged: 11 });
    const [content] = await db.select().from(contents).where(eq(contents.task_id, task.id));
    expect([...content!.content_html.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, text]) => text)).toEqual([
      "Causes",
      "Remedies &amp; habits",
      "Questions",
      "In short",
    ]);
    expect((await itemOf(id)).input).not.toHaveProperty("draft");
    const calls = await db.select().from(modelCalls).where(eq(modelCalls.job_id, id));
    expect(calls.map((call) => call.outcome).filter((outcome) => outcome !== "ok")).toEqual(["unavailable"]);
  });

  it("goes on in the job that tries it again", async () => {
    await teach(breaking(cut), ...article);
    const { person, id } = await begin();
    await drain();
    expect(await jobOf(person, id)).toMatchObject({ status: "failed", credits_charged: 0 });
    const again = (await as(person).post(`/jobs/${id}/retry/`)).body.data.task_id;
    await drain();
    expect(await seen()).toHaveLength(8);
    expect(await jobOf(person, again)).toMatchObject({ status: "succeeded", credits_charged: 11 });
  });

  it("begins anew where its task has changed since", async () => {
    await teach(breaking(cut), ...article);
    const { person, task, id } = await begin();
    await drain();
    await db.update(tasks).set({ description: "Another brief" }).where(eq(tasks.id, task.id));
    await as(person).post(`/jobs/${id}/retry/`);
    await drain();
    expect(await seen()).toHaveLength(4 + 7);
  });

  it("shows nothing of its draft", async () => {
    await teach(breaking(cut), ...article);
    const { person, id } = await begin();
    await drain();
    expect(JSON.stringify(await jobOf(person, id))).not.toContain("draft");
  });
});
