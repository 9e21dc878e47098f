import { env } from "cloudflare:workers";
import { readKeyring } from "./keyring";

const IV_BYTES = 12;
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** AES-GCM under the deployment's current key: `key id:base64url(iv, ciphertext)`. It opens with the same `boundTo` alone. */
export async function seal(text: string, boundTo: string): Promise<string> {
  const { id, bytes } = readKeyring(env.SEALING_KEYS).current;
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const sealed = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: bytesOf(boundTo) },
    await keyFrom(bytes),
    bytesOf(text),
  );
  return `${id}:${Buffer.concat([iv, new Uint8Array(sealed)]).toString("base64url")}`;
}

/** Throws where the key is gone, the text was changed, or it was sealed for something else. */
export async function open(sealed: string, boundTo: string): Promise<string> {
  const [id = "", encoded = ""] = sealed.split(":");
  const key = readKeyring(env.SEALING_KEYS).byId.get(id);
  if (!key) throw new Error(`The sealing key ${id} is not there`);
  const bytes = new Uint8Array(Buffer.from(encoded, "base64url"));
  const opened = await crypto.subtle.decrypt(
    { name: "AES-GCM", iv: bytes.subarray(0, IV_BYTES), additionalData: bytesOf(boundTo) },
    await keyFrom(key.bytes),
    bytes.subarray(IV_BYTES),
  );
  return new TextDecoder().decode(opened);
}

/** Of whatever length the deployment's secret is, 256 bits that serve this purpose alone. */
async function keyFrom(secret: Uint8Array): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const derivation = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: bytesOf("sealed") };
  return crypto.subtle.deriveKey(derivation, material, { name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
}
