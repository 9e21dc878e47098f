import { sql } from "drizzle-orm";
import type { Ctx } from "../../db/context";
import { ApiError } from "../../lib/errors";
import { CsvError, readKeywordCsv } from "../../text/csv/csv";
import { notifyKeywordsImportedStatement } from "../notifications/setup-notifications";
import { insertKeywords, keywordKey, presentKeys } from "./keywords.service";
import type { ImportQuery } from "./keywords.schema";

const MAX_ROWS = 20_000;

/** Imports a research tool's CSV: adds keywords that the sector does not have, and reports every other row. */
export async function importKeywords(ctx: Ctx, { country, ...place }: ImportQuery, bytes: Uint8Array) {
  const csv = read(bytes);
  const rows = csv.rows.map((row) => ({ ...row, country: row.country ?? country }));
  const { inserted, full } = await insertKeywords(ctx, place, rows, (since) => [
    notifyKeywordsImportedStatement(ctx, place.sector_id, addedSince(place.sector_id, since)),
  ]);
  const added = new Set(inserted.map((keyword) => keyword.keyword_key));
  const left = rows.filter((row) => !added.has(keywordKey(row.keyword)));
  const present = full
    ? await presentKeys(
        ctx,
        place,
        left.map((row) => keywordKey(row.keyword)),
      )
    : null;
  const reasoned = left.map(({ row, keyword }) => ({
    row,
    keyword,
    reason:
      !present || present.has(keywordKey(keyword))
        ? "The sector has this keyword already"
        : "The plan's keyword limit is reached",
  }));
  const skipped = [...csv.skipped, ...reasoned].sort((a, b) => a.row - b.row);
  const { columns, delimiter, encoding } = csv;
  return { added: inserted.length, skipped: skipped.length, rows: skipped, columns, delimiter, encoding };
}

const addedSince = (sectorId: number, since: string) =>
  sql`(select count(*) from keywords k where k.sector_id = ${sectorId} and k.created_at = ${since})`;

function read(bytes: Uint8Array) {
  try {
    return readKeywordCsv(bytes, { maxRows: MAX_ROWS });
  } catch (error) {
    if (error instanceof CsvError)
      throw new ApiError("VALIDATION_ERROR", error.message, { errors: { file: [error.message] } });
    throw error;
  }
}
