import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { sha256 } from "../../src/lib/digests";
import { freshAddress } from "../auth/helpers";
import { send } from "../harness";

const bytes = new Uint8Array([137, 80, 78, 71, 1, 2, 3]);

async function anImage() {
  const unique = new Uint8Array([...bytes, ...crypto.getRandomValues(new Uint8Array(8))]);
  const digest = await sha256(unique);
  await env.IMAGES.put(`${digest}.png`, unique, { httpMetadata: { contentType: "image/png" } });
  return {
    digest,
    unique,
    get: (headers = {}) => send(`/media/${digest}.png`, { headers: { ...freshAddress(), ...headers } }),
  };
}

describe("an image file", () => {
  it("is served to be kept for ever, and asked of storage once", async () => {
    const { digest, unique, get } = await anImage();
    const first = await get();
    expect(first.status).toBe(200);
    expect(first.headers.get("Content-Type")).toBe("image/png");
    expect(first.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
    expect(first.headers.get("ETag")).toBe(`"${digest}"`);
    expect(new Uint8Array(await first.arrayBuffer())).toEqual(unique);
    const asked = vi.spyOn(env.IMAGES, "get");
    await vi.waitFor(async () => {
      asked.mockClear();
      const again = await get();
      expect(new Uint8Array(await again.arrayBuffer())).toEqual(unique);
      expect(asked).not.toHaveBeenCalled();
    });
  });

  it("is not sent again to who has it", async () => {
    const { digest, get } = await anImage();
    const reply = await get({ "If-None-Match": `"${digest}"` });
    expect([reply.status, await reply.text()]).toEqual([304, ""]);
  });

  it("is counted by the client's address, by a limit of its own", async () => {
    const { get } = await anImage();
    const reply = await get();
    await reply.arrayBuffer();
    expect(reply.headers.get("X-RateLimit-Limit")).toBe("1200");
    expect(reply.headers.get("X-RateLimit-Remaining")).toBe("1199");
  });

  it.each(["x.png", `${"a".repeat(64)}.svg`, `${"f".repeat(64)}.png`, "..%2f..%2fsecret"])(
    "is not %s",
    async (name) => {
      expect((await send(`/media/${name}`, { headers: freshAddress() })).status).toBe(404);
    },
  );
});
