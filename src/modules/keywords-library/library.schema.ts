import { z } from "@hono/zod-openapi";
import { Id, Line, PageQuery, QueryFlag, QueryId, QueryInt, Timestamp } from "../../http/schemas";

/** The range of each difficulty level, inclusive. */
export const difficultyLevels = {
  easy: [0, 29],
  medium: [30, 49],
  hard: [50, 69],
  very_hard: [70, 100],
} as const;
export const levelNames = Object.keys(difficultyLevels) as [keyof typeof difficultyLevels];
const Level = z.enum(levelNames).openapi({
  description: "Difficulty level: easy is 0 to 29, medium 30 to 49, hard 50 to 69, very_hard 70 to 100",
});

export const SeedKeyword = z
  .strictObject({
    id: Id,
    keyword: z.string(),
    volume: z.int(),
    difficulty: Level,
    country: z.string(),
    industry_sector: Id,
    industry_sector_name: z.string(),
    is_high_opportunity: z
      .boolean()
      .openapi({ description: "Whether the volume is at least 1,000 and the difficulty below 40" }),
    is_paid: z.boolean(),
    credit_cost: z.int(),
    created_at: Timestamp,
  })
  .openapi("SeedKeyword");

/** Ids of industry sectors, comma-separated. */
const SectorIds = z
  .string()
  .max(2_000)
  .transform((text) => [...new Set(text.split(",").map((id) => id.trim()))])
  .pipe(z.array(QueryId).min(1))
  .openapi({
    type: "string",
    example: "1,2,3",
    description: "Comma-separated ids of industry sectors (`industry_sector_id` of a sector)",
  });

/** ISO 3166-1 alpha-2, case-insensitive; UK means GB. */
const QueryCountry = z
  .string()
  .regex(/^[A-Za-z]{2}$/, "Must be a two-letter country code")
  .transform((code) => (code.toUpperCase() === "UK" ? "GB" : code.toUpperCase()));

const orderFields = ["keyword", "volume", "difficulty", "country"] as const;
const orderings = orderFields.flatMap((field) => [field, `-${field}` as const]);

export const LibraryQuery = PageQuery.extend({
  sector_ids: SectorIds.optional(),
  search: Line(200).optional(),
  country: QueryCountry.optional(),
  volume_min: QueryInt.optional(),
  volume_max: QueryInt.optional(),
  difficulty: Level.optional(),
  is_high_opportunity: QueryFlag.optional(),
  is_paid: QueryFlag.optional(),
  ordering: z.enum(orderings as [(typeof orderings)[number], ...typeof orderings]).default("-volume"),
});
export type LibraryQuery = z.infer<typeof LibraryQuery>;

export const LibraryStatsQuery = z.strictObject({
  sector_ids: SectorIds.optional(),
  site_id: QueryId.optional().openapi({
    description: "Limits `added` to the workflow of this site; by default it counts those of all sites",
  }),
});
export type LibraryStatsQuery = z.infer<typeof LibraryStatsQuery>;

export const SectorStats = z
  .strictObject({
    sector_id: Id,
    sector_name: z.string(),
    sector_description: z.string(),
    stats: z.strictObject({
      total: z.int(),
      added: z.int(),
      available: z.int(),
      high_opportunity: z.int(),
      paid: z.int(),
      free: z.int(),
    }),
  })
  .openapi("SectorStats");

export const LibraryReport = z
  .strictObject({
    added: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    skipped: z.int(),
    rows: z
      .array(z.strictObject({ row: z.int(), reason: z.string() }))
      .openapi({ description: "The skipped rows; at most the first thousand are listed" }),
    rows_truncated: z.boolean(),
    industries_added: z.int(),
    sectors_added: z.int(),
  })
  .openapi("LibraryImportReport");
