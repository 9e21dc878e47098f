import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it } from "vitest";
import { open, seal } from "../../src/lib/sealed";

const settings = env as { SEALING_KEYS: string };
const before = settings.SEALING_KEYS;
const key = (id: string) => `${id}:${Buffer.alloc(48, id).toString("base64url")}`;
afterEach(() => void (settings.SEALING_KEYS = before));

describe("a sealed text", () => {
  it("opens for what it was sealed for, and for nothing else", async () => {
    const sealed = await seal("söcret", "row/1");
    expect(await open(sealed, "row/1")).toBe("söcret");
    await expect(open(sealed, "row/2")).rejects.toThrow();
    expect(sealed).not.toContain("cret");
    expect(await seal("söcret", "row/1")).not.toBe(sealed);
  });

  it("does not open when a single bit is changed", async () => {
    const [id, encoded] = (await seal("secret", "row/1")).split(":");
    const bytes = Buffer.from(encoded!, "base64url");
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      await expect(open(`${id}:${changed.toString("base64url")}`, "row/1")).rejects.toThrow();
    }
  });

  it("still opens after the keys were rotated, until its key is taken away", async () => {
    settings.SEALING_KEYS = key("old");
    const sealed = await seal("secret", "row/1");
    settings.SEALING_KEYS = `${key("new")},${key("old")}`;
    expect(await open(sealed, "row/1")).toBe("secret");
    expect(await seal("secret", "row/1")).toMatch(/^new:/);
    settings.SEALING_KEYS = key("new");
    await expect(open(sealed, "row/1")).rejects.toThrow("The sealing key old is not there");
  });
});
