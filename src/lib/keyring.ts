import { itemAt } from "./collections";

/** Named secret keys. The first is in use; the others still verify and open what they created. */
type Keyring = { current: Key; byId: Map<string, Key> };
export type Key = { id: string; bytes: Uint8Array };

const MIN_BYTES = 32;

/**
 * Parses `id:base64url[,id:base64url…]`. Throws if a key is shorter than 32 bytes, so that a weak or missing secret
 * stops the deployment instead of being used.
 */
export function readKeyring(text: string): Keyring {
  const keys = text.split(",").map((entry) => {
    const [id, encoded] = entry.trim().split(":");
    if (!id || !encoded) throw new Error("a key is written as id:base64url");
    const bytes = new Uint8Array(Buffer.from(encoded, "base64url"));
    if (bytes.length < MIN_BYTES) throw new Error(`key ${id} is shorter than ${MIN_BYTES} bytes`);
    return { id, bytes };
  });
  return { current: itemAt(keys, 0), byId: new Map(keys.map((key) => [key.id, key])) };
}
