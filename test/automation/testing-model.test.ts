import { asc, eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { aiModels, creditUsage, images, jobItems, modelCalls } from "../../src/db/schema";
import { aCluster, aContent, aKeyword, aPerson, aSite, aTask, db, grant, type Person } from "../factories";
import { as } from "../harness";
import { aPng, article, asks, ideas, picture } from "../openai/answers";
import { dropMock, seen, teach, useMock } from "../openai/mock";
import { captureQueue, drain } from "../queue";
import { work } from "./drive";

beforeEach(async () => {
  captureQueue();
  vi.spyOn(console, "warn").mockImplementation(() => {});
  await useMock();
});
afterAll(dropMock);

const idOf = async (name: string) =>
  (await db.select({ id: aiModels.id }).from(aiModels).where(eq(aiModels.name, name)))[0]!.id;

/** A site with a cluster that wants ideas and a task that wants its article. */
async function aSiteWith(automation_config: object, ai_settings: object) {
  const owner = await aPerson("owner");
  await grant(owner.user.account_id, 5000);
  const { site, place } = await aSite(owner);
  const cluster = await aCluster(place, { name: "Sleep" });
  await aKeyword(place, { keyword: "sleep symptoms", cluster_id: cluster.id, status: "mapped" });
  await aTask(place, { title: "Night sweats", word_count: 300 });
  const only = { stage_1_enabled: false, stage_3_enabled: false, stage_5_enabled: false };
  const reply = await as(owner).patch(`/integration/sites/${site.id}/unified-settings/`, {
    automation_config: { within_stage_delay: 0, between_stage_delay: 0, ...only, ...automation_config },
    ai_settings: { max_images: 0, ...ai_settings },
  });
  return { owner, site, place, reply };
}

async function run({ owner, site }: { owner: Person; site: { id: number } }) {
  await as(owner).post(`/automation/run_now/?site_id=${site.id}`);
  return work(owner, site.id);
}

/** The models that were asked, by what the system message asks for. */
async function askedFor(phrase: string) {
  const requests = (await seen()).filter(({ body }) => body.messages[0].content.includes(phrase));
  return [...new Set(requests.map(({ body }) => body.model as string))];
}

const usageOf = async ({ user }: Person) => {
  const mine = eq(creditUsage.account_id, user.account_id);
  const rows = await db.select().from(creditUsage).where(mine).orderBy(asc(creditUsage.id));
  return Object.fromEntries(rows.map(({ operation_type, model }) => [operation_type, model]));
};

describe("a stage that is to run on the testing model", () => {
  it("asks that model, and the others ask the account's own; usage tells which", async () => {
    await teach(ideas, ...article);
    const place = await aSiteWith(
      { stage_2_use_testing: true },
      { testing_model_id: await idOf("gpt-4.1-nano") },
    );
    expect((await run(place)).status).toBe("completed");
    expect(await askedFor(asks.ideas)).toEqual(["gpt-4.1-nano"]);
    expect(await askedFor(asks.section)).toEqual(["gpt-4.1-mini"]);
    expect(await usageOf(place.owner)).toEqual({
      idea_generation: "gpt-4.1-nano",
      content_generation: "gpt-4.1-mini",
    });
    const calls = await db
      .select()
      .from(modelCalls)
      .where(eq(modelCalls.account_id, place.owner.user.account_id));
    const models = calls.map((call) => `${call.function} ${call.model}`);
    expect(models).toContain("ideas gpt-4.1-nano");
    expect(models.filter((model) => model.includes("nano"))).toHaveLength(1);
    const items = await db.select().from(jobItems).where(eq(jobItems.site_id, place.site.id));
    const kept = items.map(({ kind, input }) => [kind, input.model_id ?? null]);
    expect(kept).toEqual([
      ["generate_ideas", await idOf("gpt-4.1-nano")],
      ["generate_content", null],
    ]);
  });

  it("and the rest asks the site's live model, where one is chosen", async () => {
    await teach(ideas, ...article);
    const place = await aSiteWith(
      { stage_2_use_testing: true },
      { testing_model_id: await idOf("gpt-4.1-nano"), live_model_id: await idOf("gpt-4.1") },
    );
    expect((await run(place)).status).toBe("completed");
    expect(await askedFor(asks.ideas)).toEqual(["gpt-4.1-nano"]);
    expect(await askedFor(asks.section)).toEqual(["gpt-4.1"]);
  });

  it("is written by rules, and asks nobody, where that is the embedded one", async () => {
    await teach(...article);
    const place = await aSiteWith(
      { stage_2_use_testing: true },
      { testing_model_id: await idOf("igny8-embedded-1") },
    );
    expect((await run(place)).status).toBe("completed");
    expect(await askedFor(asks.ideas)).toEqual([]);
    expect((await usageOf(place.owner)).idea_generation).toMatch(/embedded/);
    expect(await askedFor(asks.section)).toEqual(["gpt-4.1-mini"]);
  });

  it("is estimated at that model's rate", async () => {
    const testing_model_id = await idOf("gpt-4.1");
    const place = await aSiteWith({}, {});
    const estimate = async () =>
      (await as(place.owner).get(`/automation/estimate/?site_id=${place.site.id}`)).body.data.stages;
    const before = await estimate();
    await as(place.owner).patch(`/integration/sites/${place.site.id}/unified-settings/`, {
      automation_config: { stage_4_use_testing: true },
      ai_settings: { testing_model_id },
    });
    const after = await estimate();
    expect(after[3].expected_credits).toBeGreaterThan(before[3].expected_credits);
    expect(after[1].expected_credits).toBe(before[1].expected_credits);
  });

  it("is not saved where no testing model is chosen", async () => {
    const { reply } = await aSiteWith({ stage_4_use_testing: true }, {});
    expect([reply.status, reply.body.errors]).toEqual([
      400,
      { "ai_settings.testing_model_id": ["Stage 4 uses the testing model. Choose one."] },
    ]);
  });

  it("does not change what is asked for by hand", async () => {
    await teach(ideas);
    const { owner, site } = await aSiteWith(
      { stage_2_use_testing: true },
      { testing_model_id: await idOf("gpt-4.1-nano"), live_model_id: await idOf("gpt-4.1") },
    );
    const [cluster] = (await as(owner).get(`/planner/clusters/?site_id=${site.id}`)).body.results;
    await as(owner).post("/planner/clusters/generate_ideas/", { ids: [cluster.id] });
    await drain();
    expect(await askedFor(asks.ideas)).toEqual(["gpt-4.1-mini"]);
  });
});

describe("the pictures of a run", () => {
  it("are drawn by the site's image model, at its rate, and those asked for by hand by the account's own", async () => {
    await teach(picture(aPng(1792, 1024)));
    const place = await aSiteWith(
      { stage_2_enabled: false, stage_4_enabled: false },
      { image_model_id: await idOf("dall-e-3") },
    );
    const content = await aContent(place.place, { status: "draft" });
    const { account_id, site_id } = content;
    await db.insert(images).values({
      account_id,
      site_id,
      content_id: content.id,
      image_type: "featured",
      position: 0,
      prompt: "A bed",
      caption: "A bed",
      alt_text: "A bed",
    });
    const estimated = await as(place.owner).get(`/automation/estimate/?site_id=${place.site.id}`);
    expect(estimated.body.data.stages[5]).toMatchObject({ expected_items: 1, expected_credits: 5 });
    expect(await run(place)).toMatchObject({ status: "completed", credits_used: 5 });
    expect((await seen()).map(({ body }) => body.model)).toEqual(["dall-e-3"]);
    const [image] = (await as(place.owner).get(`/writer/images/?site_id=${place.site.id}`)).body.results;
    await as(place.owner).post("/writer/images/regenerate/", { image_id: image.id });
    await drain();
    expect((await seen()).map(({ body }) => body.model)).toEqual(["dall-e-3", "gpt-image-1"]);
  });
});
