import { index, integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { promptTypes } from "../../lib/prompt-types";
import { accountId } from "./accounts";
import { createdAt, id, json, timestamps } from "./columns";
import { siteId } from "./sites";

const providerKinds = ["openai", "image_generation"] as const;
export const contentSettingsKeys = ["content_generation", "publishing"] as const;

/** An account's own provider: what it chose, and its key, sealed. */
export const providerSettings = sqliteTable(
  "provider_settings",
  {
    account_id: accountId(),
    kind: text({ enum: providerKinds }).notNull(),
    settings: json<Record<string, unknown>>().notNull().default({}),
    sealed_key: text(),
    /** The key's last four characters, by which a person tells it apart. */
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

/** What the product asks a language model, until an account says it otherwise. */
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

/** The models that a site may choose, and what they cost: credits to the account, dollars to the deployment. */
export const aiModels = sqliteTable("ai_models", {
  id,
  name: text().notNull().unique(),
  provider: text().notNull(),
  kind: text({ enum: ["text", "image"] }).notNull(),
  /** Null where the operation's own rate holds. */
  tokens_per_credit: integer(),
  credits_per_image: integer(),
  usd_per_million_tokens_in: real(),
  usd_per_million_tokens_out: real(),
  usd_per_image: real(),
});

/** Every call of a provider, with what it cost and how it ended. */
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
