import { sql } from "drizzle-orm";
import type { Ctx } from "../../db/context";
import { ApiError } from "../../lib/errors";
import { CsvError, readKeywordCsv } from "../../text/csv/csv";
import { notifyKeywordsImportedStatement } from "../notifications/setup-notifications";
import { insertKeywords, toKeywordKey, loadExistingKeys } from "./keywords.service";
import type { ImportQuery } from "./keywords.schema";

const MAX_ROWS = 20_000;

/** Imports a research tool's CSV: adds keywords that the sector does not have, and reports every other row. */
export async function importKeywords(ctx: Ctx, { country, ...sector }: ImportQuery, bytes: Uint8Array) {
  const csv = parseKeywordFile(bytes);
  const rows = csv.rows.map((row) => ({ ...row, country: row.country ?? country }));
  const { inserted, full } = await insertKeywords(ctx, sector, rows, (since) => [
    notifyKeywordsImportedStatement(ctx, sector.sector_id, addedCountSubquery(sector.sector_id, since)),
  ]);
  const added = new Set(inserted.map((keyword) => keyword.keyword_key));
  const remaining = rows.filter((row) => !added.has(toKeywordKey(row.keyword)));
  const existing = full
    ? await loadExistingKeys(
        ctx,
        sector,
        remaining.map((row) => toKeywordKey(row.keyword)),
      )
    : null;
  const reasoned = remaining.map(({ row, keyword }) => ({
    row,
    keyword,
    reason:
      !existing || existing.has(toKeywordKey(keyword))
        ? "The sector already has this keyword"
        : "The plan's keyword limit is reached",
  }));
  const skipped = [...csv.skipped, ...reasoned].sort((a, b) => a.row - b.row);
  const { columns, delimiter, encoding } = csv;
  return { added: inserted.length, skipped: skipped.length, rows: skipped, columns, delimiter, encoding };
}

const addedCountSubquery = (sectorId: number, since: string) =>
  sql`(select count(*) from keywords k where k.sector_id = ${sectorId} and k.created_at = ${since})`;

function parseKeywordFile(bytes: Uint8Array) {
  try {
    return readKeywordCsv(bytes, { maxRows: MAX_ROWS });
  } catch (error) {
    if (error instanceof CsvError)
      throw new ApiError("VALIDATION_ERROR", error.message, { errors: { file: [error.message] } });
    throw error;
  }
}
