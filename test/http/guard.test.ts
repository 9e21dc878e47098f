import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { sessions } from "../../src/db/schema";
import { guard, open } from "../../src/http/guard";
import { newApiKey } from "../../src/lib/api-keys";
import { signToken } from "../../src/lib/tokens";
import { aPerson, db, type Person } from "../factories";
import { aKey, bearerOf, claimsOf, cookieOf, knock, remainingOf } from "./guarded";

const doorOf = ({ user }: Person) => env.RATE_LIMITER.getByName(`account:${user.account_id}`);
const limiterAway = () =>
  vi
    .spyOn(env.RATE_LIMITER, "getByName")
    .mockReturnValue({ admit: () => Promise.reject(new Error("away")) } as any);
const from = () => ({ "CF-Connecting-IP": `192.0.2.${crypto.randomUUID()}` });

describe("who a guard takes the caller for", () => {
  it("says of itself what it needs and what it spends", () => {
    expect([guard("owner").needs, guard("owner").scope, guard("viewer", "ai").scope]).toEqual([
      "owner",
      "general",
      "ai",
    ]);
    expect([open().needs, open().scope, open("auth").scope]).toEqual([null, "general", "auth"]);
  });

  it("is whom the token says, with their sites and their session", async () => {
    const person = await aPerson("admin");
    const address = from();
    const Authorization = await bearerOf(person, { sites: [3, 4] });
    const { body } = await knock("/viewer", { ...address, Authorization });
    expect(body.data).toEqual({
      actor: {
        accountId: person.user.account_id,
        userId: person.user.id,
        role: "admin",
        siteIds: [3, 4],
        sessionId: `sid-${person.user.id}`,
        apiKeyId: null,
      },
      requestId: "the-request",
      address: address["CF-Connecting-IP"],
      ifMatch: null,
    });
  });

  it("is an editor of the key's one site", async () => {
    const { person, site, key, row } = await aKey();
    for (const header of [{ Authorization: `ApiKey ${key}` }, { "X-IGNY8-API-KEY": key }])
      expect((await knock("/viewer", header)).body.data.actor).toEqual({
        accountId: person.user.account_id,
        userId: null,
        role: "editor",
        siteIds: [site.id],
        sessionId: null,
        apiKeyId: row.id,
      });
  });

  it("is a viewer of no account and no site where the route is public", async () => {
    expect((await knock("/public")).body.data.actor).toEqual({
      accountId: 0,
      userId: null,
      role: "viewer",
      siteIds: [],
      sessionId: null,
      apiKeyId: null,
    });
  });

  it("is a viewer of all of the account's sites behind a signed link", async () => {
    const { user } = await aPerson();
    expect((await knock(`/signed/${user.account_id}`)).body.data.actor).toEqual({
      accountId: user.account_id,
      userId: null,
      role: "viewer",
      siteIds: null,
      sessionId: null,
      apiKeyId: null,
    });
  });
});

describe("an Authorization", () => {
  it("names its scheme in any case, and nothing before or behind it", async () => {
    const value = await bearerOf(await aPerson());
    const token = value.slice("Bearer ".length);
    const statusOf = async (Authorization: string) => (await knock("/viewer", { Authorization })).status;
    for (const right of [value, `bearer ${token}`, `BEARER ${token}`])
      expect(await statusOf(right)).toBe(200);
    for (const wrong of [
      token,
      `Bearer  ${token}`,
      `xBearer ${token}`,
      `Bearer ${token} x`,
      `Basic ${token}`,
      `Bearer ${token},`,
      "Bearer",
    ])
      expect(await statusOf(wrong), wrong.slice(0, 12)).toBe(401);
  });

  it("is read up to 4,096 characters of a token", async () => {
    const person = await aPerson();
    const withEmail = async (length: number) => {
      const claims = claimsOf(person, { email: "e".repeat(length) });
      return signToken("access", claims, 60_000);
    };
    const spare = (4096 - (await withEmail(0)).length) * 0.75;
    const [fits, over] = [await withEmail(Math.floor(spare) - 3), await withEmail(Math.ceil(spare) + 3)];
    expect([fits.length <= 4096, over.length > 4096]).toEqual([true, true]);
    expect((await knock("/viewer", { Authorization: `Bearer ${fits}` })).status).toBe(200);
    expect((await knock("/viewer", { Authorization: `Bearer ${over}` })).status).toBe(401);
  });

  it("that is no key's is not made good by a key's header", async () => {
    const { key } = await aKey();
    for (const Authorization of [`ApiKey ${key}x`, `xApiKey ${key}`, `ApiKey ${key} x`, `ApiKey${key}`])
      expect((await knock("/viewer", { Authorization, "X-IGNY8-API-KEY": key })).status).toBe(401);
    expect((await knock("/viewer", { Authorization: `apikey   ${key}` })).status).toBe(200);
  });
});

