import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { jobItems } from "../../src/db/schema";
import { aCluster, aContent, aKeyword, aPerson, aSite, aTask, db, type Person } from "../factories";
import { as } from "../harness";
import { drain } from "../queue";
import { anIdea, asks } from "./answers";
import { dropMock, type Fixture, teach, useMock } from "./mock";

beforeEach(useMock);
afterAll(dropMock);

/** Answers without a usage of their own: the mock counts their tokens. */
const says = (systemMessage: string, content: unknown): Fixture => ({
  match: { systemMessage },
  response: { content },
});
const sentence = "When the night is warm and the room is small, sleep comes late and leaves early. ";
const words = (count: number) =>
  `<p>${sentence
    .repeat(Math.ceil(count / 16))
    .split(" ")
    .slice(0, count)
    .join(" ")}</p>`;

const part = (kind: string, heading: string, length: number) => ({
  kind,
  heading,
  points: [sentence, sentence],
  words: length,
});

/** `told`: the share of the asked length that each part comes to. */
function anArticle(parts: number, length: number, told = 1): Fixture[] {
  const each = Math.round(length / parts);
  const sections = Array.from({ length: parts }, (_v, n) => {
    const kind = n === 0 ? "introduction" : n === parts - 1 ? "faq" : "section";
    return part(kind, n ? `What the night does, number ${n}` : "", each);
  });
  return [
    says(asks.outline, { sections }),
    says(asks.section, { html: words(Math.round(each * told)), summary: sentence.repeat(2) }),
    says(asks.meta, {
      meta_title: sentence,
      meta_description: sentence.repeat(2),
      excerpt: sentence.repeat(3),
      slug: "the-night",
      tags: ["Sleep"],
      categories: ["Health"],
    }),
  ];
}

async function run(person: Person, path: string, body: object) {
  const { status, body: reply } = await as(person).post(path, body);
  expect(status).toBe(202);
  await drain();
  const items = await db.select().from(jobItems).where(eq(jobItems.job_id, reply.data.task_id));
  for (const item of items) expect([item.status, item.error]).toEqual(["done", null]);
  return items[0]!;
}

/** A charge is what was used, so it is below what was reserved, and not so far that credits are held back for nothing. */
function expectFit({ reserved, charged }: { reserved: number; charged: number }, most: number) {
  expect(charged).toBeLessThan(reserved);
  expect(reserved).toBeLessThanOrEqual(most * charged);
}

describe("what is reserved for a language model covers what is used", () => {
  it.each([
    [4, 500, []],
    [9, 1000, []],
    [8, 1500, ["One", "Two", "Three", "Four", "Five"]],
    [14, 3000, []],
    [16, 5000, []],
  ])("for an article in %d parts of %d words", async (parts, word_count, headings) => {
    await teach(...anArticle(parts, word_count));
    const person = await aPerson("editor", { credits: 5000 });
    const { place } = await aSite(person);
    for (let n = 0; n < 30; n++) await aContent(place, { primary_keyword: `keyword ${n}` });
    const task = await aTask(place, { word_count, headings, description: sentence.repeat(3) });
    const item = await run(person, `/writer/tasks/${task.id}/generate_content/`, {});
    expectFit(item, 3);
  });

  it("for an article whose parts are all written twice", async () => {
    await teach(...anArticle(9, 1000, 0.7));
    const person = await aPerson();
    const { place } = await aSite(person);
    const task = await aTask(place, { word_count: 1000 });
    const item = await run(person, `/writer/tasks/${task.id}/generate_content/`, {});
    const { count } = (await as(person).get("/billing/usage/calls/")).body;
    expect(count).toBe(1 + 2 * 9 + 1);
    expect(item.charged).toBeLessThan(item.reserved);
  });

  it.each([1, 3, 10])("for %d ideas, of a site that has many", async (count) => {
    const idea = (n: number) => ({ ...anIdea(`Idea ${n}`), description: sentence.repeat(3) });
    await teach(says(asks.ideas, { ideas: Array.from({ length: count }, (_v, n) => idea(n)) }));
    const person = await aPerson();
    const { place } = await aSite(person);
    const cluster = await aCluster(place);
    for (let n = 0; n < 20; n++) await aKeyword(place, { cluster_id: cluster.id, status: "mapped" });
    for (let n = 0; n < 60; n++) await aContent(place, { primary_keyword: `keyword ${n}` });
    const item = await run(person, "/planner/clusters/generate_ideas/", { ids: [cluster.id], count });
    expectFit(item, 3);
  });

  it.each([6, 120])("for the clusters of %d keywords", async (count) => {
    const person = await aPerson();
    const { place } = await aSite(person);
    for (let n = 0; n < 20; n++) await aCluster(place);
    const ids: number[] = [];
    for (let n = 0; n < count; n++)
      ids.push((await aKeyword(place, { keyword: `night sweats cause ${n}` })).id);
    const groups = Array.from({ length: Math.ceil(count / 6) }, (_v, n) => ({
      existing_id: null,
      name: `Group ${n}`,
      description: sentence,
      keyword_ids: ids.slice(n * 6, n * 6 + 6),
    }));
    await teach(says(asks.clustering, { clusters: groups }));
    const item = await run(person, "/planner/clusters/auto_cluster/", { site_id: place.site_id });
    expectFit(item, 3);
  });
});
