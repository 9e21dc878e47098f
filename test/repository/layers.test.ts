import { describe, expect, it } from "vitest";
import { forbiddenImports, layers, layersOutOfOrder, mayImport } from "../../scripts/checks/layers";

const names = Object.keys(layers);
/** A file of the layer that no rule for kinds of files concerns. */
const fileIn = (layer: string) =>
  ["app", "cron", "index"].includes(layer) ? `${layer}.ts` : `${layer}/planted.ts`;
const upTo = (layer: string) =>
  layer.startsWith("modules/") ? "../../" : layer === fileIn(layer).replace(".ts", "") ? "./" : "../";
const plant = (from: string, to: string, form: (path: string) => string) =>
  forbiddenImports(fileIn(from), form(`${upTo(from)}${fileIn(to).replace(/\.ts$/, "")}`));

const pairs = names.flatMap((from) => names.filter((to) => from !== to).map((to) => [from, to] as const));
const forbidden = pairs.filter(([from, to]) => !mayImport(from, to));
const allowed = pairs.filter(([from, to]) => mayImport(from, to));

describe("the layers of src/", () => {
  it("have an order in which each imports earlier ones only, so that no cycle can be", () => {
    expect(layersOutOfOrder()).toEqual([]);
  });

  it.each(forbidden)("an import planted in %s of something in %s is reported, a type's too", (from, to) => {
    for (const form of [
      (path: string) => `import { planted } from "${path}";`,
      (path: string) => `import type { Planted } from "${path}";`,
      (path: string) => `export type { Planted } from "${path}";`,
      (path: string) => `type Planted = import("${path}").Planted;`,
    ])
      expect(plant(from, to, form)).toContainEqual(expect.stringContaining(`${from} may not import ${to}`));
  });

  it.each(allowed)("an import in %s of something in %s is not the layers' concern", (from, to) => {
    const found = plant(from, to, (path) => `import { planted } from "${path}";`);
    expect(found.filter((problem) => problem.includes("may not import"))).toEqual([]);
  });

  it("a folder that the table does not know is reported", () => {
    expect(forbiddenImports("modules/planted/planted.ts", "")).toEqual([
      "modules/planted/planted.ts: the layer modules/planted is not in scripts/checks/layers.ts",
    ]);
  });
});

describe("kinds of files", () => {
  const planted: [kind: string, file: string, source: string][] = [
    [
      "a route that queries",
      "modules/planner/planted.routes.ts",
      `import { owned } from "../../db/queries";`,
    ],
    ["a route that builds SQL", "modules/planner/planted.routes.ts", `import { eq } from "drizzle-orm";`],
    ["a route's reply that queries", "modules/jobs/planted.replies.ts", `import { openDb } from "../../db";`],
    [
      "a schema that calls a service",
      "modules/planner/planted.schema.ts",
      `import { x } from "./x.service";`,
    ],
    [
      "a schema that guards",
      "modules/planner/planted.schema.ts",
      `import { guard } from "../../http/guard";`,
    ],
    [
      "a service that guards",
      "modules/planner/planted.service.ts",
      `import { guard } from "../../http/guard";`,
    ],
    ["a plain file that guards", "modules/planner/planted.ts", `import { guard } from "../../http/guard";`],
    ["a plain file that knows Hono", "modules/planner/planted.ts", `import type { Context } from "hono";`],
    ["a service that calls a route", "modules/planner/planted.service.ts", `import { x } from "./x.routes";`],
    ["text that queries", "text/planted.ts", `import { sql } from "drizzle-orm";`],
    ["a client that knows Hono", "clients/planted.ts", `import { Hono } from "hono";`],
    ["the database that knows Hono", "db/planted.ts", `import type { Context } from "hono";`],
  ];
  it.each(planted)("%s is reported", (_kind, file, source) => {
    expect(forbiddenImports(file, source)).not.toEqual([]);
  });

  it("a route that calls a service, and a service that queries, are not", () => {
    expect(forbiddenImports("modules/planner/planted.routes.ts", `import { x } from "./x.service";`)).toEqual(
      [],
    );
    expect(
      forbiddenImports("modules/planner/planted.service.ts", `import { eq } from "drizzle-orm";`),
    ).toEqual([]);
  });
});
