import { crc32 } from "node:zlib";
import { beforeEach, describe, expect, it } from "vitest";
import { env } from "cloudflare:workers";
import { decodeProtectedHeader, SignJWT } from "jose";
import { readKeyring } from "../../src/lib/keyring";
import { hashPassword, isOutdated, verifyPassword } from "../../src/lib/passwords";
import {
  ACCESS_MS,
  audiences,
  PREVIEW_MS,
  SESSION_MS,
  signToken,
  verifyAccess,
  verifyPreview,
} from "../../src/lib/tokens";
import { isApiKey, newApiKey, apiKeyPrefix } from "../../src/lib/api-keys";
import { useRealPasswords } from "../cheap-passwords";

/** The CRC-32 of `igny8_` and 43 times A, big-endian, in base64url. */
const checksum = "xeqisQ";

const keyOf = (id: string, length = 32) => `${id}:${Buffer.alloc(length, id).toString("base64url")}`;
const payloadOf = (token: string) => JSON.parse(Buffer.from(token.split(".")[1]!, "base64url").toString());

describe("a key ring", () => {
  it("signs with its first key, and knows them all", () => {
    const ring = readKeyring(` ${keyOf("b")} , ${keyOf("a", 40)} `);
    expect(ring.current).toEqual({ id: "b", bytes: new Uint8Array(32).fill(98) });
    expect([...ring.byId.keys()]).toEqual(["b", "a"]);
    expect(ring.byId.get("a")!.bytes).toEqual(new Uint8Array(40).fill(97));
  });

  it.each(["", "new", "new:", `:${"A".repeat(43)}`, `${keyOf("a")},`, `${keyOf("a")},b`])(
    "that is written as %j is refused",
    (text) => expect(() => readKeyring(text)).toThrow("a key is written as id:base64url"),
  );

  it("with a key of 31 bytes is refused by that key's name, whose bytes are not told", () => {
    const short = keyOf("weak", 31);
    const read = () => readKeyring(`${keyOf("a")},${short}`);
    expect(read).toThrow("key weak is shorter than 32 bytes");
    expect(read).not.toThrow(short.split(":")[1]);
  });
});

describe("a stored password", () => {
  beforeEach(useRealPasswords);

  it("tells its figures, a salt of 16 bytes and a hash of 32, no two the same", async () => {
    const [one, two] = await Promise.all([hashPassword("a password"), hashPassword("a password")]);
    expect(one).toMatch(/^scrypt\$16384\$8\$5\$[\w-]{22}\$[\w-]{43}$/);
    expect(one).not.toBe(two);
    expect(await verifyPassword("a password", one)).toBe(true);
    expect(await verifyPassword("A password", one)).toBe(false);
  });

  it("is the same however its letters are composed", async () => {
    const composed = await hashPassword("caf\u00e9 \ufb01n");
    expect(await verifyPassword("cafe\u0301 fin", composed)).toBe(true);
  });

  it("is nobody's where there is none", async () => {
    expect(await verifyPassword("", null)).toBe(false);
  });

  it("whose figures cannot be met is an error, no refusal", async () => {
    await expect(verifyPassword("a password", "scrypt$15$8$1$AAAA$AAAA")).rejects.toThrow();
  });

  it("is outdated where any figure is another", () => {
    expect(isOutdated("scrypt$16384$8$5$x$y")).toBe(false);
    for (const stored of ["scrypt$16384$8$50$x$y", "scrypt$16384$8$1$x$y", "scrypt$1024$8$5$x$y", "x"])
      expect(isOutdated(stored)).toBe(true);
    expect(isOutdated(" scrypt$16384$8$5$x$y")).toBe(true);
  });
});

describe("a token", () => {
  const preview = { account_id: 7, content_id: 9 };

  it("says who made it, for what, with which key, when, and until when", async () => {
    const before = Math.floor(Date.now() / 1000);
    const token = await signToken("preview", preview, 90_500);
    expect(decodeProtectedHeader(token)).toEqual({ alg: "HS256", kid: "new", typ: "JWT" });
    const { iat, exp, ...claims } = payloadOf(token);
    expect(claims).toEqual({ ...preview, iss: "igny8", aud: "igny8-preview" });
    expect(exp - iat).toBe(90);
    expect(iat).toBeLessThanOrEqual(Date.now() / 1000);
    expect(iat).toBeGreaterThanOrEqual(before);
  });

  it("lives a quarter of an hour, a week, or an hour, by its use", () => {
    expect([ACCESS_MS, SESSION_MS, PREVIEW_MS]).toEqual([900_000, 604_800_000, 3_600_000]);
    expect(audiences).toEqual({
      access: "igny8-api",
      session: "igny8-session",
      preview: "igny8-preview",
    });
  });

  it("for a preview opens a preview, and nothing else does", async () => {
    expect(await verifyPreview(await signToken("preview", preview, 60_000))).toMatchObject(preview);
    for (const use of ["access", "session"] as const)
      expect(await verifyPreview(await signToken(use, preview, 60_000))).toBeNull();
    expect(await verifyAccess("access", await signToken("access", preview, 60_000))).toBeNull();
  });

  it.each(["iat", "exp"])("without %s is refused", async (missing) => {
    const key = readKeyring(env.JWT_KEYS).current;
    const now = Math.floor(Date.now() / 1000);
    const { [missing]: _, ...times }: Record<string, number> = { iat: now, exp: now + 60 };
    const sign = (claims: Record<string, unknown>) =>
      new SignJWT({ ...preview, iss: "igny8", aud: "igny8-preview", ...claims })
        .setProtectedHeader({ alg: "HS256", kid: key.id })
        .sign(key.bytes);
    expect(await verifyPreview(await sign(times))).toBeNull();
    expect(await verifyPreview(await sign({ iat: now, exp: now + 60 }))).toMatchObject(preview);
  });
});

describe("an API key", () => {
  it("is told apart by its first twelve characters", () => {
    const key = newApiKey();
    expect(apiKeyPrefix(key)).toBe(key.slice(0, 12));
    expect(apiKeyPrefix(key)).toMatch(/^igny8_[\w-]{6}$/);
  });

  it("has the checksum of what stands before it, and nothing around it", () => {
    const key = newApiKey();
    expect(isApiKey(key)).toBe(true);
    for (const wrong of [`x${key}`, `${key}x`, `\n${key}`, `${key.slice(0, -6)}AAAAAA`, key.slice(0, -6)])
      expect(isApiKey(wrong)).toBe(false);
  });

  it("is no longer and begins with nothing else, whatever its checksum says", () => {
    const signed = (text: string) => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(crc32(text));
      return text + bytes.toString("base64url");
    };
    const secret = newApiKey().slice(0, -6);
    expect(isApiKey(signed(secret))).toBe(true);
    for (const wrong of [`x${secret}`, `${secret}x`, secret.slice(0, -1), secret.replace("igny8", "IGNY8")])
      expect(isApiKey(signed(wrong))).toBe(false);
  });

  it("has a checksum that stays the same from version to version", () => {
    expect(isApiKey(`igny8_${"A".repeat(43)}${checksum}`)).toBe(true);
  });
});
