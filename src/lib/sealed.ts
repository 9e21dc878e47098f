import { env } from "cloudflare:workers";
import { readKeyring } from "./keyring";
import { valueAt } from "./collections";

/** The secret cannot be opened: it was changed, belongs to another row, or its key is no longer configured. */
export class SealedError extends Error {}

const IV_BYTES = 12;
const VERSION = "v1";

type Sealer = {
  /** `v1:KEY:IV:TEXT`. `boundTo` names the row that the secret belongs to. */
  seal: (text: string, boundTo: string) => Promise<string>;
  /** Throws SealedError. */
  open: (sealed: string, boundTo: string) => Promise<string>;
};

/**
 * Seals with AES-256-GCM (NIST SP 800-38D) under the first key, and opens what any of the keys sealed. The row's name
 * is authenticated with the text, so a sealed secret copied into another row cannot be opened.
 */
export function buildSealer(keys: string): Sealer {
  const ring = readKeyring(keys);
  const derived = new Map([...ring.byId.values()].map(({ id, bytes }) => [id, deriveKey(bytes)]));
  return {
    async seal(text, boundTo) {
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
      const key = await valueAt(derived, ring.current.id);
      const data = await crypto.subtle.encrypt(parameters(iv, boundTo), key, new TextEncoder().encode(text));
      return [VERSION, ring.current.id, base64(iv), base64(new Uint8Array(data))].join(":");
    },
    async open(sealed, boundTo) {
      const [version, id, iv, data] = sealed.split(":");
      const key = await derived.get(id ?? "");
      if (version !== VERSION || !iv || !data) throw new SealedError("Not a sealed secret");
      if (!key) throw new SealedError(`The deployment has no key ${id}`);
      try {
        const text = await crypto.subtle.decrypt(
          parameters(decodeBytes(iv), boundTo),
          key,
          decodeBytes(data),
        );
        return new TextDecoder().decode(text);
      } catch {
        throw new SealedError("The secret was changed or belongs to another row");
      }
    },
  };
}

const parameters = (iv: Uint8Array, boundTo: string) => ({
  name: "AES-GCM",
  iv,
  additionalData: new TextEncoder().encode(boundTo),
});

/** Keys have at least 32 bytes; AES takes 32 (HKDF, RFC 5869). */
async function deriveKey(bytes: Uint8Array): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey("raw", bytes, "HKDF", false, ["deriveKey"]);
  const info = new TextEncoder().encode("igny8 sealed secrets");
  const hkdf = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info };
  return crypto.subtle.deriveKey(hkdf, secret, { name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");
const decodeBytes = (text: string) => new Uint8Array(Buffer.from(text, "base64url"));

let deployments: Sealer | undefined;
const sealer = () => (deployments ??= buildSealer(env.SEALING_KEYS));

/** Seals a secret for the row that `boundTo` names, such as `provider_settings:ACCOUNT:openai`. */
export const seal: Sealer["seal"] = (text, boundTo) => sealer().seal(text, boundTo);
/** Opens a secret of the row that `boundTo` names. Throws SealedError. */
export const unseal: Sealer["open"] = (sealed, boundTo) => sealer().open(sealed, boundTo);
