import { pipeline, Readable } from "node:stream";
import { CsvError as ParseError, parse } from "csv-parse";
import { CsvError } from "../../text/csv/decode";
import type { LibraryNames, NamedSlug, NamedSector } from "./library-names";
import { type LibraryRow, LibraryRowParser } from "./library-rows";

const MAX_FILE_BYTES = 25 * 1024 * 1024;
const MAX_ROWS = 100_000;
const MAX_SKIPPED_LISTED = 1_000;
const MAX_RECORD_BYTES = 64 * 1024;
/** Longer chunks are split, which bounds the number of parsed records that wait to be consumed. */
const CHUNK_BYTES = 64 * 1024;

/** The file exceeds the maximum size or row count of an import. */
export class FileTooLargeError extends CsvError {}

/** Rows for one statement, and the industries and sectors to insert before them. */
export type LibraryBatch = { rows: LibraryRow[]; industries: NamedSlug[]; sectors: NamedSector[] };
type BatchLimits = { rows: number; characters: number };

/** The rows that were skipped, with reasons. All are counted; the first thousand are listed. */
export class SkippedRows {
  skipped = 0;
  rows: { row: number; reason: string }[] = [];

  add(row: number, reason: string) {
    this.skipped += 1;
    if (this.rows.length < MAX_SKIPPED_LISTED) this.rows.push({ row, reason });
  }

  get report() {
    return { skipped: this.skipped, rows: this.rows, rows_truncated: this.skipped > this.rows.length };
  }
}

/**
 * Parses the library's CSV as a stream, and yields a batch whenever one is full. Rows are numbered as in a spreadsheet,
 * with the header as row 1. Throws CsvError if the file cannot be parsed any further.
 */
export async function* parseLibrary(
  file: AsyncIterable<Uint8Array>,
  names: LibraryNames,
  skipped: SkippedRows,
  limits: BatchLimits,
): AsyncGenerator<LibraryBatch> {
  let parser: LibraryRowParser | undefined;
  let rows: LibraryRow[] = [];
  let characters = 0;
  let row = 0;
  let count = 0;
  for await (const cells of parseRecords(file)) {
    row += 1;
    if (!parser) {
      parser = new LibraryRowParser(cells, names);
      continue;
    }
    if (cells.every((cell) => cell.trim() === "")) continue;
    if (++count > MAX_ROWS) throw new FileTooLargeError(`The file has more than ${MAX_ROWS} rows`);
    const parsed = parser.parse(cells, row);
    if ("reason" in parsed) {
      skipped.add(row, parsed.reason);
      continue;
    }
    rows.push(parsed);
    characters += JSON.stringify(parsed).length;
    if (rows.length < limits.rows && characters < limits.characters) continue;
    yield { rows, ...names.takeNew() };
    rows = [];
    characters = 0;
  }
  if (!parser) throw new CsvError("The file is empty.");
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
  // Errors of the pipeline also destroy the parser, whose iterator throws them below.
  pipeline(Readable.from(splitChunks(file)), parser, () => {});
  try {
    for await (const record of parser) yield record as string[];
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const { message, lines } = error as Error & { lines?: number };
    throw new CsvError(`The CSV cannot be parsed${lines ? ` near line ${lines}` : ""}: ${message}`, {
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
    for (let start = 0; start < chunk.byteLength; start += CHUNK_BYTES)
      yield chunk.subarray(start, start + CHUNK_BYTES);
  }
}
