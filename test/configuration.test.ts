import { describe, expect, it } from "vitest";
import { readKeyring } from "../src/lib/keyring";

const key = (length: number) => Buffer.alloc(length, 7).toString("base64url");

describe("the keys of a deployment", () => {
  it("are read in order, the first in use", () => {
    const ring = readKeyring(`b:${key(32)}, a:${key(40)}`);
    expect(ring.current.id).toBe("b");
    expect([...ring.byId.keys()]).toEqual(["b", "a"]);
  });

  it.each(["", "nokey", `a:${key(31)}`, `:${key(32)}`, "a:"])(
    "are refused where they are weak or unreadable: %j",
    (text) => {
      expect(() => readKeyring(text)).toThrow(/key/);
    },
  );
});
