// The accounts that are measured.
import { readdirSync, readFileSync } from "node:fs";
import { SignJWT } from "jose";
import { root } from "../local.ts";

type Database = {
  prepare: (sql: string) => { bind: (...values: unknown[]) => any; run: () => Promise<unknown> };
};
export type Account = {
  rows: number;
  accountId: number;
  siteId: number;
  /** Where new keywords go: a site of its own, so that the hot list stays as it is. */
  newSiteId: number;
  newSectorId: number;
  firstId: number;
  token: string;
};

export async function migrate(db: Database) {
  const files = readdirSync(`${root}migrations`)
    .filter((name) => name.endsWith(".sql"))
    .sort();
  for (const file of files)
    for (const statement of readFileSync(`${root}migrations/${file}`, "utf8").split(
      "--> statement-breakpoint",
    ))
      await db.prepare(statement).run();
}

/** An account on the largest plan with so many keywords in one site: a quarter is mapped, volumes are skewed. */
export async function anAccount(db: Database, rows: number, key: string): Promise<Account> {
  const now = new Date().toISOString();
  const run = (sql: string, ...values: unknown[]) =>
    db
      .prepare(sql)
      .bind(...values)
      .run();
  const insert = async (table: string, fields: Record<string, unknown>): Promise<number> => {
    const names = Object.keys({ ...fields, created_at: now, updated_at: now });
    const sql = `insert into ${table} (${names.join(", ")}) values (${names.map(() => "?").join(", ")})`;
    return (await run(sql, ...Object.values(fields), now, now)).meta.last_row_id;
  };
  await run("update plans set max_keywords = 10000000 where id = 4");
  const account_id = await insert("accounts", { name: "Bench", slug: `bench-${rows}`, plan_id: 4 });
  const user_id = await insert("users", {
    account_id,
    email: `bench-${rows}@example.com`,
    username: `bench-${rows}`,
    role: "editor",
  });
  const aSite = async (slug: string) => {
    const site_id = await insert("sites", { account_id, name: slug, slug });
    return [site_id, await insert("sectors", { account_id, site_id, name: "Sector", slug })] as const;
  };
  const [siteId, sector_id] = await aSite(`full-${rows}`);
  const [newSiteId, newSectorId] = await aSite(`new-${rows}`);
  const cluster = await insert("clusters", {
    account_id,
    site_id: siteId,
    sector_id,
    name: "Cluster",
    name_key: "cluster",
  });
  for (let from = 0; from < rows; from += 50_000)
    await run(KEYWORDS, account_id, siteId, sector_id, cluster, now, from, Math.min(rows, from + 50_000));
  const { results } = await db
    .prepare("select min(id) as id from keywords where account_id = ?")
    .bind(account_id)
    .all();
  return {
    rows,
    accountId: account_id,
    siteId,
    newSiteId,
    newSectorId,
    firstId: results[0].id,
    token: await tokenFor(account_id, user_id, key),
  };
}

const KEYWORDS = `
with recursive n(i) as (select cast(?6 as integer) union all select i + 1 from n where i + 1 < ?7),
words(i, word) as (select i,
  json_extract('["menopause","perimenopause","night sweats","hot flashes","magnesium","sleep","weight loss","hormone"]', '$[' || (i % 8) || ']')
  || ' ' ||
  json_extract('["symptoms","treatment","remedies","supplements","causes","diet","signs","relief","test","age"]', '$[' || (i / 8 % 10) || ']')
  || ' ' || i from n)
insert into keywords (account_id, site_id, sector_id, cluster_id, keyword, keyword_key, volume, difficulty, country,
  intent, status, disabled, created_at, updated_at)
select ?1, ?2, ?3, case when i % 4 = 0 then ?4 end, word, word, 10000000 / (1 + i * 7919 % 100003), i * 31 % 101, 'US',
  'informational', case when i % 4 = 0 then 'mapped' else 'new' end, 0, ?5, ?5 from words`;

/** Signed with the deployment's key, with the claims of src/lib/tokens.ts. */
function tokenFor(account_id: number, user_id: number, key: string): Promise<string> {
  const claims = {
    user_id,
    account_id,
    email: "bench@example.com",
    role: "editor",
    sid: "bench",
    ver: 1,
    sites: null,
  };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256", kid: "bench", typ: "JWT" })
    .setIssuer("igny8")
    .setAudience("igny8-api")
    .setIssuedAt()
    .setExpirationTime("2h")
    .sign(Buffer.from(key, "base64url"));
}
