import { and, eq, inArray, sql } from "drizzle-orm";
import { openDb } from "../../db";
import { keywordCountSubquery } from "../../db/keyword-counts";
import { isAnyOf, atomically, isViolation, owned } from "../../db/queries";
import {
  accounts,
  creditTransactions,
  creditUsage,
  keywords,
  plans,
  sectors,
  seedKeywords,
} from "../../db/schema";
import type { Ctx } from "../../db/context";
import { ApiError } from "../../lib/errors";
import { isoIn } from "../../lib/time";
import { loadSectorError } from "../sites/sites.service";
import {
  chargeCreditsStatement,
  loadInsufficientCreditsError,
  RESERVATION_CONSTRAINT,
} from "../billing/ledger.service";
import { notifyKeywordsImportedStatement } from "../notifications/setup-notifications";
import type { WorkflowBody } from "./workflow.schema";

/** An attempt fails only if a concurrent request changed the sector meanwhile. */
const MAX_ATTEMPTS = 5;

type Seed = { id: number; keyword: string; key: string; cost: number };
type Added = { keyword_id: number; seed_keyword_id: number };

/**
 * Adds library keywords to a sector and charges for paid ones, in one batch. What to add is decided by an earlier
 * read; if that is outdated, a constraint rolls the batch back, and it is decided again.
 */
export async function addToWorkflow(ctx: Ctx, input: WorkflowBody) {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const state = await loadState(
      attempt === 1 ? ctx : { ...ctx, db: openDb("first-primary", ctx.actor.accountId) },
      input,
    );
    const plan = planAdditions(input.seed_keyword_ids, state);
    const added = await storeAdditions(ctx, input, plan);
    if (added)
      return {
        created: added.length,
        skipped: plan.skipped,
        errors: plan.errors,
        credits_charged: plan.credits,
        keywords: added,
      };
  }
  throw new ApiError("CONFLICT", "The sector's keywords were changed at the same time; try again");
}

type WorkflowState = Awaited<ReturnType<typeof loadState>>;

async function loadState(ctx: Ctx, { site_id, sector_id, seed_keyword_ids: ids }: WorkflowBody) {
  const { actor, db } = ctx;
  const isRequested = isAnyOf(seedKeywords.id, ids);
  const keys = db.select({ key: seedKeywords.keyword_key }).from(seedKeywords).where(isRequested);
  const [[sector], [quota], seeds, existing, paid] = await db.batch([
    db
      .select({ id: sectors.id })
      .from(sectors)
      .where(and(owned(actor, sectors), eq(sectors.site_id, site_id), eq(sectors.id, sector_id))),
    db
      .select({ limit: plans.max_keywords, current: keywordCountSubquery(actor.accountId).as("current") })
      .from(accounts)
      .innerJoin(plans, eq(plans.id, accounts.plan_id))
      .where(eq(accounts.id, actor.accountId)),
    db
      .select({
        id: seedKeywords.id,
        keyword: seedKeywords.keyword,
        key: seedKeywords.keyword_key,
        cost: seedKeywords.credit_cost,
      })
      .from(seedKeywords)
      .where(isRequested),
    db
      .select({ key: keywords.keyword_key })
      .from(keywords)
      .where(
        and(owned(actor, keywords), eq(keywords.sector_id, sector_id), inArray(keywords.keyword_key, keys)),
      ),
    db
      .select({ reference: creditTransactions.reference })
      .from(creditTransactions)
      .where(
        and(
          eq(creditTransactions.account_id, actor.accountId),
          isAnyOf(creditTransactions.reference, ids.map(toPurchaseReference)),
        ),
      ),
  ]);
  if (!sector || !quota) throw await loadSectorError(ctx, site_id);
  return {
    ...quota,
    seeds: new Map<number, Seed>(seeds.map((seed) => [seed.id, seed])),
    existing: new Set(existing.map((row) => row.key)),
    paid: new Set(paid.map((row) => row.reference)),
  };
}

const toPurchaseReference = (id: number) => `seed:${id}`;

type AdditionPlan = ReturnType<typeof planAdditions>;

