// Progress bars and tables for a terminal; plain lines where the output is not one.
const styled = process.stdout.isTTY && !process.env.NO_COLOR;
const style = (code: number) => (text: string) => (styled ? `\x1b[${code}m${text}\x1b[0m` : text);
export const bold = style(1);
export const dim = style(2);

const WIDTH = 32;
const shown = new Map<string, number>();

/** Draws the named bar at a share of 0 to 1; in a terminal it moves, elsewhere each quarter is a line. */
export function bar(name: string, share: number) {
  const before = shown.get(name) ?? -1;
  const percent = Math.min(100, Math.floor(share * 100));
  if (before === percent || before === 100) return;
  shown.set(name, percent);
  const filled = Math.round((percent / 100) * WIDTH);
  const line = `${name.padEnd(10)} ${"█".repeat(filled)}${"░".repeat(WIDTH - filled)} ${String(percent).padStart(3)} %`;
  if (styled) process.stdout.write(`\r${line}${percent === 100 ? "\n" : ""}`);
  else if (percent === 100 || Math.floor(percent / 25) > Math.floor(before / 25)) console.log(line);
}

export const duration = (ms: number) => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`);

const numeric = /^[\d,.]+( m?s)?$/;

/** A table with its columns as wide as they need; figures stand at the right. */
export function table(header: string[], rows: string[][]) {
  const widths = header.map((title, n) => Math.max(title.length, ...rows.map((row) => row[n]!.length)));
  const cell = (text: string, n: number, right: boolean) =>
    right ? text.padStart(widths[n]!) : text.padEnd(widths[n]!);
  const right = header.map((_title, n) => rows.every((row) => numeric.test(row[n]!)));
  const line = (row: string[]) => `  ${row.map((text, n) => cell(text, n, right[n]!)).join("   ")}`;
  console.log(dim(line(header)));
  for (const row of rows) console.log(line(row).trimEnd());
}
