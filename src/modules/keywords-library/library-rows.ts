import { createHash } from "node:crypto";
import { cleanKeyword, type Intent, readCountry, readIntent, readNumber } from "../../text/csv/cells";
import { CsvError } from "../../text/csv/decode";
import type { LibraryNames, SectorSlugs } from "./library-names";

/** A row of the library as input of its upsert statement. */
export type LibraryRow = SectorSlugs & {
  keyword: string;
  key: string;
  volume: number;
  difficulty: number;
  country: string;
  intent: Intent | null;
  credit_cost: number;
};

const required = ["keyword", "industry", "sector", "volume", "difficulty"] as const;
const optional = ["country", "intent", "is_paid", "credit_cost"] as const;
const fields = [...required, ...optional];
type Field = (typeof fields)[number];
type Columns = Partial<Record<Field, number>>;

const MAX_KEYWORD_LENGTH = 200;
const MAX_NAME_LENGTH = 100;
const MAX_VOLUME = 2_000_000_000;
const MAX_CREDITS = 1_000;
const DEFAULT_COUNTRY = "US";

/** Two keywords are equal if their keys are: case and Unicode composition do not matter. */
export const toLibraryKey = (keyword: string) => keyword.normalize("NFC").toLowerCase();

/** An invalid row. The message becomes its reason in the report. */
class RowError extends Error {}

/** Parses the rows under a header. A keyword that appeared earlier for the same sector and country is an error. */
export class LibraryRowParser {
  #columns: Columns;
  #names: LibraryNames;
  /** Row numbers by digest of sector, country and keyword: a digest takes less memory than the text. */
  #seen = new Map<string, number>();

  constructor(header: string[], names: LibraryNames) {
    this.#columns = parseHeader(header);
    this.#names = names;
  }

  parse(cells: string[], row: number): LibraryRow | { reason: string } {
    try {
      return this.#parseCells((field) => cells[this.#columns[field] ?? -1] ?? "", row);
    } catch (error) {
      if (error instanceof RowError) return { reason: error.message };
      throw error;
    }
  }

  #parseCells(cell: (field: Field) => string, row: number): LibraryRow {
    const keyword = parseText("keyword", cell("keyword"), MAX_KEYWORD_LENGTH);
    const industry = parseText("industry", cell("industry"), MAX_NAME_LENGTH);
    const sector = parseText("sector", cell("sector"), MAX_NAME_LENGTH);
    const values = {
      volume: parseWholeNumber("volume", cell("volume"), MAX_VOLUME),
      difficulty: parseWholeNumber("difficulty", cell("difficulty"), 100),
      country: parseCountry(cell("country")),
      intent: parseIntent(cell("intent")),
      credit_cost: parseCreditCost(cell("is_paid"), cell("credit_cost")),
    };
    const slugs = this.#names.resolveSector(industry, sector);
    const key = toLibraryKey(keyword);
    this.#refuseDuplicate(`${slugs.industry}/${slugs.sector}/${values.country}/${key}`, row);
    return { ...slugs, keyword, key, ...values };
  }

  #refuseDuplicate(identity: string, row: number) {
    const digest = createHash("sha256").update(identity).digest("base64url").slice(0, 22);
    const first = this.#seen.get(digest);
    if (first !== undefined) throw new RowError(`duplicate of row ${first}`);
    this.#seen.set(digest, row);
  }
}

function parseHeader(header: string[]): Columns {
  const names = header.map((cell) => cleanKeyword(cell).toLowerCase().replace(/[ -]/g, "_"));
  const columns: Columns = {};
  for (const [n, name] of names.entries()) {
    const field = fields.find((known) => known === name);
    if (name !== "" && !field) throw new CsvError(`Unknown column "${quoteCell(name)}". ${LAYOUT_HINT}`);
    if (field && columns[field] !== undefined) throw new CsvError(`The column ${field} appears twice.`);
    if (field) columns[field] = n;
  }
  const missing = required.filter((field) => columns[field] === undefined);
  if (missing.length) throw new CsvError(`The file has no column ${missing.join(", ")}. ${LAYOUT_HINT}`);
  return columns;
}

const LAYOUT_HINT = `The first line names the columns: ${fields.join(",")}. The last four are optional.`;

function parseText(field: Field, cell: string, max: number): string {
  const clean = cleanKeyword(cell);
  if (clean === "") throw new RowError(`${field} is empty`);
  if (clean.length > max) throw new RowError(`${field} is longer than ${max} characters`);
  if (clean.includes("\ufffd")) throw new RowError(`${field} is not UTF-8`);
  return clean;
}

function parseWholeNumber(field: Field, cell: string, max: number): number {
  const value = Math.round(readNumber(cell, false) ?? Number.NaN);
  if (Number.isNaN(value)) throw new RowError(`${field} is not a number: "${quoteCell(cell)}"`);
  if (value < 0 || value > max)
    throw new RowError(`${field} is not between 0 and ${max}: "${quoteCell(cell)}"`);
  return value;
}

function parseCountry(cell: string): string {
  if (cell.trim() === "") return DEFAULT_COUNTRY;
  const country = readCountry(cell);
  if (!country) throw new RowError(`country is unknown: "${quoteCell(cell)}"`);
  return country;
}

function parseIntent(cell: string): Intent | null {
  const intent = readIntent(cell);
  if (!intent && cell.trim() !== "") throw new RowError(`intent is unknown: "${quoteCell(cell)}"`);
  return intent;
}

/** 0 for free keywords. If both cells are given, they must agree. */
function parseCreditCost(paidCell: string, costCell: string): number {
  const cost = parseWholeNumber("credit_cost", costCell, MAX_CREDITS);
  const paid = paidCell.trim().toLowerCase();
  if (/^(?:true|yes|y|1)$/.test(paid)) {
    if (cost === 0) throw new RowError("is_paid without a credit_cost");
  } else if (/^(?:false|no|n|0)$/.test(paid)) {
    if (cost > 0) throw new RowError("credit_cost without is_paid");
  } else if (paid !== "") throw new RowError(`is_paid is neither true nor false: "${quoteCell(paidCell)}"`);
  return cost;
}

const quoteCell = (cell: string) => cleanKeyword(cell).slice(0, 40).toWellFormed();
