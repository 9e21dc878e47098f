import { sameDigest } from "../../lib/digests";
import { ApiError } from "../../lib/errors";
import { MINUTE_MS, SECOND_MS } from "../../lib/time";

const TOLERANCE_MS = 5 * MINUTE_MS;

/** `t=1790000000,v1=<hex>`, where v1 is the HMAC-SHA256 of `t`, a full stop and the body's bytes. Throws ApiError. */
export async function verifySignature(
  secret: string,
  header: string | undefined,
  body: Uint8Array,
): Promise<void> {
  if (header === undefined) throw refused("X-IGNY8-Signature is missing");
  const [, t, v1] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/i.exec(header.replace(/\s/g, "")) ?? [];
  if (!t || !v1) throw refused("X-IGNY8-Signature must have the form t=…,v1=…");
  if (!sameDigest(await computeSignature(secret, t, body), Buffer.from(v1, "hex")))
    throw refused("X-IGNY8-Signature is wrong");
  if (Math.abs(Date.now() - Number(t) * SECOND_MS) > TOLERANCE_MS)
    throw refused("X-IGNY8-Signature is more than five minutes from now: check the site's clock");
}

const refused = (message: string) => new ApiError("UNAUTHORIZED", message);

/** The HMAC-SHA256 of a signed webhook. `t` is in epoch seconds. */
async function computeSignature(secret: string, t: string, body: Uint8Array): Promise<Uint8Array> {
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["sign"]);
  return new Uint8Array(
    await crypto.subtle.sign("HMAC", key, Buffer.concat([encoder.encode(`${t}.`), body])),
  );
}
