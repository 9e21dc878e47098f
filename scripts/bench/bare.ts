// What we measure against: Hono, jose and one hand-written D1 batch a request. No limiter, no schemas, no query builder.
import type { D1Database, D1Result } from "@cloudflare/workers-types";
import { Hono } from "hono";
import { type CryptoKey, jwtVerify } from "jose";

type Claims = { account_id: number };
/** KEPT: it reads the counts that triggers keep, as ours does, instead of counting rows. */
type Bindings = { DB: D1Database; JWT_KEYS: string; KEPT?: string };

const app = new Hono<{ Bindings: Bindings; Variables: { accountId: number } }>({ strict: false });
let imported: Promise<CryptoKey> | undefined;

async function importKey(ring: string): Promise<CryptoKey> {
  const encoded = ring.split(":")[1]!.replaceAll("-", "+").replaceAll("_", "/");
  const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
}

app.use(async (c, next) => {
  const token = c.req.header("Authorization")?.slice("Bearer ".length) ?? "";
  const options = {
    issuer: "igny8",
    audience: "igny8-api",
    algorithms: ["HS256"],
    requiredClaims: ["exp", "iat"],
  };
  try {
    const key = await (imported ??= importKey(c.env.JWT_KEYS));
    c.set("accountId", (await jwtVerify<Claims>(token, key, options)).payload.account_id);
  } catch {
    return c.json({ success: false, error: "Authentication required" }, 401);
  }
  await next();
});

const COLUMNS =
  "id, site_id, sector_id, seed_keyword_id, cluster_id, keyword, volume, difficulty, country, intent, status, disabled, created_at, updated_at";
type Row = Record<string, unknown> & { disabled: number };
const shown = (row: Row) => ({ ...row, disabled: row.disabled === 1 });

app.get("/api/v1/planner/keywords", async (c) => {
  const { site_id, status, search, page = "1", page_size = "20" } = c.req.query();
  const conditions = ["account_id = ?", "site_id = ?"];
  const values: (string | number)[] = [c.var.accountId, Number(site_id)];
  if (status) {
    conditions.push("status = ?");
    values.push(status);
  }
  if (search) {
    conditions.push("instr(keyword_key, ?) > 0");
    values.push(search.toLowerCase());
  }
  const from = `from keywords where ${conditions.join(" and ")}`;
  const [at, size] = [Number(page), Number(page_size)];
  const [rows, counts] = (await c.env.DB.batch([
    c.env.DB.prepare(`select ${COLUMNS} ${from} order by volume desc, id desc limit ? offset ?`).bind(
      ...values,
      size,
      (at - 1) * size,
    ),
    c.env.DB.prepare(
      c.env.KEPT && !search
        ? `select coalesce(sum(n), 0) as count from keyword_counts where ${conditions.join(" and ")}`
        : `select count(*) as count ${from}`,
    ).bind(...values),
  ])) as [D1Result<Row>, D1Result<{ count: number }>];
  const count = counts.results[0]!.count;
  const link = (name: string, value: string) => {
    const url = new URL(c.req.url);
    url.searchParams.delete("page");
    url.searchParams.set(name, value);
    return url.href;
  };
  const last = rows.results.at(-1)!;
  const next = () =>
    at < 10
      ? link("page", String(at + 1))
      : link(
          "cursor",
          btoa(JSON.stringify(["keywords.volume.desc", "after", last.volume, last.id])).replaceAll("=", ""),
        );
  return c.json({
    count,
    next: at * size < count ? next() : null,
    previous: at > 1 ? link("page", String(at - 1)) : null,
    results: rows.results.map(shown),
  });
});

app.get("/api/v1/planner/keywords/:id", async (c) => {
  const [found] = await c.env.DB.batch<Row>([
    c.env.DB.prepare(`select ${COLUMNS} from keywords where account_id = ? and id = ?`).bind(
      c.var.accountId,
      Number(c.req.param("id")),
    ),
  ]);
  const row = found!.results[0];
  return row
    ? c.json({ success: true, data: shown(row) })
    : c.json({ success: false, error: "Keyword not found" }, 404);
});

type Body = {
  site_id: number;
  sector_id: number;
  keyword: string;
  volume?: number;
  difficulty?: number;
  country?: string;
  intent?: string;
};

app.post("/api/v1/planner/keywords", async (c) => {
  const body = await c.req.json<Body>();
  const key = body.keyword.toLowerCase();
  const now = new Date().toISOString();
  const [made] = await c.env.DB.batch<Row>([
    c.env.DB.prepare(
      `insert into keywords (account_id, site_id, sector_id, keyword, keyword_key, volume, difficulty, country, intent,
        status, disabled, created_at, updated_at)
      select account_id, site_id, id, ?1, ?2, ?3, ?4, ?5, ?6, 'new', 0, ?7, ?7 from sectors
      where account_id = ?8 and site_id = ?9 and id = ?10
        and not exists (select 1 from keywords k where k.sector_id = ?10 and k.keyword_key = ?2)
        and (select ${c.env.KEPT ? "coalesce(sum(n), 0) from keyword_counts" : "count(*) from keywords"} where account_id = ?8)
          < (select max_keywords from accounts a join plans p on p.id = a.plan_id where a.id = ?8)
      returning ${COLUMNS}`,
    ).bind(
      body.keyword,
      key,
      body.volume ?? 0,
      body.difficulty ?? 0,
      body.country ?? "US",
      body.intent ?? null,
      now,
      c.var.accountId,
      body.site_id,
      body.sector_id,
    ),
  ]);
  const row = made!.results[0];
  return row
    ? c.json({ success: true, data: shown(row) }, 201)
    : c.json({ success: false, error: "Conflict" }, 409);
});

app.post("/api/v1/planner/keywords/bulk_status", async (c) => {
  const { ids, status } = await c.req.json<{ ids: number[]; status: string }>();
  const list = JSON.stringify(ids);
  const mine = "+account_id = ?1 and id in (select value from json_each(?2))";
  const cluster = status === "new" ? ", cluster_id = null" : "";
  const allowed = status === "new" ? "" : " and cluster_id is not null";
  const [found, updated] = await c.env.DB.batch<{ id: number }>([
    c.env.DB.prepare(`select id from keywords where ${mine}`).bind(c.var.accountId, list),
    c.env.DB.prepare(
      `update keywords set status = ?3, updated_at = ?4${cluster} where ${mine}${allowed} returning id`,
    ).bind(c.var.accountId, list, status, new Date().toISOString()),
  ]);
  const present = new Set(found!.results.map(({ id }) => id));
  const done = new Set(updated!.results.map(({ id }) => id));
  const reason = (id: number) => (present.has(id) ? "The keyword has no cluster" : "Keyword not found");
  const skipped = ids.filter((id) => !done.has(id)).map((id) => ({ id, reason: reason(id) }));
  return c.json({ success: true, data: { updated: done.size, skipped } });
});

export default app;
