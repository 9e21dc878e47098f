import { timingSafeEqual } from "node:crypto";

/** SHA-256 in hex. Secrets with 128 bits or more of entropy are stored in this form. */
export async function sha256(data: string | Uint8Array): Promise<string> {
  const bytes = typeof data === "string" ? new TextEncoder().encode(data) : data;
  return Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex");
}

export const randomToken = (prefix: string) =>
  prefix + Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url");

/** Compares without telling by its time where two digests of one length differ. */
export const sameDigest = (a: Uint8Array, b: Uint8Array) => a.length === b.length && timingSafeEqual(a, b);
