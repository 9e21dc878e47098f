import { randomBytes, scryptSync } from "node:crypto";
import { vi } from "vitest";
import * as passwords from "../src/lib/passwords";

const FIGURES = { N: 2, r: 1, p: 1 };
const PREFIX = Object.values(FIGURES).join("$");
const DECOY = `scrypt$${PREFIX}$${"A".repeat(22)}$${"A".repeat(43)}`;
const real = { verify: passwords.verifyPassword, isOutdated: passwords.isOutdated };

function hashCheaply(password: string): string {
  const salt = randomBytes(16);
  const hash = scryptSync(password.normalize("NFKC"), salt, 32, FIGURES);
  return ["scrypt", PREFIX, salt.toString("base64url"), hash.toString("base64url")].join("$");
}

/**
 * Hashes with scrypt's least figures: the real ones cost a tenth of a second each. Hashes that a test stores with the
 * real figures are still verified with them.
 */
export function useCheapPasswords(): void {
  vi.spyOn(passwords, "hashPassword").mockImplementation(async (password) => hashCheaply(password));
  vi.spyOn(passwords, "verifyPassword").mockImplementation(
    async (password, stored) => (await real.verify(password, stored ?? DECOY)) && stored !== null,
  );
  vi.spyOn(passwords, "isOutdated").mockImplementation(
    (stored) => !stored.startsWith(`scrypt$${PREFIX}$`) && real.isOutdated(stored),
  );
}

/** For the tests of passwords themselves. */
export function useRealPasswords(): void {
  const { hashPassword, verifyPassword, isOutdated } = passwords;
  for (const spy of [hashPassword, verifyPassword, isOutdated]) vi.mocked<any>(spy).mockRestore();
}
