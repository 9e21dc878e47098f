import { timingSafeEqual } from "node:crypto";

/** SHA-256 in hexadecimal. Secrets with at least 128 bits of entropy are stored in this form. */
export async function sha256(data: string | Uint8Array): Promise<string> {
  const bytes = typeof data === "string" ? new TextEncoder().encode(data) : data;
  return Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex");
}

export const randomToken = (prefix: string) =>
  prefix + Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url");

/** Compares two digests of equal length in constant time. */
export const sameDigest = (a: Uint8Array, b: Uint8Array) => a.length === b.length && timingSafeEqual(a, b);