describe("a session cookie", () => {
  it("reads from anywhere, and changes from its own origin alone", async () => {
    const Cookie = await cookieOf(await aPerson());
    for (const method of ["GET", "HEAD", "OPTIONS"])
      expect((await knock("/viewer", { method, Cookie })).status).toBe(200);
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      expect((await knock("/viewer", { method, Cookie })).status).toBe(401);
      expect((await knock("/viewer", { method, Cookie, Origin: "http://localhost" })).status).toBe(200);
      expect((await knock("/viewer", { method, Cookie, Origin: "http://localhost.evil" })).status).toBe(401);
    }
  });

  it("that is empty, or another's name, is none", async () => {
    const Cookie = await cookieOf(await aPerson());
    for (const wrong of ["igny8_session=", Cookie.replace("igny8_session", "session")])
      expect((await knock("/viewer", { Cookie: wrong })).status).toBe(401);
  });
});

describe("a refusal", () => {
  it("says that nobody came, or that the session has ended", async () => {
    const person = await aPerson();
    const nobody = await knock("/viewer");
    expect([nobody.body.code, nobody.body.error]).toEqual(["UNAUTHORIZED", "Authentication required"]);
    await doorOf(person).revokeSession(`sid-${person.user.id}`, Date.now() + 60_000);
    const gone = await knock("/viewer", { Authorization: await bearerOf(person) });
    expect([gone.body.code, gone.body.error]).toEqual(["UNAUTHORIZED", "This session has ended"]);
  });

  it("says that the role does not suffice", async () => {
    const { body, status } = await knock("/owner", { Authorization: await bearerOf(await aPerson("admin")) });
    expect([status, body.code, body.error]).toEqual([403, "FORBIDDEN", "Permission denied"]);
    expect((await knock("/owner", { Authorization: await bearerOf(await aPerson("owner")) })).status).toBe(
      200,
    );
  });

  it("of a key says that keys are not accepted, by the path or by the route", async () => {
    const { key } = await aKey();
    const ask = async (path: string) => (await knock(path, { "X-IGNY8-API-KEY": key })).body;
    for (const path of [
      "/keyless",
      "/api/v1/auth",
      "/api/v1/auth/users",
      "/api/v1/billing",
      "/api/v1/billing/x",
    ])
      expect((await ask(path)).error, path).toBe("API keys are not accepted here");
    for (const path of [
      "/api/v1/auth/open-to-keys",
      "/api/v1/auth/keywords-library",
      "/api/v1/authors",
      "/api/v1/billings",
      "/api/v1/x/auth/users",
      "/api/v1/x/api/v1/auth/users",
    ])
      expect((await ask(path)).data?.actor.role, path).toBe("editor");
    const person = await bearerOf(await aPerson());
    for (const path of ["/keyless", "/api/v1/auth/users"])
      expect((await knock(path, { Authorization: person })).status).toBe(200);
  });

  it("of a link to an account that is closed says so", async () => {
    const person = await aPerson();
    await doorOf(person).close();
    const { status, body } = await knock(`/signed/${person.user.account_id}`);
    expect([status, body.error]).toEqual([401, "This account is not active"]);
  });
});

