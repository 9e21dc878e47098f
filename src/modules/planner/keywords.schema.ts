import { z } from "@hono/zod-openapi";
import { intents } from "../../db/schema/planner";
import { Id, Line, PageQuery, QueryFlag, QueryId, QueryInt, Timestamp } from "../../http/schemas";

/** ISO 3166-1 alpha-2, upper case; UK is accepted for GB. */
export const Country = z
  .string()
  .regex(/^[A-Za-z]{2}$/, "A two-letter country code")
  .transform((code) => (code.toUpperCase() === "UK" ? "GB" : code.toUpperCase()));
const Volume = z.int().min(0).max(2_000_000_000);
const Difficulty = z.int().min(0).max(100);
const status = z.enum(["new", "mapped"]);

export const Keyword = z
  .strictObject({
    id: Id,
    site_id: Id,
    sector_id: Id,
    seed_keyword_id: Id.nullable(),
    cluster_id: Id.nullable(),
    keyword: z.string(),
    volume: z.int(),
    difficulty: z.int(),
    country: z.string(),
    intent: z.enum(intents).nullable(),
    status,
    disabled: z.boolean(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .openapi("Keyword");

const keywordOrders = ["keyword", "volume", "difficulty", "created_at"] as const;
const signed = keywordOrders.flatMap((field) => [field, `-${field}` as const]);

export const KeywordQuery = PageQuery.extend({
  site_id: QueryId.optional(),
  sector_id: QueryId.optional(),
  cluster_id: QueryId.optional(),
  status: status.optional(),
  disabled: QueryFlag.optional(),
  difficulty_min: QueryInt.optional(),
  difficulty_max: QueryInt.optional(),
  volume_min: QueryInt.optional(),
  volume_max: QueryInt.optional(),
  search: Line(200).optional(),
  ordering: z.enum(signed as [(typeof signed)[number], ...typeof signed]).default("-volume"),
});
export type KeywordQuery = z.infer<typeof KeywordQuery>;

const fields = {
  keyword: Line(200),
  volume: Volume.default(0),
  difficulty: Difficulty.default(0),
  country: Country.default("US"),
  intent: z.enum(intents).nullable().default(null),
};

export const KeywordBody = z.strictObject({ site_id: Id, sector_id: Id, ...fields }).openapi("KeywordCreate");
export type KeywordBody = z.infer<typeof KeywordBody>;

export const KeywordChange = z
  .strictObject({
    keyword: Line(200).optional(),
    volume: Volume.optional(),
    difficulty: Difficulty.optional(),
    country: Country.optional(),
    intent: z.enum(intents).nullable().optional(),
    disabled: z.boolean().optional(),
    cluster_id: Id.nullable().optional().openapi({
      description: "A cluster of the same sector sets the status to `mapped`; null sets it to `new`",
    }),
  })
  .openapi("KeywordUpdate");
export type KeywordChange = z.infer<typeof KeywordChange>;

export const ImportQuery = z.strictObject({
  site_id: QueryId,
  sector_id: QueryId,
  country: Country.default("US"),
});
export type ImportQuery = z.infer<typeof ImportQuery>;

export const ImportReport = z
  .strictObject({
    added: z.int(),
    skipped: z.int(),
    rows: z.array(z.strictObject({ row: z.int(), keyword: z.string().nullable(), reason: z.string() })),
    columns: z
      .record(z.string(), z.string())
      .openapi({ description: "The field of each column of the file, by the column's name" }),
    delimiter: z.string(),
    encoding: z.string(),
  })
  .openapi("KeywordImportReport");
