export type Intent = "informational" | "commercial" | "transactional" | "navigational";

const intents: Record<string, Intent> = {
  i: "informational",
  info: "informational",
  informational: "informational",
  c: "commercial",
  commercial: "commercial",
  commercialinvestigation: "commercial",
  t: "transactional",
  transactional: "transactional",
  n: "navigational",
  navigational: "navigational",
};

/** A keyword in stored form: NFC, single spaces, no control, zero-width or direction characters. */
export function cleanKeyword(text: string): string {
  return text
    .toWellFormed()
    .replace(/\s+/g, " ")
    .replace(/[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, "")
    .replace(/ +/g, " ")
    .trim()
    .normalize("NFC");
}

/** The first known intent of a cell: "Informational, Commercial", "C", "Branded|Navigational". */
export function readIntent(cell: string): Intent | null {
  for (const part of cell.split(/[,;|/&+\n]/)) {
    const name = part.toLowerCase().replace(/[^a-z]/g, "");
    if (Object.hasOwn(intents, name)) return intents[name] ?? null;
  }
  return null;
}

let countries: Map<string, string> | undefined;

/** ISO 3166-1 alpha-2 from a code in any case or an English name; null otherwise. */
export function readCountry(cell: string): string | null {
  countries ??= namedCountries();
  return countries.get(cell.trim().toLowerCase()) ?? null;
}

function namedCountries(): Map<string, string> {
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  const letters = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  const found = new Map<string, string>();
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    const name = names.of(code);
    // Macro regions, and codes that ISO reserves or leaves to users.
    if (!name || /^(?:A[AC]|C[PQ]|D[DG]|E[AUZ]|F[XQ]|IC|Q[M-Z]|T[AP]|UN|X[A-Z]|Z[RZ])$/.test(code)) continue;
    found.set(code.toLowerCase(), code);
    if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), code);
  }
  for (const alias of ["uk", "great britain"]) found.set(alias, "GB");
  for (const alias of ["usa", "u.s.", "united states of america"]) found.set(alias, "US");
  return found;
}

/**
 * A number as written by research tools and spreadsheets, or null. "-", "N/A" and "" are 0; a range ("1K – 10K") is
 * its lower bound, because a middle would be invented; "<10" is 0. With `decimalComma` (semicolon-separated files)
 * "201.000" is 201,000, otherwise 201.
 */
export function readNumber(cell: string, decimalComma: boolean): number | null {
  const text = cell.replace(/[\s"'’%]/g, "").toLowerCase();
  if (/^(?:[-–—]*|n\/?a|null|none|nodata|unknown|\?)$/.test(text)) return 0;
  if (/^[<≤]/.test(text)) return 0;
  const lower = text.replace(/^[>≥~≈]/, "").split(/(?<=[\dkmb+])(?:[-–—−]|to)(?=\d)/)[0] ?? "";
  const parts = /^([-−]?)([\d.,]+)(e\+?\d{1,3})?([kmb])?\+?$/.exec(lower);
  const plain = plainDigits(parts?.[2] ?? "", decimalComma);
  if (!parts || plain === null) return null;
  const factor = { k: 1e3, m: 1e6, b: 1e9 }[parts[4] ?? ""] ?? 1;
  const value = Number(plain + (parts[3] ?? "")) * factor;
  return parts[1] ? -value : value;
}

/** Digits with a decimal point only, or null if the separators form no number. */
function plainDigits(digits: string, decimalComma: boolean): string | null {
  const last = digits[Math.max(digits.lastIndexOf(","), digits.lastIndexOf("."))];
  if (last === undefined) return /^\d+$/.test(digits) ? digits : null;
  const other = last === "," ? "." : ",";
  const mixed = digits.includes(other);
  const grouped = /^[1-9]\d{0,2}(?:[.,]\d{2,3})*[.,]\d{3}$/.test(digits);
  const once = digits.indexOf(last) === digits.lastIndexOf(last);
  if (!mixed && grouped && (!once || last === "," || decimalComma)) return digits.replaceAll(last, "");
  if (!once) return null;
  const decimal = digits.replaceAll(other, "").replace(last, ".");
  return /^\d*\.?\d+$|^\d+\.$/.test(decimal) ? decimal : null;
}
