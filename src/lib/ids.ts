import { ulid } from "ulidx";
import { itemAt } from "./collections";

const pool = new Uint8Array(512);
let used = pool.length;

/** A ULID. Its random part comes from a pool, because ulidx calls the runtime for every character. */
export const newId = (): string => ulid(undefined, random);

function random(): number {
  if (used === pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  return itemAt(pool, used++) / 256;
}
