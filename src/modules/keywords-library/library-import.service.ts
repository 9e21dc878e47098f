import { asc, eq, sql } from "drizzle-orm";
import { atomically } from "../../db/queries";
import { industries, industrySectors } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { ApiError } from "../../lib/errors";
import { isoIn } from "../../lib/time";
import { auditStatement } from "../audit/audit.service";
import { CsvError } from "../../text/csv/decode";
import { type LibraryBatch, SkippedRows, parseLibrary, FileTooLargeError } from "./library-csv";
import { LibraryNames } from "./library-names";
import {
  insertIndustriesStatement,
  insertSectorsStatement,
  upsertKeywordsStatement,
} from "./library-statements";

/** Each batch is one JSON variable, which D1 limits to 2 MB. */
const BATCH_LIMITS = { rows: 1_000, characters: 400_000 };

/** Imports a file as a stream, one batch at a time: inserts new rows and updates existing ones. */
export async function importLibrary(ctx: Ctx, file: AsyncIterable<Uint8Array>) {
  const skipped = new SkippedRows();
  const sums = { added: 0, updated: 0, unchanged: 0, industries_added: 0, sectors_added: 0 };
  try {
    for await (const batch of parseLibrary(file, await loadNames(ctx), skipped, BATCH_LIMITS)) {
      const { added, updated } = await storeBatch(ctx, batch);
      sums.added += added;
      sums.updated += updated;
      sums.unchanged += batch.rows.length - added - updated;
      sums.industries_added += batch.industries.length;
      sums.sectors_added += batch.sectors.length;
    }
  } catch (error) {
    if (error instanceof CsvError) throw buildImportError(error, sums.added + sums.updated);
    throw error;
  } finally {
    if (sums.added + sums.updated) await recordImport(ctx, sums);
  }
  return { ...sums, ...skipped.report };
}

/** The library belongs to no account: the import is recorded in the audit trail of the staff account. */
const recordImport = (ctx: Ctx, details: Record<string, number>) =>
  atomically(ctx.db, [
    auditStatement(ctx, {
      action: "library.imported",
      object_type: "library",
      object_id: ctx.requestId,
      details,
    }),
  ]);

async function loadNames({ db }: Ctx) {
  const [names, sectors] = await db.batch([
    db.select({ name: industries.name, slug: industries.slug }).from(industries).orderBy(asc(industries.id)),
    db
      .select({
        name: industrySectors.name,
        slug: industrySectors.slug,
        // Needs an alias: batch results are keyed by column name, and there are two slugs.
        industry: sql<string>`${industries.slug}`.as("industry"),
      })
      .from(industrySectors)
      .innerJoin(industries, eq(industries.id, industrySectors.industry_id))
      .orderBy(asc(industrySectors.id)),
  ]);
  return new LibraryNames(names, sectors);
}

async function storeBatch({ db }: Ctx, { rows, industries: newIndustries, sectors }: LibraryBatch) {
  const json = (value: unknown) => sql`${JSON.stringify(value)}`;
  const results = await atomically(db, [
    ...(newIndustries.length ? [insertIndustriesStatement(db, json(newIndustries))] : []),
    ...(sectors.length ? [insertSectorsStatement(db, json(sectors))] : []),
    upsertKeywordsStatement(db, json(rows), sql`${isoIn()}`),
  ]);
  const stored = results.at(-1) as { added: number }[];
  const added = stored.filter((row) => row.added).length;
  return { added, updated: stored.length - added };
}

function buildImportError(error: CsvError, written: number) {
  const message = written
    ? `${error.message}. The rows before it are stored (${written} keywords). You can send the whole file again.`
    : error.message;
  return error instanceof FileTooLargeError
    ? new ApiError("PAYLOAD_TOO_LARGE", message)
    : new ApiError("VALIDATION_ERROR", message, { errors: { file: [message] } });
}
