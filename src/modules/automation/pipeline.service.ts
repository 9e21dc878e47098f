import { and, eq, type SQL, sql } from "drizzle-orm";
import { owned } from "../../db/queries";
import { sites, tasks } from "../../db/schema";
import { clusteringTokens, ideasTokens, picturesTokens } from "../../generation/estimates";
import type { Ctx } from "../../lib/context";
import { notFound } from "../../lib/errors";
import { getBalance } from "../billing/ledger.service";
import { type AutomationSettings, readSiteSettings } from "../integration/site-settings.service";
import {
  type Engine,
  imageCreditsOf,
  onModel,
  promptFor,
  readEngine,
  textCreditsOf,
} from "../jobs/provider.service";
import { articleCredits } from "../writer/article-generation.service";
import { modelOf } from "./run-state";
import { configOf } from "./runs.service";
import { type Stage, stages } from "./stages";

const BUFFER = 1.2;
/** What a run makes of what it finds, on average: measured on sites of the project's sample keywords. */
const KEYWORDS_A_CLUSTER = 9;
const IDEAS_A_CLUSTER = 3;
const WORDS_AN_ARTICLE = 1_200;
/** Tokens where rules write; where a model does, what is reserved for it is expected. */
const TOKENS_A_KEYWORD = 42;
const TOKENS_OF_IDEAS = 750;
const TOKENS_OF_PROMPTS = 1_150;
const CHARACTERS_A_KEYWORD = 20;
const USUAL = { gist: "x".repeat(1_000), titles: 50, clusters: 20 };
const USUAL_ARTICLE = { headings: Array.from({ length: 6 }, () => ""), prompt: null, brief: "x".repeat(600) };

const countOf = ({ actor }: Ctx, { table }: Stage, siteId: number, where: SQL | undefined) =>
  sql<number>`(select count(*) from ${table} where ${and(owned(actor, table), eq(table.site_id, siteId), where)})`;

const failedOf = ({ actor }: Ctx, { kind, table, waiting }: Stage, siteId: number) =>
  kind === null
    ? sql<number>`0`
    : sql<number>`(select count(distinct i.ref_id) from job_items i where i.account_id = ${actor.accountId}
        and i.site_id = ${siteId} and i.kind = ${kind} and i.status = 'failed'
        and i.ref_id in (select id from ${table} where ${and(owned(actor, table), eq(table.site_id, siteId), waiting)}))`;

/** Pending, done and failed of every stage, in one round trip. */
export async function pipelineOverview(ctx: Ctx, siteId: number) {
  const { actor, db } = ctx;
  const { automation } = await readSiteSettings(ctx, siteId);
  const columns = Object.fromEntries(
    stages.flatMap((stage) => [
      [`pending_${stage.number}`, countOf(ctx, stage, siteId, stage.waiting).as(`pending_${stage.number}`)],
      [`done_${stage.number}`, countOf(ctx, stage, siteId, stage.done).as(`done_${stage.number}`)],
      [`failed_${stage.number}`, failedOf(ctx, stage, siteId).as(`failed_${stage.number}`)],
    ]),
  );
  const [counts] = await db
    .select(columns)
    .from(sites)
    .where(and(eq(sites.account_id, actor.accountId), eq(sites.id, siteId)));
  if (!counts) throw notFound("Site");
  const number = (name: string) => Number(counts[name]);
  return {
    stages: stages.map(({ number: n, name }) => ({
      stage: n,
      name,
      enabled: automation.stages[n - 1]!.enabled,
      pending: number(`pending_${n}`),
      done: number(`done_${n}`),
      failed: number(`failed_${n}`),
    })),
  };
}

/** What a run would cost at most, stage by stage, counting what earlier stages make for later ones. */
export async function estimateRun(ctx: Ctx, siteId: number) {
  const { db, actor } = ctx;
  const { automation } = await readSiteSettings(ctx, siteId);
  const { stages: counts } = await pipelineOverview(ctx, siteId);
  const [words] = await db
    .select({ words: sql<number>`coalesce(avg(${tasks.word_count}), ${WORDS_AN_ARTICLE})` })
    .from(tasks)
    .where(and(owned(actor, tasks), eq(tasks.site_id, siteId), eq(tasks.status, "queued")));
  const perArticle = automation.max_images + 1;
  const flow = [1, 1 / KEYWORDS_A_CLUSTER, IDEAS_A_CLUSTER, 1, 1, perArticle, 1 / perArticle];
  const costs = await costsOf(ctx, automation, Math.round(words!.words));
  let before = 0;
  const shown = counts.map(({ stage, name, enabled, pending }, at) => {
    const { max_per_run } = automation.stages[at]!;
    const arriving = Math.ceil(before * flow[at]!);
    const expected = enabled ? Math.min(pending + arriving, max_per_run || Infinity) : 0;
    before = expected;
    return {
      stage,
      name,
      enabled,
      waiting: pending,
      expected_items: expected,
      expected_credits: costs[at]!(expected),
    };
  });
  const expected_credits = shown.reduce((sum, stage) => sum + stage.expected_credits, 0);
  const required = Math.ceil(expected_credits * BUFFER);
  const { available: balance } = await getBalance(ctx);
  return {
    stages: shown,
    expected_credits,
    buffer: BUFFER,
    required,
    balance,
    sufficient: balance >= required,
  };
}

type Costs = (count: number) => number;

/** By stage: the credits of so many items, on the model that writes there. */
async function costsOf(ctx: Ctx, automation: AutomationSettings, words: number): Promise<Costs[]> {
  const account = await readEngine(ctx);
  const config = configOf(automation);
  const perArticle = automation.max_images + 1;
  const engineOf = (stage: number) => onModel(account, modelOf({ config, stage }));
  const [clustering, ideas, articles, pictures] = [1, 2, 4, 5].map(engineOf) as [
    Engine,
    Engine,
    Engine,
    Engine,
  ];
  return [
    (n) => (n ? clusteringCredits(clustering, n) : 0),
    (n) => n * ideasCredits(ideas),
    () => 0,
    (n) => n * articleCredits(articles, { ...USUAL_ARTICLE, word_count: words }, USUAL.titles),
    (n) => n * promptsCredits(pictures, perArticle),
    (n) => n * imageCreditsOf(account),
    () => 0,
  ];
}

function clusteringCredits(engine: Engine, count: number) {
  const prompt = promptFor(engine, "clustering");
  const size = { count, characters: count * CHARACTERS_A_KEYWORD, clusters: USUAL.clusters };
  const tokens = prompt === null ? count * TOKENS_A_KEYWORD : clusteringTokens(size, prompt);
  return textCreditsOf(engine, "clustering", tokens);
}

function ideasCredits(engine: Engine) {
  const prompt = promptFor(engine, "ideas");
  const size = { count: IDEAS_A_CLUSTER, titles: USUAL.titles };
  const tokens = prompt === null ? TOKENS_OF_IDEAS : ideasTokens(size, prompt);
  return textCreditsOf(engine, "idea_generation", tokens);
}

function promptsCredits(engine: Engine, count: number) {
  const prompt = promptFor(engine, "image_prompt_extraction");
  const tokens = prompt === null ? TOKENS_OF_PROMPTS : picturesTokens({ count, gist: USUAL.gist }, prompt);
  return textCreditsOf(engine, "image_prompt_extraction", tokens);
}
