// npm run library:import -- FILE [--remote]: a CSV into the library, by the rules of POST /keywords-library/import/.
import { spawnSync } from "node:child_process";
import { createReadStream, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type SQL, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/sqlite-proxy";
import { prepare, root } from "./local.ts";
import { bar, duration, table } from "./terminal.ts";

// Imports in src name no extension.
const src = new URL("../src/", import.meta.url).href;
registerHooks({
  resolve: (name, context, next) =>
    next(
      name.startsWith(".") && context.parentURL?.startsWith(src) && !name.endsWith(".ts")
        ? `${name}.ts`
        : name,
      context,
    ),
});
const { SkippedRows, parseLibrary } = await import("../src/modules/keywords-library/library-csv.ts");
const { LibraryNames } = await import("../src/modules/keywords-library/library-names.ts");
const { insertIndustriesStatement, insertSectorsStatement, upsertKeywordsStatement } =
  await import("../src/modules/keywords-library/library-statements.ts");

/** D1 takes statements up to 100 KB: three bytes a character at the worst, and apostrophes double. */
const LIMITS = { rows: 500, characters: 30_000 };
/** A run of wrangler takes as many statements as stand in one file. */
const FILE_CHARACTERS = 4_000_000;
const PROBLEMS_SHOWN = 20;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { remote: { type: "boolean", default: false }, "persist-to": { type: "string" } },
});
const [path] = positionals;
if (!path || positionals.length > 1) {
  console.error("npm run library:import -- FILE [--remote] [--persist-to DIRECTORY]");
  process.exit(2);
}
const storage = options["persist-to"] ?? `${root}.wrangler/state`;
const place = options.remote ? ["--remote"] : ["--local", "--persist-to", storage];
const folder = mkdtempSync(join(tmpdir(), "igny8-library-"));

try {
  if (!options.remote) prepare(storage, true);
  await importFile(path);
} catch (error) {
  console.error(
    `\n${(error as Error).message}\nRows stored before the error stay stored. You can send the file again.`,
  );
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function importFile(file: string) {
  const started = Date.now();
  const size = statSync(file).size;
  const source = createReadStream(file);
  const now = new Date().toISOString();
  const problems = new SkippedRows();
  const sums = { rows: 0, industries: 0, sectors: 0 };
  let waiting = "";
  const flush = () => {
    if (waiting) execute(waiting);
    waiting = "";
    bar("Stored", source.bytesRead / size);
  };
  for await (const batch of parseLibrary(source, readNames(), problems, LIMITS)) {
    waiting += statementsOf(batch, now);
    sums.rows += batch.rows.length;
    sums.industries += batch.industries.length;
    sums.sectors += batch.sectors.length;
    if (waiting.length > FILE_CHARACTERS) flush();
  }
  flush();
  const [stored] = query<{ added: number; updated: number }>(
    `select coalesce(sum(created_at = '${now}'), 0) added, coalesce(sum(created_at <> '${now}'), 0) updated
     from seed_keywords where updated_at = '${now}'`,
  );
  report({ ...sums, ...stored! }, problems.report, Date.now() - started);
}

type Batch = ReturnType<typeof parseLibrary> extends AsyncGenerator<infer B> ? B : never;

function statementsOf({ rows, industries, sectors }: Batch, now: string): string {
  const printer = drizzle(async () => ({ rows: [] }));
  const json = (value: unknown): SQL => text(JSON.stringify(value));
  return [
    ...(industries.length ? [insertIndustriesStatement(printer, json(industries))] : []),
    ...(sectors.length ? [insertSectorsStatement(printer, json(sectors))] : []),
    upsertKeywordsStatement(printer, json(rows), text(now)),
  ]
    .map((statement) => {
      const { sql: printed, params } = statement.toSQL();
      if (params.length) throw new Error("A statement of a file cannot have variables");
      return `${printed};\n`;
    })
    .join("");
}

function text(value: string): SQL {
  return sql.raw(`'${value.replaceAll("'", "''")}'`);
}

function readNames() {
  const industries = query<{ name: string; slug: string }>("select name, slug from industries order by id");
  const sectors = query<{ name: string; slug: string; industry: string }>(
    `select s.name, s.slug, i.slug as industry from industry_sectors s join industries i on i.id = s.industry_id
     order by s.id`,
  );
  return new LibraryNames(industries, sectors);
}

function query<Row>(command: string): Row[] {
  const [first] = JSON.parse(wrangler(["--json", "--command", command])) as { results: Row[] }[];
  return first!.results;
}

function execute(statements: string) {
  const file = join(folder, "statements.sql");
  writeFileSync(file, statements);
  wrangler(["--yes", "--file", file]);
}

function wrangler(args: string[]): string {
  const { status, stdout, stderr } = spawnSync("wrangler", ["d1", "execute", "DB", ...place, ...args], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
    env: {
      ...process.env,
      PATH: `${root}node_modules/.bin:${process.env.PATH}`,
      WRANGLER_SEND_METRICS: "false",
      NO_COLOR: "1",
    },
  });
  if (status !== 0)
    throw new Error(`wrangler d1 execute failed:\n${stdout.slice(-2000)}${stderr.slice(-2000)}`);
  return stdout;
}

type Sums = { rows: number; industries: number; sectors: number; added: number; updated: number };

function report(sums: Sums, { skipped, rows }: typeof SkippedRows.prototype.report, ms: number) {
  const figures = {
    Added: sums.added,
    Updated: sums.updated,
    Unchanged: sums.rows - sums.added - sums.updated,
    Skipped: skipped,
    "New industries": sums.industries,
    "New sectors": sums.sectors,
  };
  table(
    ["Rows", "Number"],
    Object.entries(figures).map(([name, figure]) => [name, figure.toLocaleString("en")]),
  );
  for (const { row, reason } of rows.slice(0, PROBLEMS_SHOWN)) console.log(`  row ${row}: ${reason}`);
  if (skipped > PROBLEMS_SHOWN) console.log(`  … and ${skipped - PROBLEMS_SHOWN} more`);
  console.log(`  ${duration(ms)}`);
}
