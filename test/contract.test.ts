import { describe, expect, it } from "vitest";
import { app } from "../src/app";
import { openApiInfo } from "../src/http/docs";
import { aPerson, aColleague } from "./factories";
import { as, send } from "./harness";
import { admittingKeys, reference, supplement, unserved } from "./reference";

const document: any = app.getOpenAPI31Document(openApiInfo);
const served = Object.entries<object>(document.paths).flatMap(([path, item]) =>
  Object.keys(item).map((method) => `${method.toUpperCase()} ${path.replace("/api/v1", "")}/`),
);
const routes = app.openAPIRegistry.definitions.flatMap((d) => (d.type === "route" ? [d.route as any] : []));

const addressOf = (path: string) => path.replace(/\{\w+\}/g, path.includes("/jobs/") ? "0".repeat(26) : "1");

describe("the contract", () => {
  it("lists the 120 endpoints of the reference, each once", () => {
    expect(reference).toHaveLength(120);
    expect(new Set(reference).size).toBe(120);
  });

  it("serves what the reference lists, but for what is marked as not yet served", () => {
    expect(unserved.filter((endpoint) => !reference.includes(endpoint))).toEqual([]);
    const expected = reference.filter((endpoint) => !unserved.includes(endpoint));
    expect([...served].sort()).toEqual([...expected, ...supplement].sort());
  });

  it("documents every path with its trailing slash", async () => {
    const schema: any = await (await send("/api/schema/")).json();
    expect(Object.keys(schema.paths).every((path) => path.endsWith("/"))).toBe(true);
    expect(Object.keys(schema.paths)).toContain("/api/v1/planner/keywords/{id}/");
  });

  it("answers the same without the trailing slash", async () => {
    const person = await aPerson();
    const [a, b] = [await as(person).get("/auth/sites/"), await as(person).get("/auth/sites")];
    expect(a.body).toEqual(b.body);
  });
});

describe("the guard of each endpoint", () => {
  const guarded = routes.filter((route) => route["x-required-role"] !== "public");

  it("admits API keys where the list says so, and nowhere else", () => {
    const found = routes.filter((route) => route["x-api-keys"]);
    const names = found.map(({ method, path }) => `${method.toUpperCase()} ${path.replace("/api/v1", "")}/`);
    expect(names.sort()).toEqual([...admittingKeys].sort());
  });

  it("names one guard on every route", () => {
    for (const route of routes)
      expect(route["x-required-role"], `${route.method} ${route.path}`).not.toBeUndefined();
  });

  it.each(guarded.map((route) => [route.method, route.path] as const))(
    "refuses an anonymous %s %s",
    async (method, path) => {
      const reply = await send(addressOf(path), { method: method.toUpperCase() });
      expect(reply.status).toBe(401);
    },
  );

  const writes = guarded.filter((route) => route.method !== "get" && route["x-required-role"] !== "viewer");
  it.each(writes.map((route) => [route.method, route.path] as const))(
    "refuses a viewer's %s %s",
    async (method, path) => {
      const viewer = await aColleague((await aPerson("owner")).user, "viewer");
      const reply: any = await (as(viewer) as any)[method](addressOf(path).replace("/api/v1", ""), {});
      expect(reply.status).toBe(403);
    },
  );
});
