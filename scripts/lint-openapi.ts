// Lints the OpenAPI document that the worker serves: of a worker of its own, or of the one at the given origin.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTemporaryWorker } from "./temporary-worker.ts";

const REDOCLY = "@redocly/cli@2.77.0";

const given = process.argv[2];
const worker = given ? undefined : await startTemporaryWorker();
const folder = mkdtempSync(join(tmpdir(), "igny8-openapi-"));
try {
  const url = new URL("/api/schema/", given ?? worker?.origin);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  const file = join(folder, "openapi.json");
  writeFileSync(file, JSON.stringify(await response.json(), null, 2));
  const args = ["--yes", REDOCLY, "lint", file, "--config", "redocly.yaml"];
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  process.exitCode = spawnSync("npx", args, { stdio: "inherit", env }).status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
  await worker?.stop();
}
process.exit();
