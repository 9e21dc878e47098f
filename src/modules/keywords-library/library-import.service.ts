import { asc, eq, sql } from "drizzle-orm";
import { atomically } from "../../db/queries";
import { industries, industrySectors } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { ApiError } from "../../lib/errors";
import { isoIn } from "../../lib/time";
import { audited } from "../audit/audit.service";
import { CsvError } from "../../text/csv/decode";
import { type Batch, Problems, readLibrary, TooLarge } from "./library-csv";
import { LibraryNames } from "./library-names";
import { addIndustries, addSectors, storeKeywords } from "./library-statements";

/** What travels in one JSON variable, which D1 bounds at 2 MB. */
const LIMITS = { rows: 1_000, characters: 400_000 };

/** Stores a file's rows while it is read, a batch at a time: new ones added, others brought up to date. */
export async function importLibrary(ctx: Ctx, file: AsyncIterable<Uint8Array>) {
  const problems = new Problems();
  const sums = { added: 0, updated: 0, unchanged: 0, industries_added: 0, sectors_added: 0 };
  try {
    for await (const batch of readLibrary(file, await readNames(ctx), problems, LIMITS)) {
      const { added, updated } = await storeBatch(ctx, batch);
      sums.added += added;
      sums.updated += updated;
      sums.unchanged += batch.rows.length - added - updated;
      sums.industries_added += batch.industries.length;
      sums.sectors_added += batch.sectors.length;
    }
  } catch (error) {
    if (error instanceof CsvError) throw refusal(error, sums.added + sums.updated);
    throw error;
  } finally {
    if (sums.added + sums.updated) await recordImport(ctx, sums);
  }
  return { ...sums, ...problems.report };
}

/** The library is everybody's: its change stands in the trail of the staff who made it. */
const recordImport = (ctx: Ctx, details: Record<string, number>) =>
  atomically(ctx.db, [
    audited(ctx, { action: "library.imported", object_type: "library", object_id: ctx.requestId, details }),
  ]);

async function readNames({ db }: Ctx) {
  const [names, sectors] = await db.batch([
    db.select({ name: industries.name, slug: industries.slug }).from(industries).orderBy(asc(industries.id)),
    db
      .select({
        name: industrySectors.name,
        slug: industrySectors.slug,
        // By a name of its own: a batch's rows come by column name, and there are two slugs.
        industry: sql<string>`${industries.slug}`.as("industry"),
      })
      .from(industrySectors)
      .innerJoin(industries, eq(industries.id, industrySectors.industry_id))
      .orderBy(asc(industrySectors.id)),
  ]);
  return new LibraryNames(names, sectors);
}

async function storeBatch({ db }: Ctx, { rows, industries: newIndustries, sectors }: Batch) {
  const json = (value: unknown) => sql`${JSON.stringify(value)}`;
  const results = await atomically(db, [
    ...(newIndustries.length ? [addIndustries(db, json(newIndustries))] : []),
    ...(sectors.length ? [addSectors(db, json(sectors))] : []),
    storeKeywords(db, json(rows), sql`${isoIn()}`),
  ]);
  const stored = results.at(-1) as { added: number }[];
  const added = stored.filter((row) => row.added).length;
  return { added, updated: stored.length - added };
}

function refusal(error: CsvError, written: number) {
  const message = written
    ? `${error.message}. What stands before it is stored (${written} keywords); the file can be sent again.`
    : error.message;
  return error instanceof TooLarge
    ? new ApiError("PAYLOAD_TOO_LARGE", message)
    : new ApiError("VALIDATION_ERROR", message, { errors: { file: [message] } });
}
