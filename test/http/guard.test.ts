import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { guard, guardWithKeys, open } from "../../src/http/guard";
import { signToken } from "../../src/lib/tokens";
import { aPerson, type Person } from "../factories";
import { aKey, bearerOf, claimsOf, cookieOf, knock } from "./guarded";

const doorOf = ({ user }: Person) => env.RATE_LIMITER.getByName(`account:${user.account_id}`);
const from = () => ({ "CF-Connecting-IP": `192.0.2.${crypto.randomUUID()}` });

describe("who a guard takes the caller for", () => {
  it("states its steps in the order in which they run, and what they require", () => {
    const described = (chain: ReturnType<typeof guard>) =>
      Object.assign({}, ...chain.map((step) => (step as { describes?: object }).describes));
    expect(described(guard("owner"))).toEqual({
      "x-required-role": "owner",
      "x-rate-limit-scope": "general",
      "x-api-keys": false,
    });
    expect(described(guardWithKeys("viewer", "ai"))).toEqual({
      "x-required-role": "viewer",
      "x-rate-limit-scope": "ai",
      "x-api-keys": true,
    });
    expect(described(open("auth"))).toEqual({ "x-required-role": "public", "x-rate-limit-scope": "auth" });
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
      jobId: null,
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

  it("is no Bearer token, nor is that a cookie", async () => {
    const person = await aPerson();
    const [access, session] = [await bearerOf(person), await cookieOf(person)];
    const Cookie = access.replace("Bearer ", "igny8_session=");
    const Authorization = session.replace("igny8_session=", "Bearer ");
    expect((await knock("/viewer", { Cookie })).status).toBe(401);
    expect((await knock("/viewer", { Authorization })).status).toBe(401);
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

  it("of a key says that keys are not accepted, unless the route admits them", async () => {
    const { key } = await aKey();
    const ask = async (path: string) => (await knock(path, { "X-IGNY8-API-KEY": key })).body;
    expect((await ask("/keyless")).error).toBe("API keys are not accepted here");
    expect((await ask("/viewer")).data.actor.role).toBe("editor");
    expect((await knock("/keyless", { Authorization: await bearerOf(await aPerson()) })).status).toBe(200);
  });

  it("of a link to an account that is closed says so", async () => {
    const person = await aPerson();
    await doorOf(person).close();
    const { status, body } = await knock(`/signed/${person.user.account_id}`);
    expect([status, body.error]).toEqual([401, "This account is not active"]);
  });
});
