import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { root } from "../../scripts/local.ts";
import { startD1Api } from "./d1-api.ts";

let api: Awaited<ReturnType<typeof startD1Api>>;
const folder = mkdtempSync(join(tmpdir(), "igny8-remote-"));

before(async () => {
  api = await startD1Api();
});
after(async () => {
  await api.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a command against the API, as a person with a token would. */
function run(command: string, ...args: string[]) {
  const env = {
    ...process.env,
    ...api.environment,
    CI: "true",
    WRANGLER_SEND_METRICS: "false",
    NO_COLOR: "1",
  };
  const child = spawn(command, args, { cwd: root, env });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
  return new Promise<{ status: number | null; output: string }>((resolve, reject) =>
    child.once("error", reject).once("close", (status) => resolve({ status, output })),
  );
}
const script = (name: string, ...args: string[]) =>
  run(process.execPath, `scripts/${name}.ts`, ...args, "--remote");
const rows = (sql: string) =>
  api.db
    .prepare(sql)
    .all()
    .map((row) => Object.values(row).join(" "));

describe("a deployment's database", () => {
  it("is migrated", async () => {
    const { status, output } = await run(
      `${root}node_modules/.bin/wrangler`,
      "d1",
      "migrations",
      "apply",
      "DB",
      "--remote",
    );
    assert.equal(status, 0, output);
    assert.ok(Number(rows("select count(*) from d1_migrations")[0]) >= 14);
    assert.ok(rows("select name from plans").length >= 4);
  });

  it("gets its staff, once, who choose their password by a token", async () => {
    const made = await script("staff", "Ada@Example.com");
    assert.equal(made.status, 0, made.output);
    assert.match(made.output, /ada@example\.com is made, as staff/);
    assert.match(made.output, /"token": "igny8_ut_[\w-]{43}"/);
    assert.deepEqual(
      rows("select email, role, (select slug from accounts where id = account_id) from users"),
      ["ada@example.com developer _staff"],
    );
    assert.deepEqual(rows("select purpose, length(hash) from user_tokens"), ["invite 64"]);
    assert.deepEqual(rows("select action from audit_events"), ["user.made_staff"]);
    const again = await script("staff", "ada@example.com");
    assert.equal(again.status, 0, again.output);
    assert.deepEqual(rows("select count(*) from users"), ["1"]);
  });

  it("makes a user of an account staff where they are", async () => {
    api.db.exec(`insert into accounts (name, slug, plan_id, status, created_at, updated_at)
      select 'O''Neill', 'oneill', min(id), 'active', '2026-01-01', '2026-01-01' from plans;
      insert into users (account_id, email, username, password_hash, role, created_at, updated_at)
      select id, 'grace@example.com', 'grace', 'x', 'owner', '2026-01-01', '2026-01-01' from accounts where slug = 'oneill'`);
    const { status, output } = await script("staff", "grace@example.com");
    assert.equal(status, 0, output);
    assert.match(output, /grace@example\.com of the account "O'Neill" is staff/);
    assert.deepEqual(rows("select role, token_version from users where username = 'grace'"), ["developer 2"]);
  });

  it("is left as it is where the API refuses, and the command says why", async () => {
    api.fail({ path: /\/query$/, status: 401, message: "The token has expired" });
    const { status, output } = await script("staff", "eve@example.com");
    assert.notEqual(status, 0);
    assert.match(output, /The token has expired/);
    assert.deepEqual(rows("select count(*) from users where email like 'eve%'"), ["0"]);
  });
});

const KEYWORDS = 3_000;

describe("a library that is imported into it", () => {
  const file = join(folder, "library.csv");
  const counts = () =>
    rows("select count(*), sum(volume) from seed_keywords where keyword like 'remote keyword %'");
  const line = (n: number) =>
    `remote keyword ${n},"Health, ""wellness""",Women's health,${n},${n % 101},US,informational,false,0`;
  const lines = Array.from({ length: KEYWORDS }, (_, n) => line(n));
  const write = (all: string[]) =>
    writeFileSync(
      file,
      ["keyword,industry,sector,volume,difficulty,country,intent,is_paid,credit_cost", ...all].join("\n"),
    );

  it("can be sent again where the API broke off", async () => {
    write(lines);
    api.fail({ path: /\/import$/, status: 500, message: "D1 is overloaded" });
    const broken = await script("library-import", file);
    assert.notEqual(broken.status, 0);
    assert.match(broken.output, /D1 is overloaded[\s\S]*You can send the file again/);
    const { status, output } = await script("library-import", file);
    assert.equal(status, 0, output);
    assert.match(output, /Added\s+3,000/);
    assert.deepEqual(counts(), [`${KEYWORDS} ${(KEYWORDS * (KEYWORDS - 1)) / 2}`]);
  });

  it("changes nothing a second time, and what has changed alone a third", async () => {
    const again = await script("library-import", file);
    assert.match(again.output, /Added\s+0[\s\S]*Updated\s+0[\s\S]*Unchanged\s+3,000/);
    write([
      line(0).replace(",0,0,US", ",77,0,US"),
      ...lines.slice(1),
      "no industry,,,1,1,US,informational,false,0",
    ]);
    const { output } = await script("library-import", file);
    assert.match(output, /Added\s+0[\s\S]*Updated\s+1[\s\S]*Skipped\s+1/);
    assert.match(output, new RegExp(`row ${KEYWORDS + 2}: `));
  });
});

describe("another database", () => {
  it("cannot be placed where the deployment has no binding of that number", async () => {
    const { status, output } = await script("prepare-shard", "7");
    assert.notEqual(status, 0);
    assert.match(output, /DB_7/);
  });
});
