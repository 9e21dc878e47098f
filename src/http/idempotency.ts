import { and, eq, isNull, lt, sql } from "drizzle-orm";
import type { Context, Next } from "hono";
import { type Db, openDb } from "../db";
import { atomically } from "../db/queries";
import { idempotencyKeys } from "../db/schema";
import { sha256 } from "../lib/digests";
import { ApiError, invalid } from "../lib/errors";
import { log, reasonOf } from "../lib/log";
import { DAY_MS, isoIn, MINUTE_MS } from "../lib/time";
import type { AppEnv } from "./app-env";

const KEPT_MS = DAY_MS;
/** After that a claim without an answer is a dead worker's, and may be taken over. */
const CLAIM_MS = MINUTE_MS;
const MAX_STORED_CHARACTERS = 256 * 1024;
const KEY = /^[\x21-\x7e]{1,255}$/;

type Row = typeof idempotencyKeys.$inferSelect;

/**
 * Answers a POST that carries an Idempotency-Key once: the same request again gets the first answer. What a later try
 * may change (429, 5xx), what shows a secret, and what is no JSON, is not kept.
 */
export async function idempotently(c: Context<AppEnv>, next: Next): Promise<Response | void> {
  const key = c.req.header("Idempotency-Key");
  if (key === undefined || c.req.method !== "POST") return void (await next());
  if (!KEY.test(key)) throw invalid("Idempotency-Key", "1 to 255 visible ASCII characters");
  const db = openDb("first-primary");
  const account_id = c.var.ctx.actor.accountId;
  const claim = { account_id, key, fingerprint: await fingerprintOf(c), created_at: isoIn() };
  const kept = await claimKey(db, claim);
  if (kept) return replay(c, kept, db.bookmark());
  await next();
  // What the handler did is done: its answer goes out, whether it could be kept or not.
  await keepAnswer(db, claim, c.res).catch((error: unknown) =>
    log.error("answer not kept", { request_id: c.var.requestId, error: reasonOf(error) }),
  );
}

/** Who may see less of the account than who asked first is not given their answer. */
async function fingerprintOf(c: Context<AppEnv>): Promise<string> {
  const { pathname, search } = new URL(c.req.url);
  const body = await sha256(new Uint8Array(await c.req.arrayBuffer()));
  const seen = JSON.stringify(c.var.ctx.actor.siteIds);
  return sha256(`${pathname.replace(/\/$/, "")}${search}\n${seen}\n${body}`);
}

type Claim = Pick<Row, "account_id" | "key" | "fingerprint" | "created_at">;
const rowOf = ({ account_id, key }: Claim) =>
  and(eq(idempotencyKeys.account_id, account_id), eq(idempotencyKeys.key, key));

/** The kept answer, or null where the key is this request's to answer. */
async function claimKey(db: Db, claim: Claim): Promise<Row | null> {
  const stale = sql`(${idempotencyKeys.status} is null and ${idempotencyKeys.created_at} < ${isoIn(-CLAIM_MS)})
    or ${idempotencyKeys.created_at} < ${isoIn(-KEPT_MS)}`;
  const [taken, found] = await atomically(db, [
    db
      .insert(idempotencyKeys)
      .values(claim)
      .onConflictDoUpdate({
        target: [idempotencyKeys.account_id, idempotencyKeys.key],
        set: { fingerprint: claim.fingerprint, status: null, body: null, created_at: claim.created_at },
        setWhere: stale,
      })
      .returning({ key: idempotencyKeys.key }),
    db.select().from(idempotencyKeys).where(rowOf(claim)),
  ]);
  if (taken!.length) return null;
  const row = found![0] as Row;
  if (row.fingerprint !== claim.fingerprint) throw new ApiError("IDEMPOTENCY_KEY_REUSED");
  if (row.status === null) throw new ApiError("IDEMPOTENCY_IN_FLIGHT", undefined, { retryAfter: 1 });
  return row;
}

/** The bookmark is of now, so of after what the first request wrote. */
function replay(c: Context<AppEnv>, { status, body }: Row, bookmark: string | null): Response {
  c.header("Idempotent-Replayed", "true");
  if (bookmark) c.header("x-d1-bookmark", bookmark);
  return c.body(body ?? "", status as 200, { "Content-Type": "application/json" });
}

async function keepAnswer(db: Db, claim: Claim, response: Response) {
  const mine = and(
    rowOf(claim),
    isNull(idempotencyKeys.status),
    eq(idempotencyKeys.created_at, claim.created_at),
  );
  const body = isKeepable(response) ? await response.clone().text() : null;
  if (body === null || body.length > MAX_STORED_CHARACTERS) await db.delete(idempotencyKeys).where(mine);
  else await db.update(idempotencyKeys).set({ status: response.status, body }).where(mine);
}

const isKeepable = ({ status, headers }: Response) =>
  status < 500 &&
  status !== 429 &&
  headers.get("Content-Type")?.startsWith("application/json") &&
  headers.get("Cache-Control") !== "no-store" &&
  !headers.has("Set-Cookie");

/** Forgets answers that are older than a day. */
export const purgeIdempotencyKeys = () =>
  openDb("first-primary")
    .delete(idempotencyKeys)
    .where(lt(idempotencyKeys.created_at, isoIn(-KEPT_MS)));
