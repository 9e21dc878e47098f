import { describe, expect, it, vi } from "vitest";
import { env } from "cloudflare:workers";
import { app } from "../../src/app";
import { rateLimits } from "../../src/http/rate-limits";
import { aPerson } from "../factories";
import { as } from "../harness";

const routes = app.openAPIRegistry.definitions.flatMap((d) => (d.type === "route" ? [d.route as any] : []));
const from = () => ({ "CF-Connecting-IP": crypto.randomUUID() });

describe("the limits", () => {
  it("are those of the reference", () => {
    expect(rateLimits).toMatchObject({ ai: 60, content: 100, auth: 20, general: 300 });
  });

  it.each([
    ["ai", 60, "post", "/planner/clusters/generate_ideas/"],
    ["content", 100, "post", "/planner/keywords/import/"],
    ["auth", 20, "post", "/auth/logout/"],
    ["general", 300, "get", "/planner/keywords/"],
  ] as const)("let through %s requests %d times a minute", async (_scope, limit, method, path) => {
    const person = await aPerson("viewer");
    const begun = Date.now();
    const replies = await Promise.all(Array.from({ length: limit + 5 }, () => as(person)[method](path)));
    const refused = replies.filter(({ status }) => status === 429);
    // A logout ends its own session: what comes after it is refused before it is counted.
    if (path === "/auth/logout/") return expect(refused.length).toBeLessThanOrEqual(5);
    expect(refused).toHaveLength(5);
    const [first] = refused;
    expect(first!.body.code).toBe("RATE_LIMITED");
    expect(first!.headers.get("X-RateLimit-Limit")).toBe(String(limit));
    expect(first!.headers.get("X-RateLimit-Remaining")).toBe("0");
    const elapsed = (Date.now() - begun) / 1000;
    expect(Number(first!.headers.get("Retry-After"))).toBeGreaterThan(59 - elapsed);
    expect(Number(first!.headers.get("X-RateLimit-Reset"))).toBeGreaterThan(begun / 1000 + 59);
    expect((await as(await aPerson("viewer"))[method](path)).status).not.toBe(429);
  });

  it("of sign-in go by the address, whatever is tried from it", async () => {
    const address = from();
    const attempt = (n: number) =>
      as(undefined, address).post("/auth/password/reset/", { email: `nobody-${n}@example.com` });
    const replies = await Promise.all(Array.from({ length: 22 }, (_, n) => attempt(n)));
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(2);
  });

  it("of sign-in go by the e-mail that is tried, wherever it is tried from, in any case", async () => {
    const email = `${crypto.randomUUID()}@example.com`;
    const attempt = (n: number) =>
      as(undefined, from()).post("/auth/password/reset/", {
        email: n % 2 ? ` ${email.toUpperCase()} ` : email,
      });
    const replies = await Promise.all(Array.from({ length: 22 }, (_, n) => attempt(n)));
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(2);
  });

  it("count who is nobody, or has left, by the address", async () => {
    const remaining = async (who: ReturnType<typeof as>) =>
      Number((await who.get("/planner/keywords/")).headers.get("X-RateLimit-Remaining"));
    const address = from();
    expect(await remaining(as(undefined, address))).toBe(299);
    expect(await remaining(as(undefined, { ...address, Authorization: "Bearer x.y.z" }))).toBe(298);
    const person = await aPerson();
    await env.RATE_LIMITER.getByName(`account:${person.user.account_id}`).revokeSession(
      `sid-${person.user.id}`,
      Date.now() + 60_000,
    );
    expect(await remaining(as(person, address))).toBe(297);
    expect(Number((await as(undefined, address).get("/nowhere/")).headers.get("X-RateLimit-Remaining"))).toBe(
      296,
    );
  });

  it("shut sign-in and generation when the limiter is unavailable, and ask D1 for the sessions of all else", async () => {
    vi.spyOn(env.RATE_LIMITER, "getByName").mockReturnValue({
      admit: () => Promise.reject(new Error("away")),
    } as any);
    const person = await aPerson("viewer");
    for (const { method, path, "x-required-role": role, "x-rate-limit-scope": scope } of routes) {
      const request = as(role === "public" ? undefined : person) as any;
      const reply = await request[method](`${path.replace("/api/v1", "")}/`);
      const isStrict = scope === "ai" || scope === "auth";
      // What is public answers as it would: some of it asks for more than nothing.
      const answers = role === "public" ? Math.min(reply.status, 499) : 401;
      expect([method, path, reply.status]).toEqual([method, path, isStrict ? 503 : answers]);
      if (isStrict) expect(reply.headers.get("Retry-After")).toBe("5");
      expect(reply.headers.get("X-RateLimit-Limit")).not.toBeNull();
    }
  });
});
