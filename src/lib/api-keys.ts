import { crc32 } from "node:zlib";
import { randomToken } from "./digests";

const FORM = /^igny8_[\w-]{49}$/;
const CHECKSUM_CHARACTERS = 6;
const SHOWN_CHARACTERS = 12;

/** `igny8_`, 32 random bytes and a CRC-32 of both in base64url: a mistyped key is refused without a look-up. */
export function newApiKey(): string {
  const secret = randomToken("igny8_");
  return secret + computeChecksum(secret);
}

export const isApiKey = (text: string) =>
  FORM.test(text) &&
  computeChecksum(text.slice(0, -CHECKSUM_CHARACTERS)) === text.slice(-CHECKSUM_CHARACTERS);

/** The part of a key by which people recognise it. */
export const apiKeyPrefix = (key: string) => key.slice(0, SHOWN_CHARACTERS);

function computeChecksum(text: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(text));
  return bytes.toString("base64url");
}
