import { env } from "cloudflare:workers";
import { type CryptoKey, jwtVerify, SignJWT } from "jose";
import { roles } from "./roles";
import type { Role } from "./roles";
import { readKeyring } from "./keyring";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "./time";
import { valueAt } from "./collections";

export const ACCESS_MS = 15 * MINUTE_MS;
export const SESSION_MS = 7 * DAY_MS;
export const PREVIEW_MS = HOUR_MS;

const ISSUER = "igny8";
/** Audiences. A session cookie cannot be used as a Bearer token, or vice versa. */
export const audiences = { access: "igny8-api", session: "igny8-session", preview: "igny8-preview" } as const;
type Use = keyof typeof audiences;

export type AccessClaims = {
  user_id: number;
  account_id: number;
  email: string;
  role: Role;
  sid: string;
  /** The user's token version at the time of issue. */
  ver: number;
  sites: number[] | null;
};
type PreviewClaims = { account_id: number; content_id: number };

let imported: Promise<{ current: string; byId: Map<string, CryptoKey> }> | undefined;
const signingKeys = () => (imported ??= importKeys());

async function importKeys() {
  const ring = readKeyring(env.JWT_KEYS);
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const keys = [...ring.byId.values()].map(
    async ({ id, bytes }) =>
      [id, await crypto.subtle.importKey("raw", bytes, hmac, false, ["sign", "verify"])] as const,
  );
  return { current: ring.current.id, byId: new Map(await Promise.all(keys)) };
}

/** Signs claims for one audience; `ms` is the lifetime. */
export async function signToken(use: Use, claims: AccessClaims | PreviewClaims, ms: number): Promise<string> {
  const { current, byId } = await signingKeys();
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: "HS256", kid: current, typ: "JWT" })
    .setIssuer(ISSUER)
    .setAudience(audiences[use])
    .setIssuedAt(now)
    .setExpirationTime(now + Math.floor(ms / 1000))
    .sign(valueAt(byId, current));
}

/** The claims of a valid token of this audience; null for any other text. */
async function verify(use: Use, token: string): Promise<Record<string, unknown> | null> {
  const { byId } = await signingKeys();
  try {
    const key = ({ kid }: { kid?: string }) => {
      const found = byId.get(kid ?? "");
      if (!found) throw new Error("unknown key");
      return found;
    };
    const required = ["exp", "iat"];
    const options = {
      issuer: ISSUER,
      audience: audiences[use],
      algorithms: ["HS256"],
      requiredClaims: required,
    };
    return (await jwtVerify(token, key, options)).payload;
  } catch {
    return null;
  }
}

export async function verifyAccess(use: "access" | "session", token: string): Promise<AccessClaims | null> {
  const claims = (await verify(use, token)) as AccessClaims | null;
  return claims && roles.includes(claims.role) ? claims : null;
}

export const verifyPreview = async (token: string) =>
  (await verify("preview", token)) as PreviewClaims | null;
