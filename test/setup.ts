import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach } from "vitest";
import { databaseOf, homes } from "../src/db/placement";
import { IDS_A_DATABASE, placingSql } from "../src/db/placing-sql";
import { captureQueue } from "./queue";

for (const home of homes()) {
  const database = databaseOf(home);
  await applyD1Migrations(database, env.TEST_MIGRATIONS);
  const number = home / IDS_A_DATABASE;
  if (number) await database.batch(placingSql(number).map((sql) => database.prepare(sql)));
}
beforeEach(captureQueue);