describe("what a request spends", () => {
  it("is one of the account's, by its scope, and nothing of the address", async () => {
    const person = await aPerson();
    const Authorization = await bearerOf(person);
    const address = from();
    expect(remainingOf(await knock("/viewer", { ...address, Authorization }))).toBe(299);
    expect(remainingOf(await knock("/viewer", { ...address, Authorization }))).toBe(298);
    expect(remainingOf(await knock("/ai", { ...address, Authorization }))).toBe(59);
    expect(remainingOf(await knock("/public", address))).toBe(299);
  });

  it("is one of the address where nobody came, or somebody whose session has ended", async () => {
    const person = await aPerson();
    const address = from();
    await doorOf(person).close();
    await knock("/viewer", address);
    await knock("/viewer", { ...address, Authorization: await bearerOf(person) });
    expect(remainingOf(await knock("/public", address))).toBe(297);
  });

  it("is one, not two, where a key was looked up that nobody has", async () => {
    const address = from();
    for (const left of [299, 298])
      expect(remainingOf(await knock("/viewer", { ...address, "X-IGNY8-API-KEY": newApiKey() }))).toBe(left);
    expect(remainingOf(await knock("/viewer", { ...address, "X-IGNY8-API-KEY": "mistyped" }))).toBe(297);
  });

  it("is one of the account's and one of the address behind a signed link", async () => {
    const { user } = await aPerson();
    const address = from();
    expect(remainingOf(await knock(`/signed/${user.account_id}`, address))).toBe(299);
    expect(remainingOf(await knock(`/signed/${user.account_id}`, from()))).toBe(298);
    expect(remainingOf(await knock("/public", address))).toBe(298);
  });

  it("at sign-in is one of the address and one of the e-mail, where there is one", async () => {
    const email = `${crypto.randomUUID()}@example.com`;
    const tried = async (body: unknown, more = {}) =>
      remainingOf(await knock("/sign-in", { method: "POST", body, ...more }));
    expect(await tried({ email })).toBe(19);
    expect(await tried({ email: ` ${email.toUpperCase()}\n` })).toBe(18);
    for (const body of [{}, { email: 7 }, [email], "null", "{", JSON.stringify("email")])
      expect(await tried(body)).toBe(19);
    expect(await tried({ email })).toBe(17);
    const address = from();
    expect(await tried({ email: 1 }, address)).toBe(19);
    expect(await tried({ email: 1 }, address)).toBe(18);
    await knock("/public", { method: "POST", body: { email } });
    expect(await tried({ email })).toBe(16);
  });
});

describe("when the door is away", () => {
  it("a session that D1 knows goes on, and one that it does not has ended", async () => {
    const [person, stranger] = [await aPerson(), await aPerson()];
    const { user } = person;
    await db.insert(sessions).values({ id: `sid-${user.id}`, account_id: user.account_id, user_id: user.id });
    limiterAway();
    expect((await knock("/viewer", { Authorization: await bearerOf(person) })).status).toBe(200);
    const refused = await knock("/viewer", { Authorization: await bearerOf(stranger) });
    expect([refused.status, refused.body.error]).toEqual([401, "This session has ended"]);
    const older = await bearerOf(person, { ver: 0 });
    expect((await knock("/viewer", { Authorization: older })).status).toBe(401);
  });

  it("a signed link goes on", async () => {
    const { user } = await aPerson();
    limiterAway();
    expect((await knock(`/signed/${user.account_id}`)).status).toBe(200);
  });
});

describe("the database behind a guard", () => {
  const startOf = async (method: string, bookmark?: string) => {
    const Authorization = await bearerOf(await aPerson());
    const opened = vi.spyOn(env.DB, "withSession");
    const more = bookmark === undefined ? {} : { "x-d1-bookmark": bookmark };
    await knock("/viewer", { method, Authorization, ...more });
    const [[start]] = opened.mock.calls as [[string]];
    opened.mockRestore();
    return start;
  };
  const BOOKMARK = "00000001-00000002-00000003-0123456789abcdef0123456789abcdef";

  it("reads from anywhere, and writes where the newest is", async () => {
    for (const method of ["GET", "HEAD", "OPTIONS"])
      expect(await startOf(method)).toBe("first-unconstrained");
    for (const method of ["POST", "PUT", "DELETE"]) expect(await startOf(method)).toBe("first-primary");
  });

  it("begins at the bookmark, where it is one and nothing else", async () => {
    expect(await startOf("GET", BOOKMARK)).toBe(BOOKMARK);
    for (const wrong of [`x${BOOKMARK}`, `${BOOKMARK}0`, BOOKMARK.toUpperCase(), "first-primary"])
      expect(await startOf("GET", wrong)).toBe("first-unconstrained");
  });

  it("tells its bookmark where it was asked, and none where it was not", async () => {
    const Authorization = await bearerOf(await aPerson());
    const opened = vi.spyOn(env.DB, "withSession");
    opened.mockReturnValue({ getBookmark: () => "the bookmark" } as any);
    expect((await knock("/viewer", { Authorization })).headers.get("x-d1-bookmark")).toBe("the bookmark");
    opened.mockReturnValue({ getBookmark: () => null } as any);
    expect((await knock("/viewer", { Authorization })).headers.has("x-d1-bookmark")).toBe(false);
  });

  it("knows the version that the request insists on, and tags what it answers", async () => {
    const Authorization = await bearerOf(await aPerson());
    const tag = `"1772323200000-0123456789abcdef"`;
    const { body, headers } = await knock("/viewer", { Authorization, "If-Match": tag });
    expect(body.data.ifMatch).toBe(new Date(1_772_323_200_000).toISOString());
    expect(headers.get("ETag")).toMatch(/^"0-[0-9a-f]{16}"$/);
  });
});
