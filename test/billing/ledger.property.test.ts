import fc from "fast-check";
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { accounts } from "../../src/db/schema";
import { type Ctx, systemCtx } from "../../src/db/context";
import { ApiError } from "../../src/lib/errors";
import { changePlan, grantCredits } from "../../src/modules/billing/grants.service";
import { renewCredits } from "../../src/modules/billing/renewals.service";
import {
  claimItem,
  failItem,
  type ItemOutcome,
  postponeItem,
  settleItem,
} from "../../src/modules/jobs/items.service";
import { cancelJob, createJob, retryJob } from "../../src/modules/jobs/jobs.service";
import { aPerson, aSite, db } from "../factories";
import { captureQueue, takeMessages } from "../queue";

beforeEach(captureQueue);

const OPERATIONS = 10_000;
const AT_ONCE = 20;
const ACCOUNTS = 3;

type Holder = { ctx: Ctx; siteId: number; jobs: string[]; items: number[] };
/** Far from the rows of any other test. */
let refs = 1_000_000_000;

const outcomeOf = (credits: number, children: number): ItemOutcome => ({
  writes: [],
  operation: "idea_generation",
  provider: "test",
  usage: { model: "test", tokens_in: 1, tokens_out: 1, cost_usd: 0 },
  credits,
  related: { type: "cluster", id: 1 },
  result: {},
  children: Array.from({ length: children }, () => anItem(1)),
});

const anItem = (reserved: number) => ({
  kind: "generate_ideas" as const,
  ref: { id: ++refs },
  label: "Sleep",
  reserved,
});

/** The item is taken and let go by whoever asks; another may have it, or have settled it, by then. */
async function workOn({ ctx, items }: Holder, pick: number, work: (item: any) => Promise<unknown>) {
  const id = items[pick % items.length];
  const item = id === undefined ? null : await claimItem(ctx, id);
  if (item === null || item === "full") return;
  await work(item);
}

const acts = {
  create: ({ ctx, siteId, jobs }: Holder, a: number, b: number) =>
    createJob(ctx, {
      type: "generate_ideas",
      site_id: siteId,
      items: Array.from({ length: 1 + (a % 3) }, () => anItem(1 + (b % 90))),
    }).then(({ task_id }) => void jobs.push(task_id)),
  settle: (holder: Holder, a: number, b: number) =>
    workOn(holder, a, (item) =>
      settleItem(holder.ctx, item, outcomeOf(b % 120, item.reserved > 5 ? a % 3 : 0)),
    ),
  settleTwice: (holder: Holder, a: number, b: number) =>
    workOn(holder, a, (item) =>
      Promise.all([
        settleItem(holder.ctx, item, outcomeOf(b % 120, 0)),
        settleItem(holder.ctx, item, outcomeOf(7, 0)),
      ]),
    ),
  fail: (holder: Holder, a: number) => workOn(holder, a, (item) => failItem(holder.ctx, item, "no")),
  postpone: (holder: Holder, a: number) =>
    workOn(holder, a, (item) => postponeItem(holder.ctx, item, "no", 1)),
  settleOrFail: (holder: Holder, a: number, b: number) =>
    workOn(holder, a, (item) =>
      Promise.all([settleItem(holder.ctx, item, outcomeOf(b, 0)), failItem(holder.ctx, item, "no")]),
    ),
  cancel: ({ ctx, jobs }: Holder, a: number) => cancelJob(ctx, jobs.at(-1 - (a % 30)) ?? "none"),
  retry: ({ ctx, jobs }: Holder, a: number) =>
    retryJob(ctx, jobs.at(-1 - (a % 30)) ?? "none").then(({ task_id }) => void jobs.push(task_id)),
  grant: ({ ctx }: Holder, a: number, b: number) =>
    grantCredits(ctx, {
      account_id: ctx.actor.accountId,
      amount: 1 + (a % 60),
      reason: "x",
      reference: `r${b % 40}`,
    }),
  plan: ({ ctx }: Holder, a: number) =>
    changePlan(ctx, ctx.actor.accountId, { plan: ["free", "starter", "growth"][a % 3]! }),
  renew: async ({ ctx }: Holder, a: number, b: number) => {
    const due = `2026-0${1 + (a % 9)}-1${b % 9}T00:00:00.000Z`;
    await db.update(accounts).set({ credits_renew_at: due }).where(eq(accounts.id, ctx.actor.accountId));
    await renewCredits("2026-10-01T00:00:00.000Z");
  },
};

