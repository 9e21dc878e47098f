// Makes a migrated, empty database the next one that accounts may go to: npm run database -- NUMBER [--remote]
import { spawnSync } from "node:child_process";
import { shardSetupSql } from "../src/db/shard-ids.ts";
import { root } from "./local.ts";

const args = process.argv.slice(2);
const place = args.includes("--remote")
  ? ["--remote"]
  : ["--local", "--persist-to", `${root}.wrangler/state`];
const [number] = args.filter((arg) => !arg.startsWith("--")).map(Number);

if (!number || !Number.isInteger(number) || number < 1 || number > 999) {
  console.error("npm run database -- NUMBER [--remote]: 1 for the binding DB_1, and so on");
  process.exitCode = 1;
} else {
  const command = shardSetupSql(number).join(";\n");
  const done = spawnSync("wrangler", ["d1", "execute", `DB_${number}`, ...place, "--command", command], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, PATH: `${root}node_modules/.bin:${process.env.PATH}`, CI: "true" },
  });
  process.exitCode = done.status ?? 1;
}
