import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { sessions } from "../../src/db/schema";
import { aKeyword, aPerson, aSite, db } from "../factories";
import { as, type Reply, send, tokenOf } from "../harness";

describe("every response under /api/v1/", () => {
  const limits = ["X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "X-Request-Id"];
  it("tells the rate limit and the request's id, whatever it answers", async () => {
    const person = await aPerson("viewer");
    const replies = [
      await as(person).get("/auth/sites/"),
      await as(person).get("/auth/sites/?page=x"),
      await as(person).post("/planner/keywords/", {}),
      await as().get("/auth/sites/"),
      await as(person).get("/nowhere/"),
      await send("/api/v1/planner/keywords/", {
        method: "POST",
        body: "x".repeat(1024 * 1024 + 1),
        headers: { "Content-Length": String(1024 * 1024 + 1) },
      }),
    ];
    expect(replies.map((reply) => reply.status)).toEqual([200, 400, 403, 401, 404, 413]);
    for (const reply of replies)
      for (const name of limits) expect([reply.status, name, reply.headers.get(name)]).not.toContain(null);
  });

  it("keeps a sane request id of the client, and replaces another", async () => {
    const id = async (given: string) =>
      (await send("/api/v1/nowhere/", { headers: { "X-Request-Id": given } })).headers.get("X-Request-Id");
    expect(await id("client-id-1234")).toBe("client-id-1234");
    expect(await id("<script>alert(1)</script>")).toMatch(/^[0-9A-Z]{26}$/);
  });

  it("carries the security headers", async () => {
    const { headers } = await send("/api/v1/nowhere/");
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("X-Frame-Options")).toBe("DENY");
    expect(headers.get("Strict-Transport-Security")).toContain("max-age=");
  });
});

describe("CORS", () => {
  const preflight = (origin: string) =>
    send("/api/v1/auth/sites/", {
      method: "OPTIONS",
      headers: { Origin: origin, "Access-Control-Request-Method": "GET" },
    });
  it("lets in the configured origins alone", async () => {
    expect((await preflight("https://app.test")).headers.get("Access-Control-Allow-Origin")).toBe(
      "https://app.test",
    );
    expect((await preflight("https://evil.test")).headers.get("Access-Control-Allow-Origin")).toBeNull();
  });
});

describe("a body", () => {
  const post = async (body: string, type = "application/json") => {
    const reply = await send("/api/v1/planner/keywords/", {
      method: "POST",
      body,
      headers: { "Content-Type": type, Authorization: `Bearer ${await tokenOf(await aPerson())}` },
    });
    return [reply.status, ((await reply.json()) as any).code];
  };
  it("that is no JSON object is refused with a reason", async () => {
    expect(await post("{")).toEqual([400, "BAD_REQUEST"]);
    expect(await post("[]")).toEqual([400, "VALIDATION_ERROR"]);
    expect(await post("null")).toEqual([400, "VALIDATION_ERROR"]);
  });
  it("of another type is refused", async () => {
    expect((await post("keyword=x", "application/x-www-form-urlencoded"))[0]).toBeGreaterThanOrEqual(400);
  });
});

describe("when the limiter is unavailable", () => {
  const away = () =>
    vi
      .spyOn(env.RATE_LIMITER, "getByName")
      .mockReturnValue({ admit: () => Promise.reject(new Error("away")) } as any);

  it("reads go on, generation and sign-in are refused", async () => {
    const person = await aPerson();
    await aSite(person);
    await db
      .insert(sessions)
      .values({ id: `sid-${person.user.id}`, account_id: person.user.account_id, user_id: person.user.id });
    away();
    expect((await as(person).get("/auth/sites/")).status).toBe(200);
    const ai = await as(person).post("/planner/clusters/generate_ideas/", { ids: [1] });
    expect([ai.status, ai.body.code, ai.headers.get("Retry-After")]).toEqual([503, "UNAVAILABLE", "5"]);
    expect((await as().post("/auth/login/", { email: "a@example.com", password: "x" })).status).toBe(503);
  });

  it("a session that has ended stays ended", async () => {
    const person = await aPerson();
    away();
    expect((await as(person).get("/auth/sites/")).status).toBe(401);
  });
});

describe("the session cookie", () => {
  it("needs a same-origin Origin for what changes something", async () => {
    const person = await aPerson("owner");
    const { signToken } = await import("../../src/lib/tokens");
    const { user } = person;
    const claims = {
      user_id: user.id,
      account_id: user.account_id,
      email: user.email,
      role: user.role,
      sid: "s",
      ver: 1,
      sites: null,
    };
    const cookie = `igny8_session=${await signToken("session", claims, 60_000)}`;
    const call = async (method: string, headers: Record<string, string>) =>
      (
        await send("/api/v1/auth/sites/", {
          method,
          headers: { Cookie: cookie, "Content-Type": "application/json", ...headers },
          body: method === "POST" ? '{"name":"Mine"}' : undefined,
        })
      ).status;
    expect(await call("GET", {})).toBe(200);
    expect(await call("POST", {})).toBe(401);
    expect(await call("POST", { Origin: "https://evil.test" })).toBe(401);
    expect(await call("POST", { Origin: "https://api.test" })).toBe(201);
  });
});

describe("a query", () => {
  const names = ({ body }: Reply) => body.results.map((row: { keyword: string }) => row.keyword).sort();

  it("has no filter where one is left blank, as forms send it", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    for (const keyword of ["one", "two"]) await aKeyword(place, { keyword, keyword_key: keyword });
    for (const query of ["?volume_max=", "?status=&search=&cluster_id=", "?page=&ordering&", "?"]) {
      const reply = await as(person).get(`/planner/keywords/${query}`);
      expect([query, reply.status, names(reply)]).toEqual([query, 200, ["one", "two"]]);
    }
    const filtered = await as(person).get("/planner/keywords/?volume_max=&search=tw&page_size=1");
    expect(names(filtered)).toEqual(["two"]);
  });

  it.each(["volume_min=1e3", "volume_max=%20", "page=0x1", "page_size=1.5", "site_id=-", "page=１"])(
    "says of %s that it is no whole number",
    async (query) => {
      const { status, body } = await as(await aPerson()).get(`/planner/keywords/?${query}`);
      expect(status).toBe(400);
      expect(body.errors).toEqual({ [query.split("=")[0]!]: ["Not a whole number"] });
    },
  );

  it("that must be there is missed where it is left blank", async () => {
    const { status, body } = await as(await aPerson()).get("/automation/config/?site_id=");
    expect([status, Object.keys(body.errors)]).toEqual([400, ["site_id"]]);
  });
});

describe("a body of which every field may be left out", () => {
  it("has to be there", async () => {
    const person = await aPerson("owner");
    const Authorization = `Bearer ${await tokenOf(person)}`;
    const put = (init: RequestInit) => send("/api/v1/system/modules/", { method: "PUT", ...init });
    const missing = await put({ headers: { Authorization } });
    expect([missing.status, ((await missing.json()) as any).errors]).toEqual([
      400,
      { body: ["A JSON object is required"] },
    ]);
    const json = { Authorization, "Content-Type": "application/json" };
    expect((await put({ headers: json, body: "{}" })).status).toBe(200);
    const untyped = new TextEncoder().encode(`{"planner":false}`);
    expect((await put({ headers: { Authorization }, body: untyped })).status).toBe(415);
  });
});
