import { env } from "cloudflare:workers";
import { SignJWT } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { readKeyring } from "../../src/lib/keyring";
import { signToken } from "../../src/lib/tokens";
import { toAccessClaims } from "../../src/modules/auth/sessions.service";
import { as } from "../harness";
import type { Person } from "../factories";
import { aMember, asBearer, freshAddress } from "./helpers";

let person: Person;
beforeAll(async () => {
  person = await aMember("editor");
});

const keys = readKeyring(env.JWT_KEYS);
const ours = keys.current.bytes;
type Forgery = {
  header?: Record<string, unknown>;
  claims?: Record<string, unknown>;
  key?: Uint8Array;
  issuer?: string;
  audience?: string;
  life?: string;
};

/** A token as we make it, but for what is given. */
const forge = ({ header, claims, key = ours, issuer, audience, life = "5m" }: Forgery = {}) =>
  new SignJWT({ ...toAccessClaims(person.user, "sid-forged"), ...claims })
    .setProtectedHeader({ alg: "HS256", kid: keys.current.id, typ: "JWT", ...header })
    .setIssuer(issuer ?? "igny8")
    .setAudience(audience ?? "igny8-api")
    .setIssuedAt()
    .setExpirationTime(life)
    .sign(key);

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const statusOf = async (token: string) => (await asBearer(token).get("/auth/sites/")).status;

describe("an access token", () => {
  it("is taken as we make it", async () => {
    expect(await statusOf(await forge())).toBe(200);
  });

  it("is taken under the key before, while the key ring holds it", async () => {
    const old = keys.byId.get("old")!;
    expect(await statusOf(await forge({ header: { kid: "old" }, key: old.bytes }))).toBe(200);
  });

  it.each([
    ["signed with another key", { key: new Uint8Array(32).fill(1) }],
    ["signed with a key of another id", { header: { kid: "old" } }],
    ["of a key that we do not know", { header: { kid: "next" } }],
    ["of no key", { header: { kid: undefined } }],
    ["whose key id is a path", { header: { kid: "../../dev/null" } }],
    ["whose key id is a query", { header: { kid: "new' union select 'x" } }],
    ["whose key id is a prototype's", { header: { kid: "__proto__" } }],
    ["with another algorithm", { header: { alg: "HS512" }, key: new Uint8Array(64).fill(1) }],
    ["of another issuer", { issuer: "igny8-staging" }],
    ["for the session cookie", { audience: "igny8-session" }],
    ["for a preview", { audience: "igny8-preview" }],
    ["that has expired", { life: "-1s" }],
    ["with a role that there is not", { claims: { role: "superuser" } }],
  ] as [string, Forgery][])("is refused %s", async (_what, forgery) => {
    expect(await statusOf(await forge(forgery))).toBe(401);
  });

  it("is refused with a key that it brings along", async () => {
    const key = new Uint8Array(32).fill(9);
    const jwk = { kty: "oct", k: Buffer.from(key).toString("base64url"), alg: "HS256" };
    expect(await statusOf(await forge({ header: { jwk, kid: "new" }, key }))).toBe(401);
    expect(await statusOf(await forge({ header: { jku: "https://evil.example/keys" }, key }))).toBe(401);
  });

  it.each(["none", "None", "NONE", "nOnE"])("is refused unsigned, as %s", async (alg) => {
    const [, payload, signature] = (await forge()).split(".");
    const header = part({ alg, kid: keys.current.id, typ: "JWT" });
    expect(await statusOf(`${header}.${payload}.`)).toBe(401);
    expect(await statusOf(`${header}.${payload}.${signature}`)).toBe(401);
  });

  it("is refused with a role that was written into it", async () => {
    const [header, payload, signature] = (await forge()).split(".");
    const claims = JSON.parse(Buffer.from(payload!, "base64url").toString());
    expect(claims.role).toBe("editor");
    const raised = `${header}.${part({ ...claims, role: "developer" })}.${signature}`;
    expect(await statusOf(raised)).toBe(401);
  });

  it("is refused without an expiry", async () => {
    const claims = { ...toAccessClaims(person.user, "sid"), iss: "igny8", aud: "igny8-api" };
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: "HS256", kid: keys.current.id })
      .setIssuedAt()
      .sign(ours);
    expect(await statusOf(token)).toBe(401);
  });

  it.each(["", ".", "..", "a.b.c", "x".repeat(5000), "é.ü.ß"])("is refused as %j", async (token) => {
    const reply = await as(undefined, { ...freshAddress(), Authorization: `Bearer ${token}` })
      .get("/auth/sites/")
      .catch(() => null);
    // A header that is no header does not leave the client.
    if (reply) expect(reply.status).toBe(401);
  });

  it("lives for a quarter of an hour", async () => {
    const token = await signToken("access", toAccessClaims(person.user, "sid"), 15 * 60_000);
    const { iat, exp } = JSON.parse(Buffer.from(token.split(".")[1]!, "base64url").toString());
    expect(exp - iat).toBe(900);
  });
});

describe("the two uses of a token", () => {
  const cookie = (token: string) => as(undefined, { ...freshAddress(), Cookie: `igny8_session=${token}` });

  it("are not each other's", async () => {
    const claims = toAccessClaims(person.user, "sid-uses");
    const [access, session] = await Promise.all([
      signToken("access", claims, 60_000),
      signToken("session", claims, 60_000),
    ]);
    expect((await cookie(session).get("/auth/sites/")).status).toBe(200);
    expect((await cookie(access).get("/auth/sites/")).status).toBe(401);
    expect((await asBearer(access).get("/auth/sites/")).status).toBe(200);
    expect((await asBearer(session).get("/auth/sites/")).status).toBe(401);
  });

  it("do not mix: a Bearer that is wrong is not made good by the cookie", async () => {
    const session = await signToken("session", toAccessClaims(person.user, "sid-mix"), 60_000);
    const both = as(undefined, {
      ...freshAddress(),
      Cookie: `igny8_session=${session}`,
      Authorization: "Bearer x",
    });
    expect((await both.get("/auth/sites/")).status).toBe(401);
  });
});
