import { randomBytes, scrypt } from "node:crypto";
import { sameDigest } from "./digests";

/** OWASP's parameters for 16 MiB. Stored with each hash, so that they can be raised. */
const cost = { N: 2 ** 14, r: 8, p: 5 };
const KEY_BYTES = 32;
type Cost = typeof cost;

const derive = (password: string, salt: Uint8Array, { N, r, p }: Cost) =>
  new Promise<Buffer>((resolve, reject) =>
    scrypt(password.normalize("NFKC"), salt, KEY_BYTES, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  );

/** `scrypt$N$r$p$salt$hash`, with the last two in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, cost);
  return ["scrypt", cost.N, cost.r, cost.p, salt.toString("base64url"), hash.toString("base64url")].join("$");
}

/** Takes the same time if there is no such account (`stored` null). */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const [, N, r, p, salt, hash] = (stored ?? decoy).split("$");
  const derived = await derive(password, Buffer.from(salt!, "base64url"), { N: +N!, r: +r!, p: +p! });
  return sameDigest(derived, Buffer.from(hash!, "base64url")) && stored !== null;
}

/** Whether the hash was created with other parameters than the current ones. */
export const isOutdated = (stored: string) => !stored.startsWith(`scrypt$${cost.N}$${cost.r}$${cost.p}$`);

const decoy = ["scrypt", cost.N, cost.r, cost.p, "A".repeat(22), "A".repeat(43)].join("$");
