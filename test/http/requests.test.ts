import { describe, expect, it } from "vitest";
import { aKeyword, aPerson, aSite, type Person } from "../factories";
import { as, send, tokenOf } from "../harness";

const KEYWORDS = "/api/v1/planner/keywords/";
async function sendAs(person: Person, path: string, init: RequestInit) {
  const response = await send(path, {
    ...init,
    headers: { Authorization: `Bearer ${await tokenOf(person)}`, ...init.headers },
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
}

describe("a body", () => {
  const post = async (body: string | undefined, type: string | null = "application/json") =>
    sendAs(await aPerson(), KEYWORDS, {
      method: "POST",
      body: body === undefined ? undefined : new TextEncoder().encode(body),
      headers: type === null ? {} : { "Content-Type": type },
    });

  it.each(["[]", "null", "3", '"text"', "[{}]"])("that is %s is refused as a whole", async (body) => {
    const reply = await post(body);
    expect([reply.status, Object.keys(reply.body.errors)]).toEqual([400, [""]]);
  });

  it.each(["{", "", "{'a':1}", '{"a":1}}', "undefined"])("that is the broken %j says so", async (body) => {
    const reply = await post(body);
    expect([reply.status, reply.body.code]).toEqual([400, "BAD_REQUEST"]);
    expect(reply.body.error).toBe("Malformed JSON in request body");
  });

  it.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "application/xml",
    null,
  ])("of type %s is refused with 415", async (type) => {
    const reply = await post("{}", type);
    expect([reply.status, reply.body.code]).toEqual([415, "UNSUPPORTED_MEDIA_TYPE"]);
  });

  it.each(["application/json; charset=utf-8", "Application/JSON", "application/merge-patch+json"])(
    "of type %s is read",
    async (type) => {
      const reply = await post("{}", type);
      expect([reply.status, reply.body.code]).toEqual([400, "VALIDATION_ERROR"]);
    },
  );

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty", ""])(
    "with the unknown field %j is refused by that name",
    async (field) => {
      const reply = await post(`{"site_id":1,"sector_id":1,"keyword":"a",${JSON.stringify(field)}:1}`);
      expect(reply.status).toBe(400);
      expect(Object.entries(reply.body.errors)).toEqual([[field, ["Unknown field"]]]);
    },
  );

  it("larger than 1 MiB is refused, whether it says so or not", async () => {
    const person = await aPerson();
    const big = "x".repeat(1024 * 1024 + 1);
    const stream = new Response(big).body!;
    const init = { method: "POST", headers: { "Content-Type": "application/json" } };
    for (const body of [big, stream]) {
      const reply = await sendAs(person, KEYWORDS, { ...init, body });
      expect([reply.status, reply.body.code]).toEqual([413, "PAYLOAD_TOO_LARGE"]);
    }
  });
});

describe("a path", () => {
  it.each(["/api/v1", "/api/v1/", "/api/v1/nowhere/", "/api/v1/planner/", "/api/v1/planner/keywords/1/2/3/"])(
    "that is not there, %s, answers 404 with the headers",
    async (path) => {
      const { status, headers, body } = await sendAs(await aPerson(), path, {});
      expect([status, body.code]).toEqual([404, "NOT_FOUND"]);
      expect(headers.get("X-RateLimit-Limit")).toBe("300");
      expect(body.request_id).toBe(headers.get("X-Request-Id"));
    },
  );

  it.each(["PATCH", "DELETE", "QUERY"])("answers %s, which it does not know, with 404", async (method) => {
    const { status, body } = await sendAs(await aPerson(), KEYWORDS, { method });
    expect([status, body.code]).toEqual([404, "NOT_FOUND"]);
  });

  it("answers HEAD as it answers GET, without the body", async () => {
    const person = await aPerson();
    const keyword = await aKeyword((await aSite(person)).place);
    for (const path of [KEYWORDS, `${KEYWORDS}${keyword.id}/`]) {
      const [head, get] = [await sendAs(person, path, { method: "HEAD" }), await sendAs(person, path, {})];
      expect([head.status, head.body]).toEqual([200, null]);
      for (const name of ["Content-Type", "ETag", "X-RateLimit-Limit"])
        expect(head.headers.get(name), name).toBe(get.headers.get(name));
    }
    expect((await sendAs(person, `${KEYWORDS}999999999/`, { method: "HEAD" })).status).toBe(404);
  });
});

describe("a preflight", () => {
  const ask = async (origin: string) =>
    (
      await send(KEYWORDS, {
        method: "OPTIONS",
        headers: { Origin: origin, "Access-Control-Request-Method": "PATCH" },
      })
    ).headers;

  it("tells an allowed origin which methods and headers it may use", async () => {
    const headers = await ask("https://app.test");
    const allowed = headers.get("Access-Control-Allow-Headers")!.split(",");
    for (const name of ["Authorization", "Idempotency-Key", "If-Match", "X-IGNY8-API-KEY", "x-d1-bookmark"])
      expect(allowed).toContain(name);
    expect(headers.get("Access-Control-Allow-Methods")).toContain("PATCH");
    expect(headers.get("Access-Control-Allow-Credentials")).toBeNull();
  });

  it.each(["https://evil.test", "https://app.test.evil.test", "http://app.test", "null"])(
    "lets %s in nowhere",
    async (origin) => expect((await ask(origin)).get("Access-Control-Allow-Origin")).toBeNull(),
  );
});

describe("a bookmark", () => {
  it("comes with every answer and may be sent back; one that is none is as good as none", async () => {
    const person = await aPerson();
    const given = (await as(person).get("/planner/keywords/")).headers.get("x-d1-bookmark")!;
    expect(given).toMatch(/^[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{32}$/);
    for (const bookmark of [given, "no-bookmark", "first-primary", ""])
      expect((await as(person, { "x-d1-bookmark": bookmark }).get("/planner/keywords/")).status).toBe(200);
  });
});
