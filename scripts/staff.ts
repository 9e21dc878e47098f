// Platform staff: npm run staff -- EMAIL [--remote]
import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { prepare, root } from "./local.ts";
import { createStaff, emailOf, findUser, type FoundUser, promote, storeToken } from "./staff-sql.ts";

const USAGE = "npm run staff -- EMAIL [--remote]";
const CONFIRM = "/api/v1/auth/password/reset/confirm/";
const storage = `${root}.wrangler/state`;

const args = process.argv.slice(2);
const remote = args.includes("--remote");
const [given, ...rest] = args.filter((arg) => arg !== "--remote" && arg !== "--local");
const email = emailOf(given ?? "");

if (!email || rest.length) fail(given && !rest.length ? `Not an e-mail address: ${given}` : USAGE);
else makeStaff(email);

function makeStaff(address: string) {
  if (!remote) prepare(storage, true);
  const [user] = execute([findUser(address)]) as FoundUser[];
  const now = new Date().toISOString();
  if (user && (!user.is_active || !["active", "trial"].includes(user.status)))
    return fail(`${address} or their account is not active: nothing was changed`);
  if (user?.role === "developer" && user.has_password) return console.log(`${address} is staff already`);
  const token = user?.has_password ? null : `igny8_ut_${randomBytes(32).toString("base64url")}`;
  execute([
    ...(!user ? createStaff(address, now) : user.role === "developer" ? [] : promote(address, now)),
    ...(token ? [storeToken(address, createHash("sha256").update(token).digest("hex"), now)] : []),
  ]);
  console.log(
    user
      ? `${address} of the account "${user.account}" is staff, from their next sign-in on`
      : `${address} is made, as staff in the account "Platform staff"`,
  );
  if (token)
    console.log(
      `\nTheir password is chosen with this token, once, within seven days:\n\n  POST ${CONFIRM}\n` +
        `  {"token": "${token}", "password": "…"}`,
    );
}

/** Runs the statements and answers the rows of the first. The arguments reach wrangler without a shell. */
function execute(statements: string[]): unknown[] {
  const place = remote ? ["--remote"] : ["--local", "--persist-to", storage];
  const done = spawnSync(
    "wrangler",
    ["d1", "execute", "DB", ...place, "--json", "--command", statements.join(";\n")],
    {
      cwd: root,
      encoding: "utf8",
      env: {
        ...process.env,
        PATH: `${root}node_modules/.bin:${process.env.PATH}`,
        CI: "true",
        WRANGLER_SEND_METRICS: "false",
      },
    },
  );
  if (done.status !== 0) throw new Error(`wrangler: ${done.stderr || done.stdout}`);
  return (JSON.parse(done.stdout) as { results: unknown[] }[])[0]?.results ?? [];
}

function fail(reason: string) {
  console.error(reason);
  process.exitCode = 1;
}
