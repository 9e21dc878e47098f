import { beforeEach, describe, expect, it } from "vitest";
import { apiKeys } from "../../src/db/schema";
import { newApiKey } from "../../src/lib/api-keys";
import { sha256 } from "../../src/lib/digests";
import { aSite, db } from "../factories";
import { as } from "../harness";
import { fakeWordPress } from "../integration/fake-wordpress";
import { aWorld, cases, operations, requestOf, type World } from "../walk-cases";

/** What names no site and no row: it reaches the key's own site alone. */
const siteless = ["POST /notifications/read-all"];
/** Never a key's, whatever its site. */
const keyless = /^\/(auth(?!\/keywords-library)|billing)(\/|$)/;

async function aKeyOf(account_id: number, site_id: number) {
  const key = newApiKey();
  await db
    .insert(apiKeys)
    .values({ account_id, site_id, name: "Key", prefix: key.slice(0, 12), hash: await sha256(key) });
  return as(undefined, { Authorization: `ApiKey ${key}`, "CF-Connecting-IP": crypto.randomUUID() });
}

/** The site that the request is about. */
const siteOf = (world: World, body: unknown): number =>
  (body as { site_id?: number } | undefined)?.site_id ?? world.site;

beforeEach(() => void fakeWordPress());

const guarded = operations.filter(({ role }) => role !== "public");

describe("an API key of another site", () => {
  const writes = guarded.filter(({ method, name }) => method !== "get" && !siteless.includes(name));
  it.each(writes.map((operation) => [operation.name, operation] as const))(
    "is refused %s",
    async (name, operation) => {
      const world = await aWorld();
      const { site } = await aSite(world.person);
      const key = await aKeyOf(world.account, site.id);
      const { path, body } = requestOf(operation, cases[name]?.(world) ?? {});
      const reply = await key[operation.method as "post"](path, body);
      // What takes many says of each that it is not there.
      const { data } = reply.body;
      if (data) expect(data.skipped ?? data.errors, JSON.stringify(data)).toHaveLength(1);
      else expect([400, 403, 404], JSON.stringify(reply.body)).toContain(reply.status);
    },
  );
});

describe("an API key", () => {
  const closed = guarded.filter(({ path }) => keyless.test(path));
  it.each(closed.map((operation) => [operation.name, operation] as const))(
    "of the site itself is refused %s",
    async (name, operation) => {
      const world = await aWorld();
      const key = await aKeyOf(world.account, world.site);
      const { path, body } = requestOf(operation, cases[name]?.(world) ?? {});
      expect((await key[operation.method as "post"](path, body)).status).toBe(403);
    },
  );

  const its = guarded.filter(({ role, path }) => ["viewer", "editor"].includes(role) && !keyless.test(path));
  it.each(its.map((operation) => [operation.name, operation] as const))(
    "of the site itself may %s",
    async (name, operation) => {
      const world = await aWorld();
      const { path, body } = requestOf(operation, cases[name]?.(world) ?? {});
      const key = await aKeyOf(world.account, siteOf(world, body));
      const reply = await key[operation.method as "post"](path, body);
      expect([200, 201, 202], JSON.stringify(reply.body)).toContain(reply.status);
    },
  );
});