function planAdditions(ids: number[], { seeds, existing, paid, limit, current }: WorkflowState) {
  const errors = ids
    .filter((id) => !seeds.has(id))
    .map((id) => ({ seed_keyword_id: id, reason: "The library has no such keyword" }));
  const takenKeys = new Set(existing);
  const add: Seed[] = [];
  for (const id of ids) {
    const seed = seeds.get(id);
    if (!seed || takenKeys.has(seed.key)) continue;
    takenKeys.add(seed.key);
    add.push(seed);
  }
  if (current + add.length > limit)
    throw new ApiError("PLAN_LIMIT_REACHED", `The plan allows ${limit} keywords`, {
      facts: { limit, current },
    });
  const buy = add.filter((seed) => seed.cost > 0 && !paid.has(toPurchaseReference(seed.id)));
  return {
    add,
    buy,
    errors,
    skipped: ids.length - errors.length - add.length,
    credits: buy.reduce((sum, seed) => sum + seed.cost, 0),
  };
}

/** The added keywords; null if the decision was outdated and nothing was written. */
async function storeAdditions(ctx: Ctx, input: WorkflowBody, plan: AdditionPlan): Promise<Added[] | null> {
  if (!plan.add.length) return [];
  try {
    const results = await atomically(ctx.db, [
      insertSeedKeywordsStatement(ctx, input, plan.add),
      notifyKeywordsImportedStatement(ctx, input.sector_id, sql`changes()`),
      ...plan.buy.map((seed) =>
        chargeCreditsStatement(ctx, {
          credits: seed.cost,
          description: `keyword: ${seed.keyword}`.slice(0, 200),
          reference: toPurchaseReference(seed.id),
        }),
      ),
      ...(plan.buy.length ? [insertPurchasesStatement(ctx, input, plan.buy)] : []),
    ]);
    const added = results[0] as Added[];
    return added.length === plan.add.length ? added : null;
  } catch (error) {
    if (isViolation(error, RESERVATION_CONSTRAINT) || isViolation(error, "credits_not_negative"))
      throw await loadInsufficientCreditsError(ctx, plan.credits);
    if (isViolation(error, "UNIQUE constraint") || isViolation(error, "NOT NULL constraint")) return null;
    throw error;
  }
}

/** All of them or, if the sector was deleted or the plan's limit is reached, none. */
const insertSeedKeywordsStatement = (ctx: Ctx, { site_id, sector_id }: WorkflowBody, seeds: Seed[]) => {
  const { actor, db } = ctx;
  const now = isoIn();
  const ids = JSON.stringify(seeds.map((seed) => seed.id));
  return db
    .insert(keywords)
    .select(
      sql`select null, ${actor.accountId}, ${site_id}, ${sector_id}, s.id, null, s.keyword, s.keyword_key, s.volume,
        s.difficulty, s.country, s.intent, 'new', 0, ${now}, ${now}
        from json_each(${ids}) v join seed_keywords s on s.id = v.value
        where exists (select 1 from sectors x where x.id = ${sector_id} and x.account_id = ${actor.accountId})
          and ${keywordCountSubquery(actor.accountId)} + ${seeds.length} <= (select p.max_keywords from accounts a
            join plans p on p.id = a.plan_id where a.id = ${actor.accountId})
        order by v.key`,
    )
    .returning({ keyword_id: keywords.id, seed_keyword_id: sql<number>`${keywords.seed_keyword_id}` });
};

// For a keyword that was not inserted, NOT NULL aborts the batch with its charge.
const insertPurchasesStatement = ({ actor, db }: Ctx, { site_id, sector_id }: WorkflowBody, seeds: Seed[]) =>
  db.insert(creditUsage).select(
    sql`select null, k.account_id, ${site_id}, null, 'keyword_purchase', v.value ->> 'cost', 'library', 'library', 0, 0,
      0, 'keyword', k.id, ${isoIn()}
      from json_each(${JSON.stringify(seeds)}) v
      left join keywords k on k.account_id = ${actor.accountId} and k.sector_id = ${sector_id}
        and k.seed_keyword_id = v.value ->> 'id'
      order by v.key`,
  );
