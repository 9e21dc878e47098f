import { index, integer, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { accountId } from "./accounts";
import { createdAt, id } from "./columns";

export const transactionTypes = ["purchase", "subscription", "refund", "deduction", "adjustment"] as const;

/** The ledger. Rows are never changed or deleted; inserting one changes the account's balance, by trigger. */
export const creditTransactions = sqliteTable(
  "credit_transactions",
  {
    id,
    account_id: accountId(),
    transaction_type: text({ enum: transactionTypes }).notNull(),
    /** Signed, in credits: the sum of the two pools' movements. */
    amount: integer().notNull(),
    plan_amount: integer().notNull(),
    bonus_amount: integer().notNull(),
    balance_after: integer().notNull(),
    description: text().notNull(),
    /** The cause of the movement; unique, so that one cause moves credits once. */
    reference: text().notNull(),
    created_at: createdAt,
  },
  (t) => [
    uniqueIndex("credit_transactions_reference").on(t.account_id, t.reference),
    index("credit_transactions_account").on(t.account_id, t.id),
  ],
);

export const operationTypes = [
  "clustering",
  "idea_generation",
  "content_generation",
  "image_prompt_extraction",
  "image_generation",
  "linking",
  "optimization",
  "keyword_purchase",
] as const;

export const creditUsage = sqliteTable(
  "credit_usage",
  {
    id,
    account_id: accountId(),
    site_id: integer(),
    job_id: text(),
    operation_type: text({ enum: operationTypes }).notNull(),
    credits_used: integer().notNull(),
    provider: text().notNull(),
    model: text().notNull(),
    tokens_in: integer().notNull(),
    tokens_out: integer().notNull(),
    cost_usd: real().notNull(),
    related_object_type: text(),
    related_object_id: integer(),
    created_at: createdAt,
  },
  (t) => [index("credit_usage_account").on(t.account_id, t.id)],
);
