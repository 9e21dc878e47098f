import { parse } from "csv-parse/sync";
import { cleanKeyword, readCountry, readIntent, readNumber, type Intent } from "./cells";
import { CsvError, decodeCsv } from "./decode";

export { cleanKeyword, type Intent } from "./cells";
export { CsvError } from "./decode";

/** `row` is the spreadsheet's row number: the first line of the file is 1, and a quoted line break starts none. */
type KeywordCsv = {
  rows: {
    row: number;
    keyword: string;
    volume: number;
    difficulty: number;
    intent: Intent | null;
    country: string | null;
  }[];
  skipped: { row: number; keyword: string | null; reason: string }[];
  /** Sources of the fields: field → column name in the file. Empty if the file has no header. */
  columns: Record<string, string>;
  /** "" if the file has one column. */
  delimiter: string;
  encoding: string;
};

/** Headers of Semrush, Ahrefs, Google Keyword Planner and Search Console, Moz, Ubersuggest, SE Ranking and Mangools. */
const aliases = {
  keyword:
    "keyword keywords keywordphrase keyphrase searchterm searchterms query queries topqueries searchquery phrase term".split(
      " ",
    ),
  volume: (
    "volume searchvolume avgmonthlysearches averagemonthlysearches monthlysearches monthlyvolume monthlysearchvolume " +
    "avgsearchvolume averagesearchvolume avgmonthlysearchvolume searches minvolume vol sv msv"
  ).split(" "),
  difficulty: (
    "keyworddifficulty kd difficulty seodifficulty searchdifficulty organicdifficulty keyworddifficultyindex " +
    "keyworddifficultyscore sd kdi"
  ).split(" "),
  intent:
    "intent intents searchintent searchintents keywordintent keywordintents userintent mainintent".split(" "),
  country: "country countrycode database location region".split(" "),
};
type Field = keyof typeof aliases;
type Columns = Partial<Record<Field, number>>;
type Layout = { delimiter: string; header: string[]; before: number; columns: Columns };

const DELIMITERS = [",", ";", "\t", "|"];
/** Never in the text (a file with NUL is binary), so that a line is one cell. */
const NO_DELIMITER = "\0";
/** Maximum rows of report titles above the header. */
const MAX_PREAMBLE = 8;
const SAMPLE_RECORDS = 20;
const SAMPLE_LENGTH = 128 * 1024;
const MAX_RECORD_BYTES = 256 * 1024;
const MAX_KEYWORD_LENGTH = 200;
const MAX_VOLUME = 10_000_000_000;

/**
 * Keywords of a research tool's CSV export, or of a list with one per line. Unusable rows are reported in `skipped`;
 * blank rows are ignored. Throws CsvError, and nothing else, if the file as a whole is unusable.
 */
export function readKeywordCsv(bytes: Uint8Array, limits: { maxRows?: number } = {}): KeywordCsv {
  const { maxRows = 100_000 } = limits;
  const { text, encoding } = decodeCsv(bytes);
  // Excel's line that names the delimiter; spreadsheets neither show nor count it.
  const hint = /^sep=([^\r\n])(?:\r\n|\r|\n)/i.exec(text);
  const content = hint ? text.slice(hint[0].length) : text;
  const layout = findLayout(content, hint?.[1] ? [hint[1]] : DELIMITERS);
  const result: KeywordCsv = {
    rows: [],
    skipped: [],
    columns: columnNames(layout),
    delimiter: layout.delimiter === NO_DELIMITER ? "" : layout.delimiter,
    encoding,
  };
  const seen = new Map<string, number>();
  let row = 0;
  parseRecords(content, layout.delimiter, (cells) => {
    row += 1;
    if (row <= layout.before || cells.every((cell) => cell.trim() === "")) return;
    if (result.rows.length + result.skipped.length >= maxRows) {
      throw new CsvError(`The file has more than ${maxRows} rows. Split it into smaller files.`);
    }
    addRow({ result, seen, layout }, cells, row);
  });
  return result;
}

/** The result so far, and the rows of keywords that were seen. */
type Reading = { result: KeywordCsv; seen: Map<string, number>; layout: Layout };

function addRow({ result, seen, layout }: Reading, cells: string[], row: number): void {
  const { columns, delimiter } = layout;
  const cellOf = (field: Field) => cells[columns[field] ?? -1] ?? "";
  const keyword = cleanKeyword(cellOf("keyword"));
  const folded = keyword.toLowerCase();
  const volume = wholeNumber("volume", cellOf("volume"), delimiter, MAX_VOLUME);
  const difficulty = wholeNumber("difficulty", cellOf("difficulty"), delimiter, 100);
  const first = seen.get(folded);
  const duplicate = first === undefined ? null : `duplicate of row ${first}`;
  const reason = keywordFault(keyword) ?? volume.fault ?? difficulty.fault ?? duplicate;
  if (reason !== null) {
    result.skipped.push({ row, keyword: clip(keyword, MAX_KEYWORD_LENGTH) || null, reason });
    return;
  }
  seen.set(folded, row);
  result.rows.push({
    row,
    keyword,
    volume: volume.value,
    difficulty: difficulty.value,
    intent: readIntent(cellOf("intent")),
    country: readCountry(cellOf("country")),
  });
}

