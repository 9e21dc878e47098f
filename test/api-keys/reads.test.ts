import { describe, expect, it } from "vitest";
import { apiKeys } from "../../src/db/schema";
import { newApiKey } from "../../src/lib/api-keys";
import { sha256 } from "../../src/lib/digests";
import { aSite, db } from "../factories";
import { as } from "../harness";
import { aWorld, cases, operations, requestOf } from "../walk-cases";

/** The library is everybody's; settings are the account's, whichever its site; its notices without a site are for all who work in it. */
const shared = /^\/(auth|billing|keywords-library|system|integration\/settings)(\/|$)/;

async function aKeyOf(account_id: number, site_id: number) {
  const key = newApiKey();
  await db
    .insert(apiKeys)
    .values({ account_id, site_id, name: "Key", prefix: key.slice(0, 12), hash: await sha256(key) });
  return as(undefined, { "X-IGNY8-API-KEY": key, "CF-Connecting-IP": crypto.randomUUID() });
}

const reads = operations.filter(
  ({ method, role, path }) => method === "get" && ["viewer", "editor"].includes(role) && !shared.test(path),
);

describe("an API key of another site", () => {
  it.each(reads.map((operation) => [operation.name, operation] as const))(
    "finds nothing by %s",
    async (name, operation) => {
      const world = await aWorld();
      const { site } = await aSite(world.person);
      const key = await aKeyOf(world.account, site.id);
      const { path } = requestOf(operation, cases[name]?.(world) ?? {});
      for (const asked of [path, path.split("?")[0]!]) {
        const { status, body } = await key.get(asked);
        if (status !== 200) expect([400, 404], JSON.stringify(body)).toContain(status);
        else if (typeof body === "string") expect(body.trim().split("\n")).toHaveLength(1);
        else expect(body.count ?? body.data.unread_count, JSON.stringify(body)).toBe(0);
      }
    },
  );
});
