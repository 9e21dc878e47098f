import { describe, expect, it } from "vitest";
import { freshAddress } from "../auth/helpers";
import { as, send } from "../harness";
import { aWorld, cases, operations, requestOf } from "../walk-cases";

const document: any = await (await send("/api/schema/")).json();
const found = Object.entries<any>(document.paths).flatMap(([path, item]) =>
  Object.entries<any>(item).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path.replace("/api/v1", "").replace(/\/$/, "")}`,
    method,
    operation,
    isPublic: operation["x-required-role"] === "public",
  })),
);
const resolve = (part: any) =>
  part.$ref
    ? part.$ref
        .split("/")
        .slice(1)
        .reduce((at: any, key: string) => at[key], document)
    : part;
const parametersOf = (operation: any): string[] =>
  (operation.parameters ?? []).map(resolve).flatMap((p: any) => (p.in === "header" ? [p.name] : []));
const headersOf = (operation: any, status: number): string[] =>
  Object.keys(resolve(operation.responses[status] ?? {}).headers ?? {});
const operationOf = (name: string) => found.find((one) => one.name === name)!.operation;

describe("the document's headers", () => {
  it("are Idempotency-Key on each POST that keeps its answer, and nowhere else", () => {
    for (const { name, method, operation, isPublic } of found)
      expect([name, parametersOf(operation).includes("Idempotency-Key")]).toEqual([
        name,
        method === "post" && !isPublic,
      ]);
    expect(headersOf(operationOf("POST /planner/keywords"), 201)).toContain("Idempotent-Replayed");
  });

  it("are If-Match on each PUT and PATCH of what has a version, whose answer carries it as an ETag", () => {
    for (const { name, method, operation } of found) {
      const told = parametersOf(operation).includes("If-Match");
      const isTagged = headersOf(operation, 200).includes("ETag");
      expect([name, told]).toEqual([name, ["put", "patch"].includes(method) && isTagged]);
      if (told) expect(Object.keys(operation.responses), name).toContain("412");
    }
    for (const path of [
      "planner/keywords",
      "planner/clusters",
      "planner/ideas",
      "writer/tasks",
      "writer/content",
    ])
      expect(parametersOf(operationOf(`PUT /${path}/{id}`)), path).toContain("If-Match");
    for (const path of ["writer/images", "writer/taxonomies", "auth/users", "auth/sites", "auth/sectors"])
      expect(parametersOf(operationOf(`PUT /${path}/{id}`)), path).toContain("If-Match");
    expect(parametersOf(operationOf("PUT /auth/account"))).toContain("If-Match");
  });

  it("are If-None-Match, ETag and 304 on what shows one object, and not on lists and files", () => {
    const told = (name: string) => {
      const operation = operationOf(name);
      return [
        parametersOf(operation).includes("If-None-Match"),
        headersOf(operation, 200).includes("ETag"),
        headersOf(operation, 304).includes("ETag"),
      ];
    };
    for (const name of ["GET /planner/keywords/{id}", "GET /auth/account", "GET /billing/balance"])
      expect([name, ...told(name)]).toEqual([name, true, true, true]);
    for (const name of [
      "GET /planner/keywords",
      "GET /planner/keywords/export",
      "GET /writer/content/{id}/preview",
      "GET /jobs/{id}/events",
      "DELETE /planner/keywords/{id}",
      "POST /planner/keywords",
    ])
      expect([name, ...told(name)]).toEqual([name, false, false, false]);
  });

  it("refer to components that are there", () => {
    const refs = JSON.stringify(document).match(/#\/components\/[^"]+/g)!;
    for (const $ref of new Set(refs)) expect(resolve({ $ref }), $ref).toBeDefined();
  });
});

const tellable = operations.filter(
  ({ method, role, name }) =>
    role !== "public" && ["get", "put"].includes(method) && !name.includes("/events"),
);

describe("the document on ETags", () => {
  it.each(tellable.map((one) => [one.name, one] as const))("tells the truth of %s", async (name, one) => {
    const world = await aWorld(one.role === "developer" ? "developer" : "owner");
    const { path, body } = requestOf(one, cases[name]?.(world) ?? {});
    const reply = await as(world.person, freshAddress())[one.method](path, body);
    expect(reply.status).toBe(200);
    expect(reply.headers.has("ETag")).toBe(headersOf(operationOf(name), 200).includes("ETag"));
  });
});
