import { asc, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  accounts,
  contentIdeas,
  contents,
  creditTransactions,
  images,
  jobItems,
  modelCalls,
} from "../../src/db/schema";
import { modelLimits } from "../../src/generation/openai/session";
import { MESSAGE_TIMEOUT_MS } from "../../src/modules/jobs/jobs.service";
import { aCluster, aContent, aKeyword, aPerson, aSite, aTask, db, type Person } from "../factories";
import { as } from "../harness";
import { deliver, deliverAtOnce, drain, takeMessages } from "../queue";
import { aPng, article, asks, ideas, picture, pictures, says, section } from "./answers";
import { lasting, passing } from "./faults";
import { dropMock, seen, teach, useMock } from "./mock";

beforeEach(async () => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  await useMock();
});
afterEach(() => void vi.useRealTimers());
afterAll(dropMock);

async function aPlace() {
  const person = await aPerson("editor");
  const { place } = await aSite(person);
  const cluster = await aCluster(place, { name: "Sleep" });
  await aKeyword(place, { keyword: "sleep symptoms", cluster_id: cluster.id, status: "mapped" });
  return { person, place, cluster };
}

async function begin(person: Person, path: string, body?: object): Promise<string> {
  const reply = await as(person).post(path, body);
  expect(reply.status).toBe(202);
  return reply.body.data.task_id;
}

async function beginIdeas() {
  const { person, cluster } = await aPlace();
  const id = await begin(person, "/planner/clusters/generate_ideas/", { ids: [cluster.id] });
  const [message] = takeMessages();
  return { person, id, message: message! };
}

const jobOf = async (person: Person, id: string) => (await as(person).get(`/jobs/${id}/`)).body.data;
const callsOf = async ({ user }: Person) =>
  db.select().from(modelCalls).where(eq(modelCalls.account_id, user.account_id)).orderBy(asc(modelCalls.id));
const accountOf = async ({ user }: Person) =>
  (await db.select().from(accounts).where(eq(accounts.id, user.account_id)))[0]!;

/** Nothing was charged, nothing is held back, and nothing was made. */
async function expectRefund(person: Person) {
  const mine = eq(creditTransactions.account_id, person.user.account_id);
  expect(await accountOf(person)).toMatchObject({ credits: 1000, bonus_credits: 0, credits_reserved: 0 });
  expect(await db.select().from(creditTransactions).where(mine)).toHaveLength(1);
  const own = eq(contentIdeas.account_id, person.user.account_id);
  expect(await db.select().from(contentIdeas).where(own)).toEqual([]);
}

describe("a job ends at once, with its reason and its credits back, at", () => {
  it.each(lasting)("%s", async (_what, fixture, reason, code, requests) => {
    await teach(fixture);
    const { person, id, message } = await beginIdeas();
    expect((await deliver([message])).explicitAcks).toHaveLength(1);
    const job = await jobOf(person, id);
    expect(job).toMatchObject({ status: "failed", failed: 1, credits_charged: 0 });
    expect(job.items[0].error).toMatch(reason);
    expect(JSON.stringify(job)).not.toContain("sk-test-key");
    expect(await seen()).toHaveLength(requests);
    const calls = await callsOf(person);
    expect(calls.map((call) => call.outcome)).toEqual(Array.from({ length: requests }, () => code));
    expect(calls[0]).toMatchObject({
      function: "ideas",
      provider: "openai",
      job_id: id,
      item_id: message.item_id,
    });
    await expectRefund(person);
  });
});

const CALL_MS = modelLimits.callMs;

describe("a job comes through later, charged once, after", () => {
  /** Only a server that is too slow has little time: no other answer may come too late on a slow machine. */
  const allowTime = (code: string) => void (modelLimits.callMs = code === "timeout" ? 50 : CALL_MS);
  beforeEach(() => () => allowTime("none"));

  it.each(passing)("%s", async (_what, fixture, code) => {
    allowTime(code);
    await teach({ ...fixture, match: { ...fixture.match, sequenceIndex: 0 } }, ideas);
    const { person, id, message } = await beginIdeas();
    expect((await deliver([message])).retryMessages).toHaveLength(1);
    expect(await jobOf(person, id)).toMatchObject({ status: "running", done: 0 });
    allowTime("none");
    expect((await deliver([message])).explicitAcks).toHaveLength(1);
    expect(await jobOf(person, id)).toMatchObject({ status: "succeeded", done: 1, credits_charged: 1 });
    expect((await callsOf(person)).map((call) => call.outcome)).toEqual([code, "ok"]);
    expect(await accountOf(person)).toMatchObject({ credits: 999, credits_reserved: 0 });
  });

  it.each(passing)("%s, or fails at its fifth try with its credits back", async (_what, fixture, code) => {
    allowTime(code);
    await teach(fixture);
    const { person, id, message } = await beginIdeas();
    for (let attempt = 1; attempt < 5; attempt++)
      expect((await deliver([message])).retryMessages).toHaveLength(1);
    expect((await deliver([message])).explicitAcks).toHaveLength(1);
    const job = await jobOf(person, id);
    expect(job).toMatchObject({ status: "failed", failed: 1, credits_charged: 0 });
    expect(job.items[0].error).not.toContain("Unexpected");
    expect((await callsOf(person)).map((call) => call.outcome)).toEqual([code, code, code, code, code]);
    await expectRefund(person);
  });
});

