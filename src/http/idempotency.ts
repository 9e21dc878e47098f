import { and, eq, isNull, lt, sql } from "drizzle-orm";
import type { Context, Next } from "hono";
import { ulid } from "ulidx";
import { type Db, openDb } from "../db";
import { atomically } from "../db/queries";
import { idempotencyKeys, jobs } from "../db/schema";
import { accepted } from "../lib/accepted";
import { sha256 } from "../lib/digests";
import { ApiError, invalid } from "../lib/errors";
import { log, reasonOf } from "../lib/log";
import { DAY_MS, isoIn, MINUTE_MS } from "../lib/time";
import type { AppEnv } from "./app-env";
import { success } from "./replies";

const KEPT_MS = DAY_MS;
/** After that a claim without an answer is a dead worker's, and may be taken over. */
const CLAIM_MS = MINUTE_MS;
const MAX_STORED_CHARACTERS = 256 * 1024;
const KEY = /^[\x21-\x7e]{1,255}$/;

const REPLAYED = { "Idempotent-Replayed": "true" };

type Row = typeof idempotencyKeys.$inferSelect;

/**
 * Answers a POST that carries an Idempotency-Key once: the same request again gets the first answer. What a later try
 * may change (429, 5xx), what shows a secret, and what is no JSON, is not kept. Where the answer was lost or not kept but
 * a job was made, the same request is told of that job.
 */
export async function idempotently(c: Context<AppEnv>, next: Next): Promise<Response | void> {
  const key = c.req.header("Idempotency-Key");
  if (key === undefined || c.req.method !== "POST") return void (await next());
  if (!KEY.test(key)) throw invalid("Idempotency-Key", "1 to 255 visible ASCII characters");
  const account_id = c.get("ctx").actor.accountId;
  const db = openDb("first-primary", account_id);
  const claim = {
    account_id,
    key,
    fingerprint: await fingerprintOf(c),
    job_id: ulid(),
    created_at: isoIn(),
  };
  const found = await claimKey(db, claim);
  if ("kept" in found) return replay(c, found.kept, db.bookmark());
  if (!found.isMade) {
    c.set("ctx", { ...c.get("ctx"), jobId: found.jobId });
    await next();
    return keep(c, db, claim, c.res);
  }
  const body = JSON.stringify(success(accepted(found.jobId), "Accepted"));
  const answer = replay(c, { status: 202, body }, db.bookmark());
  await keep(c, db, claim, answer);
  return answer;
}

/** What the handler did is done: its answer goes out, whether it could be kept or not. */
const keep = (c: Context<AppEnv>, db: Db, claim: Claim, answer: Response) =>
  keepAnswer(db, claim, answer).catch((error: unknown) =>
    log.error("answer not kept", { request_id: c.get("requestId"), error: reasonOf(error) }),
  );

/** Who may see less of the account than who asked first is not given their answer. */
async function fingerprintOf(c: Context<AppEnv>): Promise<string> {
  const { pathname, search } = new URL(c.req.url);
  const body = await sha256(new Uint8Array(await c.req.arrayBuffer()));
  const seen = JSON.stringify(c.get("ctx").actor.siteIds);
  return sha256(`${pathname.replace(/\/$/, "")}${search}\n${seen}\n${body}`);
}

type Claim = Pick<Row, "account_id" | "key" | "fingerprint" | "job_id" | "created_at">;
const rowOf = ({ account_id, key }: Claim) =>
  and(eq(idempotencyKeys.account_id, account_id), eq(idempotencyKeys.key, key));

type Found = { kept: Row } | { jobId: string; isMade: boolean };

/** The kept answer; or, where the key is this request's to answer, what its job is called and whether it is there. */
async function claimKey(db: Db, claim: Claim): Promise<Found> {
  const { fingerprint, created_at } = claim;
  const isOld = sql`${idempotencyKeys.created_at} < ${isoIn(-KEPT_MS)}`;
  const isOther = sql`(${isOld} or ${idempotencyKeys.fingerprint} <> excluded.fingerprint)`;
  const [taken, found, made] = await atomically(db, [
    db
      .insert(idempotencyKeys)
      .values(claim)
      .onConflictDoUpdate({
        target: [idempotencyKeys.account_id, idempotencyKeys.key],
        set: {
          fingerprint,
          job_id: sql`iif(${isOther}, excluded.job_id, coalesce(${idempotencyKeys.job_id}, excluded.job_id))`,
          status: null,
          body: null,
          created_at,
        },
        setWhere: sql`${isOld} or (${idempotencyKeys.status} is null and ${idempotencyKeys.created_at} < ${isoIn(-CLAIM_MS)})`,
      })
      .returning({ job_id: idempotencyKeys.job_id }),
    db.select().from(idempotencyKeys).where(rowOf(claim)),
    db
      .select({ id: jobs.id })
      .from(jobs)
      .innerJoin(idempotencyKeys, eq(jobs.id, idempotencyKeys.job_id))
      .where(and(rowOf(claim), eq(jobs.account_id, claim.account_id))),
  ]);
  if (taken!.length) return { jobId: (taken![0] as Row).job_id!, isMade: made!.length > 0 };
  const row = found![0] as Row;
  if (row.fingerprint !== claim.fingerprint) throw new ApiError("IDEMPOTENCY_KEY_REUSED");
  if (row.status === null) throw new ApiError("IDEMPOTENCY_IN_FLIGHT", undefined, { retryAfter: 1 });
  return { kept: row };
}

/** The bookmark is of now, so of after what the first request wrote. */
function replay(
  c: Context<AppEnv>,
  { status, body }: Pick<Row, "status" | "body">,
  bookmark: string | null,
): Response {
  if (bookmark) c.header("x-d1-bookmark", bookmark);
  return c.body(body ?? "", status as 200, { ...REPLAYED, "Content-Type": "application/json" });
}

async function keepAnswer(db: Db, claim: Claim, response: Response) {
  const mine = and(
    rowOf(claim),
    isNull(idempotencyKeys.status),
    eq(idempotencyKeys.created_at, claim.created_at),
  );
  const body = isKeepable(response) ? await response.clone().text() : null;
  if (body !== null && body.length <= MAX_STORED_CHARACTERS)
    await db.update(idempotencyKeys).set({ status: response.status, body }).where(mine);
  else if (response.status < 500) await db.delete(idempotencyKeys).where(mine);
  // A job may be there although the answer is a failure: who asks again is to find it.
  else
    await db
      .update(idempotencyKeys)
      .set({ created_at: isoIn(-CLAIM_MS - 1) })
      .where(mine);
}

const isKeepable = ({ status, headers }: Response) =>
  status < 500 &&
  status !== 429 &&
  headers.get("Content-Type")?.startsWith("application/json") &&
  headers.get("Cache-Control") !== "no-store" &&
  !headers.has("Set-Cookie");

/** Forgets answers that are older than a day. */
export const purgeIdempotencyKeys = (home = 0) =>
  openDb("first-primary", home)
    .delete(idempotencyKeys)
    .where(lt(idempotencyKeys.created_at, isoIn(-KEPT_MS)));
