import { applyD1Migrations, listDurableObjectIds, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, beforeEach, vi } from "vitest";
import { shardDatabase, listShards } from "../src/db/shards";
import { IDS_PER_SHARD, shardSetupSql } from "../src/db/shard-ids";
import fc from "fast-check";
import { useCheapPasswords } from "./cheap-passwords";
import { captureQueue } from "./queue";

/** Properties try the same cases each time; another seed explores others. */
fc.configureGlobal({ seed: Number(env.PROPERTY_SEED) });

/** What waits for an event waits as long as a test may take: the default of a second is a bet on the machine. */
const PATIENCE_MS = 60_000;
const globals = globalThis as { patient?: boolean };
if (!globals.patient) {
  globals.patient = true;
  const { waitFor } = vi;
  vi.waitFor = (callback, options) =>
    waitFor(callback, {
      timeout: PATIENCE_MS,
      ...(typeof options === "number" ? { timeout: options } : options),
    });
}

for (const home of listShards()) {
  const database = shardDatabase(home);
  await applyD1Migrations(database, env.TEST_MIGRATIONS);
  const number = home / IDS_PER_SHARD;
  if (number) await database.batch(shardSetupSql(number).map((sql) => database.prepare(sql)));
}
beforeEach(captureQueue);
beforeEach(useCheapPasswords);

/** Runs that a file leaves under way would go on behind the tests of the next. */
const stopped = ((globalThis as { stoppedRuns?: Set<string> }).stoppedRuns ??= new Set());
afterAll(async () => {
  for (const id of await listDurableObjectIds(env.SITE_AUTOMATION)) {
    if (stopped.has(id.toString())) continue;
    stopped.add(id.toString());
    await runInDurableObject(env.SITE_AUTOMATION.get(id), (_, state) => state.storage.deleteAlarm());
  }
});