function keywordFault(keyword: string): string | null {
  if (keyword === "") return "keyword is empty";
  return keyword.length > MAX_KEYWORD_LENGTH
    ? `keyword is longer than ${MAX_KEYWORD_LENGTH} characters`
    : null;
}

function wholeNumber(field: Field, cell: string, delimiter: string, max: number) {
  const value = Math.round(readNumber(cell, delimiter === ";") ?? Number.NaN);
  const shown = clip(cell.trim(), 40);
  if (Number.isNaN(value)) return { value, fault: `${field} is not a number: "${shown}"` };
  return {
    value,
    fault: value < 0 || value > max ? `${field} is not between 0 and ${max}: "${shown}"` : null,
  };
}

function clip(text: string, length: number): string {
  return text.slice(0, length).toWellFormed();
}

function findLayout(text: string, delimiters: string[]): Layout {
  const samples = delimiters.map((delimiter) => ({ delimiter, records: readSample(text, delimiter) }));
  let best: Layout | undefined;
  for (const { delimiter, records } of samples) {
    const layout = findHeader(records, delimiter);
    if (layout && (!best || width(layout) > width(best))) best = layout;
  }
  if (best) return best.header.length === 1 ? { ...best, delimiter: NO_DELIMITER } : best;
  const widest = samples.reduce((a, b) => (columnCount(b.records) > columnCount(a.records) ? b : a));
  const top = widest.records.find((record) => record.some((cell) => cell.trim() !== "")) ?? [];
  const list = top.length === 1 && Object.keys(mapColumns(top)).length === 0 && !/[,;\t|]/.test(text);
  if (list) return { delimiter: NO_DELIMITER, header: [], before: 0, columns: { keyword: 0 } };
  throw new CsvError(noKeywordColumn(top));
}

function findHeader(records: string[][], delimiter: string): Layout | undefined {
  let titles = 0;
  for (const [index, header] of records.entries()) {
    const columns = mapColumns(header);
    const size = Object.keys(columns).length;
    if (columns.keyword !== undefined && (titles === 0 || size > 1)) {
      return { delimiter, header, before: index + 1, columns };
    }
    if (header.some((cell) => cell.trim() !== "")) titles += 1;
    if (titles > MAX_PREAMBLE) return undefined;
  }
  return undefined;
}

function width({ columns, header }: Layout): number {
  return Object.keys(columns).length * 1000 + header.length;
}

function columnCount(records: string[][]): number {
  return Math.max(0, ...records.map((record) => record.length));
}

function mapColumns(header: string[]): Columns {
  const names = header.map(columnName);
  const columns: Columns = {};
  for (const field of Object.keys(aliases) as Field[]) {
    const alias = aliases[field].find((name) => names.includes(name));
    if (alias !== undefined) columns[field] = names.indexOf(alias);
  }
  return columns;
}

/** "KD %" is kd, "Avg. monthly searches" avgmonthlysearches, "Volume (US)" volume. */
function columnName(cell: string): string {
  const name = cell.slice(0, 100).normalize("NFKC").toLowerCase();
  return name.replace(/\([^)]*\)/g, "").replace(/[^\p{L}\p{N}]/gu, "");
}

function columnNames({ header, columns }: Layout): Record<string, string> {
  const found = Object.entries(columns).filter(([, index]) => header[index] !== undefined);
  return Object.fromEntries(found.map(([field, index]) => [field, cleanKeyword(header[index] ?? "")]));
}

function noKeywordColumn(top: string[]): string {
  const names = top.slice(0, 20).map((cell) => `"${clip(cleanKeyword(cell), 40)}"`);
  return (
    `No keyword column found. The columns are ${names.join(", ") || "blank"}${top.length > 20 ? ", …" : ""}; ` +
    `name the column Keyword, Keywords, Search term, Query, Top queries, Phrase or Term.`
  );
}

function readSample(text: string, delimiter: string): string[][] {
  const records: string[][] = [];
  try {
    parseRecords(text.slice(0, SAMPLE_LENGTH), delimiter, (cells) => records.push(cells), SAMPLE_RECORDS);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
  }
  return records;
}

function parseRecords(
  text: string,
  delimiter: string,
  onRecord: (cells: string[]) => void,
  to?: number,
): void {
  try {
    parse(text, {
      delimiter,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: MAX_RECORD_BYTES,
      ...(to ? { to } : {}),
      on_record: (cells: string[]) => {
        onRecord(cells);
        return null;
      },
    });
  } catch (error) {
    if (error instanceof CsvError) throw error;
    const { message, lines } = error as Error & { lines?: number };
    throw new CsvError(`The CSV cannot be read${lines ? ` near line ${lines}` : ""}: ${message}`, {
      cause: error,
    });
  }
}

/** RFC 4180 with CRLF. Text that a spreadsheet would interpret as a formula is prefixed with an apostrophe. */
export function writeCsv(rows: (string | number | null)[][]): string {
  return rows.map((cells) => `${cells.map(printCell).join(",")}\r\n`).join("");
}

function printCell(cell: string | number | null): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
