import { parse } from "csv-parse/sync";
import { beforeEach, describe, expect, it } from "vitest";
import { contentIdeas } from "../../src/db/schema";
import { aCluster, aContent, aKeyword, aPerson, aSite, aTask, db, grant } from "../factories";
import { useBlankPictures } from "../blank-pictures";
import csv from "../data/keywords.csv?raw";
import { as } from "../harness";
import { captureQueue } from "../queue";
import { work } from "./drive";

const SITES = 20;
/** Other sites than those that the estimator was fitted to. */
const FIRST_SEED = 101;
const rows: { Keyword: string; Volume: string }[] = parse(csv, { columns: true });

beforeEach(captureQueue);
beforeEach(useBlankPictures);

/** Mulberry32: the same sites in every run. */
function dice(seed: number) {
  const roll = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return (least: number, most: number) => least + Math.floor(roll() * (most - least + 1));
}

/** A site with work at some of its stages, and settings of its own. */
async function aSiteLike(seed: number) {
  const between = dice(seed);
  const sometimes = (most: number) => (between(0, 2) ? between(1, most) : 0);
  const owner = await aPerson("owner");
  await grant(owner.user.account_id, 50_000);
  const { site, place } = await aSite(owner);
  // Neighbours in the list belong together more often than not.
  const from = between(0, rows.length - 60);
  const take = (count: number) => Array.from({ length: count }, () => rows[from + between(0, 59)]!);
  const fresh = new Map(take(sometimes(30)).map((row) => [row.Keyword.toLowerCase(), row]));
  for (const [keyword, { Volume }] of fresh) await aKeyword(place, { keyword, volume: Number(Volume) });
  for (let n = sometimes(3); n > 0; n--) {
    const members = take(between(1, 8)).filter(({ Keyword }) => !fresh.has(Keyword.toLowerCase()));
    const cluster = await aCluster(place, { name: `${take(1)[0]!.Keyword} ${n}` });
    for (const { Keyword, Volume } of members) {
      fresh.set(Keyword.toLowerCase(), members[0]!);
      await aKeyword(place, {
        keyword: Keyword.toLowerCase(),
        volume: Number(Volume),
        cluster_id: cluster.id,
        status: "mapped",
      }).catch(() => {});
    }
  }
  const title = (n: number) => `${rows[(from + n * 7) % rows.length]!.Keyword} ${n}: a guide`;
  for (let n = sometimes(3); n > 0; n--)
    await db.insert(contentIdeas).values({
      ...place,
      idea_title: title(n),
      title_key: title(n).toLowerCase(),
      description: "What it is about.",
      target_keywords: [rows[(from + n * 7) % rows.length]!.Keyword],
      estimated_word_count: between(4, 18) * 100,
    });
  for (let n = between(1, 3); n > 0; n--)
    await aTask(place, {
      title: title(n + 10),
      keywords: [rows[(from + n * 7 + 70) % rows.length]!.Keyword],
      word_count: between(4, 20) * 100,
    });
  for (let n = sometimes(2); n > 0; n--)
    await aContent(place, {
      title: title(n + 20),
      content_html: "<h2>One</h2><p>Two words.</p><h2>Three</h2><p>Four.</p>",
    });
  const automation_config = {
    within_stage_delay: 0,
    between_stage_delay: 0,
    max_clusters_per_run: between(0, 3) ? between(1, 4) : 0,
    max_tasks_per_run: between(0, 3) ? between(1, 4) : 0,
    stage_1_batch_size: between(5, 50),
    stage_2_batch_size: between(1, 5),
    stage_4_batch_size: between(1, 5),
    ...(between(0, 4) ? {} : { stage_2_enabled: false }),
    ...(between(0, 4) ? {} : { stage_6_enabled: false }),
  };
  await as(owner).patch(`/integration/sites/${site.id}/unified-settings/`, {
    automation_config,
    ai_settings: { max_images: between(0, 3) },
    publishing_settings: { auto_approval_enabled: true },
  });
  return { owner, site };
}

async function estimateAndRun(seed: number) {
  const { owner, site } = await aSiteLike(seed);
  const { data } = (await as(owner).get(`/automation/estimate/?site_id=${site.id}`)).body;
  await as(owner).post(`/automation/run_now/?site_id=${site.id}`);
  const run = await work(owner, site.id);
  expect(run.status).toBe("completed");
  return {
    seed,
    actual: run.credits_used,
    expected: data.expected_credits,
    required: data.required,
  };
}

describe("what is asked for before a run", () => {
  it(`is what it costs at least, and half as much again at most, on ${SITES} sites`, async () => {
    const told: Awaited<ReturnType<typeof estimateAndRun>>[] = [];
    for (let n = 0; n < SITES; n++) told.push(await estimateAndRun(FIRST_SEED + n));
    const ratios = told.map(({ actual, required }) => (required / actual).toFixed(2)).sort();
    const wrong = told.filter(({ actual, required }) => required < actual || required > 1.5 * actual);
    expect(wrong, ratios.join(" ")).toEqual([]);
  });
});
