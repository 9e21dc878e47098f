// Entries that stand before the built worker in the same isolate. Nothing in src/ knows of them.

/** A limiter that answers at once: what a request costs without the Durable Object. */
export const withoutLimiter = `
import { env } from "cloudflare:workers";
import worker from "./index.js";
export * from "./index.js";
const admission = { allowed: true, revoked: false, remaining: 1, reset: 2000000000, modulesOff: [] };
env.RATE_LIMITER.getByName = () => ({ admit: async () => admission });
export default worker;
`;

/** Tells of each request, in headers, its D1 round trips and the rows that D1 says it read (\`meta.rows_read\`). */
export const counted = `
import { env } from "cloudflare:workers";
import worker from "./index.js";
export * from "./index.js";
let trips = 0, rows = 0;
const note = (results) => { trips += 1; for (const { meta } of results) rows += meta.rows_read; return results; };
const wrap = (database) => ({
  prepare: (sql) => statement(database.prepare(sql)),
  batch: async (list) => note(await database.batch(list.map((one) => one.inner))),
  getBookmark: () => database.getBookmark(),
});
const statement = (inner) => {
  const all = async () => note([await inner.all()])[0];
  return {
    inner,
    bind: (...values) => statement(inner.bind(...values)),
    all,
    run: all,
    raw: async () => (await all()).results.map((row) => Object.values(row)),
    first: async () => (await all()).results[0] ?? null,
  };
};
const open = env.DB.withSession.bind(env.DB);
const DB = {
  prepare: (sql) => statement(env.DB.prepare(sql)),
  batch: async (list) => note(await env.DB.batch(list.map((one) => one.inner))),
  withSession: (start) => wrap(open(start)),
};
env.DB.withSession = DB.withSession;
export default {
  async fetch(request, bindings, context) {
    trips = rows = 0;
    const response = await worker.fetch(request, { ...bindings, DB }, context);
    const told = new Response(response.body, response);
    told.headers.set("x-bench-trips", String(trips));
    told.headers.set("x-bench-rows-read", String(rows));
    return told;
  },
};
`;
