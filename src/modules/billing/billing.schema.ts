import { z } from "@hono/zod-openapi";
import { operationTypes, transactionTypes } from "../../db/schema/billing";
import { Id, JobId, Line, PageQuery, QueryId, Timestamp } from "../../http/schemas";

export const Balance = z
  .strictObject({
    balance: z.int().openapi({ description: "Plan credits plus bonus credits" }),
    available: z.int().openapi({ description: "The balance minus the credits reserved for open jobs" }),
    credits: z.int().openapi({ description: "Plan credits: reset at each renewal, and spent first" }),
    bonus_credits: z.int(),
    credits_reserved: z.int(),
    plan_credits: z.int(),
    credits_renew_at: Timestamp.nullable(),
  })
  .openapi("Balance");

export const CreditTransaction = z
  .strictObject({
    id: Id,
    transaction_type: z.enum(transactionTypes),
    amount: z.int(),
    balance_after: z.int(),
    description: z.string(),
    reference: z.string(),
    created_at: Timestamp,
  })
  .openapi("CreditTransaction");

export const TransactionQuery = PageQuery.extend({ transaction_type: z.enum(transactionTypes).optional() });
export type TransactionQuery = z.infer<typeof TransactionQuery>;

export const CreditUsage = z
  .strictObject({
    id: Id,
    site_id: Id.nullable(),
    job_id: z.string().nullable(),
    operation_type: z.enum(operationTypes),
    credits_used: z.int(),
    provider: z.string(),
    model: z.string(),
    tokens_in: z.int(),
    tokens_out: z.int(),
    cost_usd: z.number(),
    related_object_type: z.string().nullable(),
    related_object_id: Id.nullable(),
    created_at: Timestamp,
  })
  .openapi("CreditUsage");

const QueryMoment = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());
const period = {
  start: QueryMoment.optional().openapi({ description: "Start of the period, inclusive" }),
  end: QueryMoment.optional().openapi({ description: "End of the period, exclusive" }),
  site_id: QueryId.optional(),
};

export const UsageQuery = PageQuery.extend({ ...period, operation_type: z.enum(operationTypes).optional() });
export type UsageQuery = z.infer<typeof UsageQuery>;

export const ModelCall = z
  .strictObject({
    id: Id,
    site_id: Id,
    job_id: z.string().nullable(),
    item_id: Id.nullable(),
    function: z.string(),
    provider: z.string(),
    model: z.string(),
    tokens_in: z.int(),
    tokens_out: z.int(),
    cost_usd: z.number(),
    latency_ms: z.int(),
    outcome: z.string().openapi({ description: "`ok`, or an error code" }),
    created_at: Timestamp,
  })
  .openapi("ModelCall");

export const ModelCallQuery = PageQuery.extend({
  ...period,
  job_id: JobId.optional(),
  model: Line(120).optional(),
  outcome: Line(40).optional(),
});
export type ModelCallQuery = z.infer<typeof ModelCallQuery>;

export const UsageSummaryQuery = z.strictObject(period);
export type UsageSummaryQuery = z.infer<typeof UsageSummaryQuery>;

const UsageTotals = z.strictObject({
  key: z.string(),
  operations: z.int(),
  credits: z.int(),
  tokens: z.int(),
  cost_usd: z.number(),
});
export const UsageSummary = z
  .strictObject({
    total_operations: z.int(),
    total_credits: z.int(),
    total_tokens: z.int(),
    total_cost_usd: z.number(),
    by_operation: z.array(UsageTotals),
    by_model: z.array(UsageTotals),
    by_day: z.array(UsageTotals),
  })
  .openapi("UsageSummary");

const Limit = z.strictObject({ limit: z.int(), current: z.int(), remaining: z.int() });
export const PlanLimits = z
  .strictObject({
    plan: z.strictObject({ slug: z.string(), name: z.string() }),
    sites: Limit,
    users: Limit,
    keywords: Limit,
    credits: Limit,
  })
  .openapi("PlanLimits");
