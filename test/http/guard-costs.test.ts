import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { sessions } from "../../src/db/schema";
import { newApiKey } from "../../src/lib/api-keys";
import { aPerson, db, type Person } from "../factories";
import { bearerOf, knock, remainingOf } from "./guarded";

const doorOf = ({ user }: Person) => env.RATE_LIMITER.getByName(`account:${user.account_id}`);
const limiterAway = () =>
  vi
    .spyOn(env.RATE_LIMITER, "getByName")
    .mockReturnValue({ admit: () => Promise.reject(new Error("away")) } as any);
const from = () => ({ "CF-Connecting-IP": `192.0.2.${crypto.randomUUID()}` });

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
