import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unseal, seal, SealedError, buildSealer } from "../../src/lib/sealed";

const keyOf = (id: string, fill = id.charCodeAt(0), length = 32) =>
  `${id}:${Buffer.alloc(length, fill).toString("base64url")}`;
const ROW = "provider_settings:1:openai";

describe("a sealed secret", () => {
  it("opens as what it was, whatever it was", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), fc.string(), async (text, row) => {
        expect(await unseal(await seal(text.toWellFormed(), row), row)).toBe(text.toWellFormed());
      }),
      { numRuns: 100 },
    );
  });

  it("shows its key's id, and neither the secret nor twice the same form", async () => {
    const [one, two] = [await seal("sk-secret", ROW), await seal("sk-secret", ROW)];
    expect(one).toMatch(/^v1:seal:[\w-]{16}:[\w-]+$/);
    expect(one).not.toContain("secret");
    expect(one).not.toBe(two);
  });

  it("opens in no other row", async () => {
    const sealed = await seal("sk-secret", ROW);
    for (const row of ["provider_settings:2:openai", "provider_settings:1:image_generation", ""])
      await expect(unseal(sealed, row)).rejects.toThrow(SealedError);
  });

  it("does not open when any part of it was changed", async () => {
    const sealed = await seal("sk-secret", ROW);
    const parts = sealed.split(":");
    for (const [n, part] of parts.entries())
      for (let at = 0; at < part.length; at++) {
        // The last character of base64 may hold bits that say nothing.
        if (at === part.length - 1) continue;
        const other = part[at] === "A" ? "B" : "A";
        const changed = parts.with(n, part.slice(0, at) + other + part.slice(at + 1)).join(":");
        await expect(unseal(changed, ROW), changed).rejects.toThrow(SealedError);
      }
  });

  it.each(["", "v1", "v1:seal", "v1:seal::", "v2:seal:AAAA:AAAA", "sk-plain", "v1:seal:AAAA:AAAA"])(
    "is not %j",
    async (text) => {
      await expect(unseal(text, ROW)).rejects.toThrow(SealedError);
    },
  );
});

describe("the sealing keys", () => {
  it("rotate: the first seals, the others still open", async () => {
    const old = await buildSealer(keyOf("a")).seal("sk-secret", ROW);
    const rotated = buildSealer(`${keyOf("b")},${keyOf("a")}`);
    expect(await rotated.open(old, ROW)).toBe("sk-secret");
    expect(await rotated.seal("sk-secret", ROW)).toMatch(/^v1:b:/);
  });

  it("that are gone are named", async () => {
    const sealed = await buildSealer(keyOf("a")).seal("sk-secret", ROW);
    await expect(buildSealer(keyOf("b")).open(sealed, ROW)).rejects.toThrow("no key a");
  });

  it("open nothing under the id of another, and may be longer than 32 bytes", async () => {
    const sealed = await buildSealer(keyOf("a")).seal("sk-secret", ROW);
    await expect(buildSealer(keyOf("a", 9)).open(sealed, ROW)).rejects.toThrow(SealedError);
    const long = buildSealer(keyOf("long", 7, 50));
    expect(await long.open(await long.seal("x", ROW), ROW)).toBe("x");
  });
});