describe("Retry-After", () => {
  const busy = (retryAfter: number) => ({
    match: { systemMessage: asks.ideas, sequenceIndex: 0 },
    response: { status: 429, error: { message: "Slow down", code: "rate_limit_exceeded" }, retryAfter },
  });

  it("is waited for, whatever delivers the item again before", async () => {
    await teach(busy(40), ideas);
    const { person, id, message } = await beginIdeas();
    const asked = Date.now();
    const { delays } = await deliver([message]);
    expect(delays[0]).toBeGreaterThanOrEqual(40);
    const [item] = await db.select().from(jobItems).where(eq(jobItems.job_id, id));
    expect(Date.parse(item!.due_at) - MESSAGE_TIMEOUT_MS).toBeGreaterThanOrEqual(asked + 40_000);

    vi.useFakeTimers({ toFake: ["Date"], now: asked + 39_900 });
    await deliverAtOnce([message, message]);
    expect(await seen()).toHaveLength(1);
    vi.setSystemTime(asked + delays[0]! * 1000 + 100);
    await deliverAtOnce([message]);
    expect(await seen()).toHaveLength(2);
    vi.useRealTimers();
    expect(await jobOf(person, id)).toMatchObject({ status: "succeeded" });
  });

  it("counts as a try, and shorter than the usual delay gives way to that", async () => {
    await teach(busy(1), ideas);
    const { id, message } = await beginIdeas();
    expect((await deliver([message])).delays[0]).toBeGreaterThanOrEqual(2);
    const [item] = await db.select().from(jobItems).where(eq(jobItems.job_id, id));
    expect(item).toMatchObject({
      attempts: 1,
      status: "queued",
      error: "The provider's rate limit is reached",
    });
  });

  it("that is longer than a message can wait ends the job", async () => {
    await teach(busy(100_000));
    const { person, id, message } = await beginIdeas();
    await deliver([message]);
    expect((await jobOf(person, id)).items[0].error).toContain("for longer than 12 hours");
    await expectRefund(person);
  });
});

describe("the other functions", () => {
  it("write an article, with what its calls cost together", async () => {
    await teach(...article);
    const { person, place } = await aPlace();
    const task = await aTask(place, { title: "Night sweats", word_count: 500 });
    const id = await begin(person, `/writer/tasks/${task.id}/generate_content/`);
    await drain();
    expect(await jobOf(person, id)).toMatchObject({ status: "succeeded", credits_charged: 11 });
    const [row] = await db.select().from(contents).where(eq(contents.task_id, task.id));
    expect(row).toMatchObject({ slug: "night-sweats", provenance: { provider: "openai", note: null } });
    expect(Math.abs(row!.word_count - 500)).toBeLessThanOrEqual(100);
    const calls = await callsOf(person);
    expect(calls.map((call) => call.function)).toEqual([
      "article_outline",
      ...Array.from({ length: 5 }, () => "article_section"),
      "article_meta",
    ]);
  });

  it("leave no half an article where a part of it fails", async () => {
    const cut = { ...section("Causes", 1), response: { content: "{", finishReason: "length" } };
    await teach(cut, ...article);
    const { person, place } = await aPlace();
    const task = await aTask(place, { word_count: 500 });
    const id = await begin(person, `/writer/tasks/${task.id}/generate_content/`);
    await drain();
    expect((await jobOf(person, id)).items[0]).toMatchObject({
      status: "failed",
      error: expect.stringContaining("cut off"),
    });
    expect(await db.select().from(contents).where(eq(contents.task_id, task.id))).toEqual([]);
    expect((await callsOf(person)).map((call) => call.outcome)).toEqual(["ok", "ok", "length"]);
    await expectRefund(person);
  });

  it("cluster keywords", async () => {
    const { person, place } = await aPlace();
    const names = ["menopause diet", "menopause diet plan", "diet for menopause"];
    const made = [];
    for (const keyword of names) made.push(await aKeyword(place, { keyword }));
    const all = {
      existing_id: null,
      name: "Eating well",
      description: "D.",
      keyword_ids: made.map((row) => row.id),
    };
    await teach(says(asks.clustering, { clusters: [all] }));
    const body = { site_id: place.site_id, sector_id: place.sector_id };
    const id = await begin(person, "/planner/clusters/auto_cluster/", body);
    await drain();
    expect(await jobOf(person, id)).toMatchObject({ status: "succeeded" });
    const { results } = (await as(person).get("/planner/clusters/?search=eating")).body;
    expect(results[0]).toMatchObject({ name: "Eating well", keywords_count: 3 });
  });

  it("propose and draw pictures, and say which failed", async () => {
    await teach(pictures, picture(aPng(1536, 1024)));
    const { person, place } = await aPlace();
    const content = await aContent(place);
    const id = await begin(person, `/writer/content/${content.id}/generate_images/`, { max_images: 1 });
    await drain();
    expect(await jobOf(person, id)).toMatchObject({ status: "succeeded", total: 3, done: 3 });
    const rows = await db.select().from(images).where(eq(images.content_id, content.id));
    expect(rows.map((row) => [row.width, row.height, row.status])).toEqual([
      [1536, 1024, "generated"],
      [1536, 1024, "generated"],
    ]);
  });

  it("charge nothing for a picture that is none", async () => {
    await teach(pictures, picture(Buffer.from("<svg>").toString("base64")));
    const { person, place } = await aPlace();
    const content = await aContent(place);
    const id = await begin(person, `/writer/content/${content.id}/generate_images/`, { max_images: 1 });
    await drain();
    expect(await jobOf(person, id)).toMatchObject({ done: 1, failed: 2, credits_charged: 2 });
    expect(await accountOf(person)).toMatchObject({ credits: 998, credits_reserved: 0 });
  });
});
