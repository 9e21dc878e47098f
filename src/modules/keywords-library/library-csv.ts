import { pipeline, Readable } from "node:stream";
import { CsvError as ParseError, parse } from "csv-parse";
import { CsvError } from "../../text/csv/decode";
import type { LibraryNames, NamedSlug, NamedSector } from "./library-names";
import { type LibraryRow, LibraryRowParser } from "./library-rows";

export const MAX_FILE_BYTES = 25 * 1024 * 1024;
const MAX_ROWS = 100_000;
const MAX_PROBLEMS_LISTED = 1_000;
const MAX_RECORD_BYTES = 64 * 1024;
/** Longer chunks are cut, so that no more records than stand in these bytes wait to be read. */
const CHUNK_BYTES = 64 * 1024;

/** The file is larger, or has more rows, than one import takes. */
export class FileTooLargeError extends CsvError {}

/** Rows for one statement, and the industries and sectors that have to be there before. */
export type LibraryBatch = { rows: LibraryRow[]; industries: NamedSlug[]; sectors: NamedSector[] };
export type BatchLimits = { rows: number; characters: number };

/** The rows that are not stored, and why. All are counted, the first thousand listed. */
export class SkippedRows {
  skipped = 0;
  rows: { row: number; reason: string }[] = [];

  add(row: number, reason: string) {
    this.skipped += 1;
    if (this.rows.length < MAX_PROBLEMS_LISTED) this.rows.push({ row, reason });
  }

  get report() {
    return { skipped: this.skipped, rows: this.rows, rows_truncated: this.skipped > this.rows.length };
  }
}

/**
 * The library's CSV, read as it comes: a batch is yielded when it is full, and nothing of it is kept. Rows are numbered
 * as a spreadsheet does, the header being 1. Throws CsvError where the file cannot be read any further.
 */
export async function* parseLibrary(
  file: AsyncIterable<Uint8Array>,
  names: LibraryNames,
  problems: SkippedRows,
  limits: BatchLimits,
): AsyncGenerator<LibraryBatch> {
  let reader: LibraryRowParser | undefined;
  let rows: LibraryRow[] = [];
  let characters = 0;
  let row = 0;
  let count = 0;
  for await (const cells of parseRecords(file)) {
    row += 1;
    if (!reader) {
      reader = new LibraryRowParser(cells, names);
      continue;
    }
    if (cells.every((cell) => cell.trim() === "")) continue;
    if (++count > MAX_ROWS) throw new FileTooLargeError(`The file has more than ${MAX_ROWS} rows`);
    const read = reader.read(cells, row);
    if ("reason" in read) {
      problems.add(row, read.reason);
      continue;
    }
    rows.push(read);
    characters += JSON.stringify(read).length;
    if (rows.length < limits.rows && characters < limits.characters) continue;
    yield { rows, ...names.takeNew() };
    rows = [];
    characters = 0;
  }
  if (!reader) throw new CsvError("The file is empty.");
  if (rows.length) yield { rows, ...names.takeNew() };
}

async function* parseRecords(file: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  const parser = parse({
    bom: true,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: MAX_RECORD_BYTES,
  });
  // Its errors are the parser's too, from which they are thrown below.
  pipeline(Readable.from(splitChunks(file)), parser, () => {});
  try {
    for await (const record of parser) yield record as string[];
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const { message, lines } = error as Error & { lines?: number };
    throw new CsvError(`The CSV cannot be read${lines ? ` near line ${lines}` : ""}: ${message}`, {
      cause: error,
    });
  }
}

async function* splitChunks(file: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of file) {
    size += chunk.byteLength;
    if (size > MAX_FILE_BYTES)
      throw new FileTooLargeError(`The file is larger than ${MAX_FILE_BYTES / 1024 ** 2} MiB`);
    for (let at = 0; at < chunk.byteLength; at += CHUNK_BYTES) yield chunk.subarray(at, at + CHUNK_BYTES);
  }
}
