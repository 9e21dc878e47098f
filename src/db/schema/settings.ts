import { index, integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { promptTypes } from "../../lib/prompt-types";
import { accountId } from "./accounts";
import { createdAt, id, json, timestamps } from "./columns";
import { siteId } from "./sites";

const providerKinds = ["openai", "image_generation"] as const;
export const contentSettingsKeys = ["content_generation", "publishing"] as const;

/** An account's own provider: its settings and its sealed key. */
export const providerSettings = sqliteTable(
  "provider_settings",
  {
    account_id: accountId(),
    kind: text({ enum: providerKinds }).notNull(),
    settings: json<Record<string, unknown>>().notNull().default({}),
    sealed_key: text(),
    /** The key's last four characters, for people to recognise it. */
    key_tail: text(),
    ...timestamps,
  },
  (t) => [primaryKey({ columns: [t.account_id, t.kind] })],
);

export const contentSettings = sqliteTable(
  "content_settings",
  {
    account_id: accountId(),
    key: text({ enum: contentSettingsKeys }).notNull(),
    settings: json<Record<string, unknown>>().notNull().default({}),
    ...timestamps,
  },
  (t) => [primaryKey({ columns: [t.account_id, t.key] })],
);

/** Default prompts; an account may override them. */
export const defaultPrompts = sqliteTable("default_prompts", {
  type: text({ enum: promptTypes }).primaryKey(),
  prompt: text().notNull(),
  version: integer().notNull(),
});

export const prompts = sqliteTable(
  "prompts",
  {
    account_id: accountId(),
    type: text({ enum: promptTypes }).notNull(),
    prompt: text().notNull(),
    version: integer().notNull().default(1),
    ...timestamps,
  },
  (t) => [primaryKey({ columns: [t.account_id, t.type] })],
);

/** Models that a site may choose, and their prices: credits to the account, US dollars to the deployment. */
export const aiModels = sqliteTable("ai_models", {
  id,
  name: text().notNull().unique(),
  provider: text().notNull(),
  kind: text({ enum: ["text", "image"] }).notNull(),
  /** Null if the rate of the operation applies. */
  tokens_per_credit: integer(),
  credits_per_image: integer(),
  usd_per_million_tokens_in: real(),
  usd_per_million_tokens_out: real(),
  usd_per_image: real(),
});

/** Every call of a provider with its cost and outcome. */
export const modelCalls = sqliteTable(
  "model_calls",
  {
    id,
    account_id: accountId(),
    site_id: siteId(),
    job_id: text(),
    item_id: integer(),
    function: text().notNull(),
    provider: text().notNull(),
    model: text().notNull(),
    tokens_in: integer().notNull(),
    tokens_out: integer().notNull(),
    cost_usd: real().notNull(),
    latency_ms: integer().notNull(),
    /** `ok`, or the code of the failure. */
    outcome: text().notNull(),
    created_at: createdAt,
  },
  (t) => [index("model_calls_account").on(t.account_id, t.id)],
);
