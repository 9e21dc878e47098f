// The layers of src/ and what each may import. The check below, its test and the table in docs/architecture.md come from
// this one table.
import { dirname, join } from "node:path/posix";

type Layer = { holds: string; imports: readonly string[] };

const below = ["lib", "db", "http"];
const ai = ["generation", "text"];

/**
 * A layer is a top-level folder of src/, a folder of src/modules/, or a single file at the top. From the ground up: each
 * layer imports layers above its own line only, so that there can be no cycle.
 */
export const layers: Record<string, Layer> = {
  lib: { holds: "actor, roles, errors, passwords, tokens, sealed secrets, time", imports: [] },
  text: { holds: "CSV, HTML, clustering, terms, readability", imports: ["lib"] },
  clients: {
    holds: "WordPress, mail, guarded fetch: the only files that call fetch",
    imports: ["lib", "text"],
  },
  db: { holds: "context, sessions, queries, cursors, tables", imports: ["lib"] },
  generation: { holds: "the interface to a model, and its providers", imports: ["lib", "text"] },
  http: { holds: "router, guard, idempotency, ETag, replies, OpenAPI", imports: ["lib", "db"] },
  "modules/audit": { holds: "the audit trail", imports: below },
  "modules/notifications": { holds: "notifications", imports: below },
  "modules/auth": {
    holds: "accounts, users, sessions, passwords",
    imports: [...below, "clients", "modules/audit"],
  },
  "modules/keywords-library": {
    holds: "the library of researched keywords",
    imports: [...below, "text", "modules/audit"],
  },
  "modules/sites": {
    holds: "sites, sectors, site settings, schedules",
    imports: [...below, "modules/audit", "modules/notifications", "modules/auth"],
  },
  "modules/system": {
    holds: "provider settings, prompts, module switches, health",
    imports: [...below, "clients", "generation", "modules/audit", "modules/auth"],
  },
  "modules/billing": {
    holds: "the ledger, usage, grants, renewals",
    imports: [...below, "modules/audit", "modules/auth"],
  },
  "modules/api-keys": {
    holds: "API keys of sites",
    imports: [...below, "modules/audit", "modules/auth", "modules/sites"],
  },
  "modules/jobs": {
    holds: "jobs, their items, their messages",
    imports: [...below, "generation", "modules/notifications", "modules/system", "modules/billing"],
  },
  "modules/integration": {
    holds: "connections, credentials, diagnosis",
    imports: [...below, "clients", "text", "modules/audit", "modules/sites", "modules/api-keys"],
  },
  "modules/planner": {
    holds: "keywords, clusters, ideas",
    imports: [...below, ...ai, "modules/notifications", "modules/sites", "modules/billing", "modules/jobs"],
  },
  "modules/writer": {
    holds: "tasks, content, revisions, images, taxonomies",
    imports: [
      ...below,
      ...ai,
      "modules/notifications",
      "modules/sites",
      "modules/system",
      "modules/billing",
      "modules/jobs",
      "modules/planner",
    ],
  },
  "modules/publisher": {
    holds: "publishing, scheduling, records",
    imports: [
      ...below,
      "clients",
      "text",
      "modules/notifications",
      "modules/sites",
      "modules/jobs",
      "modules/integration",
      "modules/planner",
      "modules/writer",
    ],
  },
  "modules/linker": {
    holds: "internal links and their map",
    imports: [...below, ...ai, "modules/notifications", "modules/billing", "modules/jobs", "modules/writer"],
  },
  "modules/optimizer": {
    holds: "scores and improvements of content",
    imports: [...below, ...ai, "modules/billing", "modules/jobs", "modules/planner", "modules/writer"],
  },
  "modules/sync": {
    holds: "pull, push, merge, webhooks, conflicts",
    imports: [
      ...below,
      "clients",
      "text",
      "modules/sites",
      "modules/jobs",
      "modules/integration",
      "modules/writer",
      "modules/publisher",
    ],
  },
  "modules/automation": {
    holds: "runs, stages, estimates, reports",
    imports: [
      ...below,
      ...ai,
      "modules/notifications",
      "modules/sites",
      "modules/billing",
      "modules/jobs",
      "modules/planner",
      "modules/writer",
      "modules/publisher",
    ],
  },
  queue: {
    holds: "the consumer, and which service works on which item",
    imports: [
      "lib",
      "db",
      "generation",
      "modules/jobs",
      "modules/planner",
      "modules/writer",
      "modules/publisher",
      "modules/linker",
      "modules/optimizer",
      "modules/sync",
    ],
  },
  durable: {
    holds: "the rate limiter and the site's automation run",
    imports: ["lib", "db", "modules/jobs", "modules/automation"],
  },
  cron: {
    holds: "what the ticks call",
    imports: [
      "lib",
      "db",
      "http",
      "modules/auth",
      "modules/sites",
      "modules/billing",
      "modules/jobs",
      "modules/publisher",
      "modules/sync",
      "modules/automation",
    ],
  },
  app: {
    holds: "the routes, all mounted here",
    imports: ["lib", "http", "modules/*"],
  },
  index: { holds: "what the runtime calls", imports: ["app", "cron", "queue", "durable", "modules/jobs"] },
};

