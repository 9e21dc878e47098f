// Fails where the tables in src/db/schema are not what the migrations make of them.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const copy = mkdtempSync(join(tmpdir(), "migrations-"));
cpSync("migrations", copy, { recursive: true });
const before = readdirSync(copy).length;
const args = [
  "generate",
  "--dialect",
  "sqlite",
  "--schema",
  "./src/db/schema/index.ts",
  "--out",
  copy,
  "--name",
  "drift",
];
const { status, stdout, stderr } = spawnSync("drizzle-kit", args, {
  encoding: "utf8",
  stdio: ["ignore", "pipe", "pipe"],
});
const drifted = readdirSync(copy).length > before;
rmSync(copy, { recursive: true });
if (status !== 0) throw new Error(`drizzle-kit: ${stdout}${stderr}`);
if (drifted) {
  console.error("The schema has changed without a migration: npm run db:generate -- --name WHAT");
  process.exit(1);
}
console.log("The migrations make the schema.");