const operation = fc.record({
  act: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom("create" as const, "settle" as const) },
    { weight: 2, arbitrary: fc.constantFrom("fail" as const, "retry" as const) },
    { weight: 3, arbitrary: fc.constantFrom(...(Object.keys(acts) as (keyof typeof acts)[])) },
  ),
  account: fc.nat(ACCOUNTS - 1),
  a: fc.nat(10_000),
  b: fc.nat(10_000),
});

/** Refusals are answers; a broken constraint is not. */
const refused = (error: unknown) => {
  if (!(error instanceof ApiError) || error.status >= 500) throw error;
};

const unsound = (ids: number[]) =>
  env.DB.prepare(
    `with mine as (select value as id from json_each(?))
    select a.id, a.credits, a.bonus_credits, a.credits_reserved, t.sum, t.plan, t.bonus, t.strays, i.open from accounts a
      join (select account_id, sum(amount) as sum, sum(plan_amount) as plan, sum(bonus_amount) as bonus,
          sum(balance_after <> running) as strays
        from (select *, sum(amount) over (partition by account_id order by id) as running from credit_transactions
          where account_id in (select id from mine))
        group by account_id) t on t.account_id = a.id
      left join (select account_id, sum(reserved) as open from job_items where status in ('queued', 'running')
        and account_id in (select id from mine) group by account_id) i on i.account_id = a.id
      where a.id in (select id from mine) and not (a.credits >= 0 and a.bonus_credits >= 0
        and a.credits = t.plan and a.bonus_credits = t.bonus and t.sum = t.plan + t.bonus and t.strays = 0
        and a.credits_reserved = coalesce(i.open, 0) and a.credits_reserved <= a.credits + a.bonus_credits)`,
  )
    .bind(JSON.stringify(ids))
    .all();

async function aHolder(): Promise<Holder> {
  const person = await aPerson("owner", { credits: 400 });
  const { site } = await aSite(person);
  return { ctx: systemCtx(person.user.account_id, "test"), siteId: site.id, jobs: [], items: [] };
}

describe("ten thousand random movements of credits, twenty at once", () => {
  it(
    "never leave a balance negative or oversold, nor a ledger that does not add up",
    { timeout: 600_000 },
    async () => {
      const holders = await Promise.all(Array.from({ length: ACCOUNTS }, aHolder));
      const ids = holders.map(({ ctx }) => ctx.actor.accountId);
      const operations = fc.sample(operation, { numRuns: OPERATIONS, seed: 20_261_125 });
      const succeeded: Record<string, number> = {};
      for (let from = 0; from < OPERATIONS; from += AT_ONCE) {
        const batch = operations.slice(from, from + AT_ONCE);
        await Promise.all(
          batch.map(({ act, account, a, b }) =>
            acts[act](holders[account]!, a, b).then(
              () => void (succeeded[act] = (succeeded[act] ?? 0) + 1),
              refused,
            ),
          ),
        );
        for (const { item_id, account_id } of takeMessages())
          holders.find(({ ctx }) => ctx.actor.accountId === account_id)!.items.unshift(item_id);
        for (const holder of holders) holder.items.splice(30);
        expect((await unsound(ids)).results, `after ${from + AT_ONCE} operations`).toEqual([]);
      }
      // Each of them took place, and often: what is refused moves nothing.
      expect(Object.entries(acts).filter(([act]) => (succeeded[act] ?? 0) < 20)).toEqual([]);
      const { results } = await env.DB.prepare(
        `select i.id from job_items i left join credit_transactions t on t.account_id = i.account_id and t.reference = 'item:' || i.id
        where i.account_id in (select value from json_each(?)) group by i.id
        having i.charged > i.reserved or i.charged <> coalesce(-sum(t.amount), 0) or count(t.id) > 1`,
      )
        .bind(JSON.stringify(ids))
        .all();
      expect(results).toEqual([]);
    },
  );
});
