import { createHash } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { DatabaseSync } from "node:sqlite";

export const TOKEN = "a token of the test's";
export const ACCOUNT = "0123456789abcdef0123456789abcdef";

/** One answer that the API gives instead of its own. */
type Fault = { path: RegExp; status: number; message: string };

/**
 * Cloudflare's D1 API as wrangler speaks it (developers.cloudflare.com/api, D1: query, import), over one SQLite database:
 * a query is a transaction and answers each statement; a file is announced by its MD5, uploaded, and taken in.
 */
export async function startD1Api() {
  const db = new DatabaseSync(":memory:");
  const asked: string[] = [];
  const files = new Map<string, string>();
  const faults: Fault[] = [];
  const server = createServer(async (request, response) => {
    const reply = (status: number, body: unknown, headers = {}) =>
      void response
        .writeHead(status, { "Content-Type": "application/json", ...headers })
        .end(JSON.stringify(body));
    const failed = (status: number, message: string) =>
      reply(status, { success: false, errors: [{ code: 7500, message }], messages: [], result: null });
    const path = request.url!;
    const text = await textOf(request);
    asked.push(`${request.method} ${path}`);
    const upload = /^\/upload\/(\w+)$/.exec(path);
    if (upload) {
      files.set(upload[1]!, text);
      return reply(200, {}, { ETag: `"${createHash("md5").update(text).digest("hex")}"` });
    }
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return failed(403, "Authentication error");
    const fault = faults.findIndex((one) => one.path.test(path));
    if (fault >= 0) {
      const [{ status, message }] = faults.splice(fault, 1) as [Fault];
      return failed(status, message);
    }
    const action = new RegExp(
      `^/client/v4/accounts/${ACCOUNT}/d1/database/[0-9a-f-]{36}/(query|import)$`,
    ).exec(path);
    if (!action) return failed(404, `Nothing at ${path}`);
    try {
      const body = JSON.parse(text);
      const result = action[1] === "query" ? runAll(db, body.sql) : ingest(db, files, body, request);
      return reply(200, { success: true, errors: [], messages: [], result });
    } catch (error) {
      return failed(400, (error as Error).message);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    db,
    asked,
    /** The next request to such a path fails. */
    fail: (fault: Fault) => void faults.push(fault),
    environment: {
      CLOUDFLARE_API_BASE_URL: `http://127.0.0.1:${port}/client/v4`,
      CLOUDFLARE_API_TOKEN: TOKEN,
      CLOUDFLARE_ACCOUNT_ID: ACCOUNT,
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

const meta = { duration: 1, rows_read: 0, rows_written: 0, changes: 0, size_after: 0 };

/** All statements or none. SQLite itself tells where each of them ends. */
function runAll(db: DatabaseSync, sql: string) {
  const results: unknown[] = [];
  db.exec("begin");
  try {
    for (let rest = sql.trim(); rest;) {
      const statement = db.prepare(rest);
      results.push({ success: true, meta, results: statement.all() });
      rest = rest.slice(statement.sourceSQL.length).replace(/^[\s;]+/, "");
    }
    db.exec("commit");
  } catch (error) {
    db.exec("rollback");
    throw error;
  }
  return results;
}

type Import = { action: "init" | "ingest" | "poll"; etag?: string; filename?: string };

function ingest(
  db: DatabaseSync,
  files: Map<string, string>,
  { action, etag, filename }: Import,
  request: IncomingMessage,
) {
  const told = { success: true, type: "import", at_bookmark: "0-0", messages: [], errors: [] };
  if (action === "init")
    return { ...told, filename: etag, upload_url: `http://${request.headers.host}/upload/${etag}` };
  const ran = runAll(db, files.get(filename!)!);
  return { ...told, status: "complete", result: { num_queries: ran.length, final_bookmark: "0-1", meta } };
}
