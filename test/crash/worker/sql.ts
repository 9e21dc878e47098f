/** Columns whose values tell one use of a statement from another. */
const telling = ["type", "kind", "status", "site_status", "stage", "current_stage"];
const WRITE = /^\s*(insert|update|delete|replace)\b(?:\s+or\s+\w+)?(?:\s+into|\s+from)?\s+"?(\w+)"?/i;
const READ = /^\s*(select|pragma)\b/i;

export type Query = { sql: string; values: readonly unknown[] };
type Write = { table: string; label: string };

/** What a statement writes; null where it only reads. */
export function parseWrite({ sql, values }: Query): Write | null {
  const [, verb, table] = WRITE.exec(sql) ?? [];
  if (!verb || !table) {
    if (READ.test(sql)) return null;
    throw new Error(`Neither a read nor a write that crash points know: ${sql}`);
  }
  const columns = writtenColumns(sql, values);
  const told = columns.filter(({ name, value }) => telling.includes(name) && value !== undefined);
  const text = told.length
    ? told.map(({ name, value }) => `${name}=${String(value)}`).join(" ")
    : columns
        .slice(0, 2)
        .map(({ name }) => name)
        .join(" ");
  const isUpdate = verb.toLowerCase() === "update";
  const ending = told.length || isUpdate ? ` ${text}` : "";
  return { table, label: `${verb.toLowerCase()} ${table}${ending}` };
}

/** The name of what statements write together: the first write, and the other tables. Null where they only read. */
export function labelOf(queries: readonly Query[]): string | null {
  const [first, ...others] = queries.map(parseWrite).filter((write) => write !== null);
  if (!first) return null;
  const tables = new Set(others.map(({ table }) => table).sort());
  return tables.size ? `${first.label} (${[...tables].join(", ")})` : first.label;
}

type Column = { name: string; value: unknown };

function writtenColumns(sql: string, values: readonly unknown[]): Column[] {
  const set = /^\s*update\b.*?\sset\s/is.exec(sql)?.[0];
  if (set !== undefined) return assigned(sql, set.length, values);
  const insert = /^[^(]*\(([^)]*)\)\s*values\s*\(/i.exec(sql);
  if (!insert) return [];
  const names = insert[1]!.split(",").map(bare);
  const parts = split(sql, insert[0].length, values);
  return names.map((name, index) => ({ name, value: parts[index]?.value }));
}

const assigned = (sql: string, from: number, values: readonly unknown[]): Column[] =>
  split(sql, from, values).map(({ text, value }) => ({ name: bare(text.split("=")[0]!), value }));

const bare = (name: string) => name.trim().replace(/"/g, "");

/** The comma-separated parts from here to the list's end, each with its value where that is a bound one or a literal. */
function split(sql: string, from: number, values: readonly unknown[]) {
  const parts: { text: string; value: unknown }[] = [];
  let bound = (sql.slice(0, from).match(/\?/g) ?? []).length;
  let [depth, start] = [0, from];
  const end = (at: number) => {
    const text = sql.slice(start, at);
    const expression = text.replace(/^[^=]*=/, "").trim();
    const value = expression === "?" ? values[bound] : /^'(\w*)'$/.exec(expression)?.[1];
    bound += (text.match(/\?/g) ?? []).length;
    parts.push({ text, value });
    start = at + 1;
  };
  for (let at = from; at <= sql.length; at++) {
    const isOver = depth === 0 && /^(\s+(where|returning|from)\s|\)|$)/i.test(sql.slice(at, at + 12));
    if (isOver) {
      end(at);
      break;
    }
    if (sql[at] === "(") depth++;
    else if (sql[at] === ")") depth--;
    else if (sql[at] === "," && depth === 0) end(at);
  }
  return parts;
}