/** What a kind of file may not import, by where it stands and how its name ends. The first kind that fits holds. */
const kinds: { name: string; files: RegExp; forbids: RegExp[] }[] = [
  {
    name: "a route calls a service, and queries nothing",
    files: /^modules\/.*(\.(routes|replies|middleware)|\/index)\.ts$/,
    forbids: [/^db(\/|$)/, /^drizzle-orm/],
  },
  {
    name: "a schema is the wire contract, and nothing else",
    files: /^modules\/.*\.schema\.ts$/,
    forbids: [/^http\/(?!schemas$)/, /^drizzle-orm/, /^hono/, /\.(routes|service|replies|middleware)$/],
  },
  {
    name: "a service, and what stands behind it, knows nothing of HTTP",
    files: /^(modules|queue|durable)\//,
    forbids: [/^http(\/|$)/, /^@?hono/, /\.(routes|replies|middleware)$/],
  },
  {
    name: "what knows nothing of HTTP or of the database",
    files: /^(lib|text|clients|generation)\//,
    forbids: [/^@?hono/, /^drizzle-orm/],
  },
  { name: "the database knows nothing of HTTP", files: /^db\//, forbids: [/^@?hono/] },
];

/** The layer that a file of src/ is in: `modules/planner` for `modules/planner/keywords.service.ts`. */
export function layerOf(file: string): string {
  const [first = "", second = ""] = file.split("/");
  if (first === "modules") return `modules/${second}`;
  return first.replace(/\.ts$/, "");
}

/** Whether one layer may import the other; its own files always. */
export const mayImport = (from: string, to: string): boolean =>
  from === to ||
  (layers[from]?.imports ?? []).some(
    (name) => name === to || (name === "modules/*" && to.startsWith("modules/")),
  );

/**
 * The forbidden imports of one file, types included, as sentences. `file` is its path below src/, `source` its text. Any
 * string in it that is a relative path counts as an import, so `import type`, `import("…")` and `export from` all do.
 */
export function forbiddenImports(file: string, source: string): string[] {
  const layer = layerOf(file);
  if (!layers[layer]) return [`${file}: the layer ${layer} is not in scripts/checks/layers.ts`];
  const kind = kinds.find(({ files }) => files.test(file));
  const found: string[] = [];
  for (const target of targetsOf(file, source)) {
    if (target.isOurs && !mayImport(layer, layerOf(target.path)))
      found.push(`${file} imports ${target.path}: ${layer} may not import ${layerOf(target.path)}`);
    if (kind?.forbids.some((forbidden) => forbidden.test(target.path)))
      found.push(`${file} imports ${target.path}: ${kind.name}`);
  }
  return found;
}

/** What the file imports: paths below src/ without their ending, and names of packages. */
function targetsOf(file: string, source: string): { path: string; isOurs: boolean }[] {
  const relative = source.matchAll(/["'`](\.{1,2}(?:\/[^"'`\s]*)?)["'`]/g);
  const packages = source.matchAll(/(?:from|import)\s*\(?\s*["']([^."'][^"']*)["']/g);
  return [
    ...[...relative].map(([, path = ""]) => ({
      path: join(dirname(file), path).replace(/\.ts$|\/index$/, ""),
      isOurs: true,
    })),
    ...[...packages].map(([, path = ""]) => ({ path, isOurs: false })),
  ];
}

/** Layers that import, by the table, what stands after them: each would allow a cycle. */
export function layersOutOfOrder(): string[] {
  const order = Object.keys(layers);
  return order.flatMap((name, at) =>
    (layers[name]?.imports ?? [])
      .filter((imported) => imported !== "modules/*" && order.indexOf(imported) >= at)
      .map((imported) => `${name} may import ${imported}, which does not stand above it`),
  );
}

/** The table as docs/architecture.md has it. */
export function layersAsMarkdown(): string {
  const rows = Object.entries(layers).map(([name, { holds, imports }]) => [
    `\`${name}\``,
    holds,
    imports
      .map((imported) =>
        imported === "modules/*" ? "all modules" : `\`${imported.replace("modules/", "")}\``,
      )
      .join(", ") || "nothing of ours",
  ]);
  const head = ["layer", "holds", "may import"];
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => (row[column] ?? "").length)),
  );
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}
