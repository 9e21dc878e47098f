import { and, eq, isNull, lt, sql } from "drizzle-orm";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { ulid } from "ulidx";
import { type Db, openDb } from "../db";
import { atomically } from "../db/queries";
import { idempotencyKeys, jobs } from "../db/schema";
import { acceptedJob } from "../lib/accepted";
import { sha256 } from "../lib/digests";
import { ApiError, invalid } from "../lib/errors";
import { log, errorMessage } from "../lib/log";
import { DAY_MS, isoIn, MINUTE_MS } from "../lib/time";
import type { AppEnv } from "./app-env";
import { success } from "./replies";

const STORED_MS = DAY_MS;
/** A claim without an answer that is older belongs to a worker that died, and may be taken over. */
const CLAIM_MS = MINUTE_MS;
const MAX_STORED_CHARACTERS = 256 * 1024;
const KEY = /^[\x21-\x7e]{1,255}$/;

const REPLAYED = { "Idempotent-Replayed": "true" };

type Row = typeof idempotencyKeys.$inferSelect;

/**
 * Carries out a POST with an Idempotency-Key once: the same request again gets the first answer. Answers that a later
 * attempt may change (429, 5xx), that contain a secret, or that are no JSON are not stored. Where the answer was lost or not
 * stored but a job was created, the same request gets that job.
 */
export const idempotent = createMiddleware<AppEnv>(async (c, next) => {
  const key = c.req.header("Idempotency-Key");
  if (key === undefined || c.req.method !== "POST") return next();
  if (!KEY.test(key)) throw invalid("Idempotency-Key", "1 to 255 visible ASCII characters");
  const account_id = c.get("ctx").actor.accountId;
  const db = openDb("first-primary", account_id);
  const claim = {
    account_id,
    key,
    fingerprint: await requestFingerprint(c),
    job_id: ulid(),
    created_at: isoIn(),
  };
  const outcome = await claimKey(db, claim);
  if ("stored" in outcome) return replay(c, outcome.stored, db.bookmark());
  if (!outcome.isCreated) {
    c.set("ctx", { ...c.get("ctx"), jobId: outcome.jobId });
    await next();
    return storeQuietly(c, db, claim, c.res);
  }
  const body = JSON.stringify(success(acceptedJob(outcome.jobId), "Accepted"));
  const answer = replay(c, { status: 202, body }, db.bookmark());
  await storeQuietly(c, db, claim, answer);
  return answer;
});

/** The handler has done its work: its answer goes out whether or not it could be stored. */
const storeQuietly = (c: Context<AppEnv>, db: Db, claim: Claim, answer: Response) =>
  storeAnswer(db, claim, answer).catch((error: unknown) =>
    log.error("answer not stored", { request_id: c.get("requestId"), error: errorMessage(error) }),
  );

/** Includes the sites that the caller may see: a caller who may see less does not get the answer of one who may see more. */
async function requestFingerprint(c: Context<AppEnv>): Promise<string> {
  const { pathname, search } = new URL(c.req.url);
  const body = await sha256(new Uint8Array(await c.req.arrayBuffer()));
  const seen = JSON.stringify(c.get("ctx").actor.siteIds);
  return sha256(`${pathname.replace(/\/$/, "")}${search}\n${seen}\n${body}`);
}

type Claim = Pick<Row, "account_id" | "key" | "fingerprint" | "created_at"> & { job_id: string };
const matchesKey = ({ account_id, key }: Claim) =>
  and(eq(idempotencyKeys.account_id, account_id), eq(idempotencyKeys.key, key));

type Outcome = { stored: Row } | { jobId: string; isCreated: boolean };

/** The stored answer; or, where the key is this request's, the id of its job and whether that job exists. */
async function claimKey(db: Db, claim: Claim): Promise<Outcome> {
  const { fingerprint, created_at } = claim;
  const isOld = sql`${idempotencyKeys.created_at} < ${isoIn(-STORED_MS)}`;
  const isOther = sql`(${isOld} or ${idempotencyKeys.fingerprint} <> excluded.fingerprint)`;
  const [taken = [], found = [], created = []] = await atomically(db, [
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
    db.select().from(idempotencyKeys).where(matchesKey(claim)),
    db
      .select({ id: jobs.id })
      .from(jobs)
      .innerJoin(idempotencyKeys, eq(jobs.id, idempotencyKeys.job_id))
      .where(and(matchesKey(claim), eq(jobs.account_id, claim.account_id))),
  ]);
  const [own] = taken as Pick<Row, "job_id">[];
  if (own) return { jobId: own.job_id ?? claim.job_id, isCreated: created.length > 0 };
  const [row] = found as Row[];
  if (!row) throw new ApiError("CONFLICT");
  if (row.fingerprint !== claim.fingerprint) throw new ApiError("IDEMPOTENCY_KEY_REUSED");
  if (row.status === null) throw new ApiError("IDEMPOTENCY_IN_FLIGHT", undefined, { retryAfter: 1 });
  return { stored: row };
}

/** The bookmark is current, so it covers what the first request wrote. */
function replay(
  c: Context<AppEnv>,
  { status, body }: Pick<Row, "status" | "body">,
  bookmark: string | null,
): Response {
  if (bookmark) c.header("x-d1-bookmark", bookmark);
  return c.body(body ?? "", status as 200, { ...REPLAYED, "Content-Type": "application/json" });
}

async function storeAnswer(db: Db, claim: Claim, response: Response) {
  const ownClaim = and(
    matchesKey(claim),
    isNull(idempotencyKeys.status),
    eq(idempotencyKeys.created_at, claim.created_at),
  );
  const body = isStorable(response) ? await response.clone().text() : null;
  if (body !== null && body.length <= MAX_STORED_CHARACTERS)
    await db.update(idempotencyKeys).set({ status: response.status, body }).where(ownClaim);
  else if (response.status < 500) await db.delete(idempotencyKeys).where(ownClaim);
  // A job may exist although the answer is a failure: a retry is to find it.
  else
    await db
      .update(idempotencyKeys)
      .set({ created_at: isoIn(-CLAIM_MS - 1) })
      .where(ownClaim);
}

const isStorable = ({ status, headers }: Response) =>
  status < 500 &&
  status !== 429 &&
  headers.get("Content-Type")?.startsWith("application/json") &&
  headers.get("Cache-Control") !== "no-store" &&
  !headers.has("Set-Cookie");

/** Deletes answers that are older than a day. */
export const purgeIdempotencyKeys = (shard = 0) =>
  openDb("first-primary", shard)
    .delete(idempotencyKeys)
    .where(lt(idempotencyKeys.created_at, isoIn(-STORED_MS)));
