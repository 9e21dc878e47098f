// The built worker under Miniflare: a process of its own, so that it can be killed. Its arguments are the bundle's folder,
// the storage's, and bindings as JSON. It starts at the parent's first message, sends it the address where it listens, and
// then runs the parent's SQL.
import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";

const [bundle, storage, bindings] = process.argv.slice(2) as [string, string, string];
const key = (name: string) => `${name}:${createHash("sha256").update(name).digest("base64url")}`;
const queue = { maxBatchSize: 10, maxBatchTimeout: 0.2, maxRetries: 5 };

const types = { ".wasm": "CompiledWasm", ".ttf": "Data", ".txt": "Text" } as const;
const parts = readdirSync(bundle).flatMap((name) => {
  const type = types[extname(name) as keyof typeof types];
  return type ? [{ type, path: join(bundle, name) }] : [];
});

process.on("disconnect", () => process.exit(0));
await new Promise((resolve) => process.once("message", resolve));

const script = (name: string) => ({ type: "ESModule" as const, path: join(bundle, name) });

const miniflare = new Miniflare(
  convertV4MiniflareOptions({
    name: "igny8-api",
    modules: [...["crash.js", "index.js"].map(script), ...parts],
    modulesRoot: bundle,
    compatibilityDate: "2026-10-23",
    compatibilityFlags: ["global_fetch_strictly_public"],
    bindings: {
      ENVIRONMENT: "development",
      JWT_KEYS: key("jwt"),
      SEALING_KEYS: key("sealing"),
      PUBLIC_ORIGIN: "",
      CORS_ORIGINS: "",
      ALLOWED_PRIVATE_HOSTS: "",
      MAIL_API_URL: "",
      MAIL_FROM: "",
      ...JSON.parse(bindings),
    },
    d1Databases: { DB: "igny8" },
    r2Buckets: { IMAGES: "igny8-images" },
    queueProducers: { JOBS: "igny8-jobs" },
    queueConsumers: {
      "igny8-jobs": { ...queue, deadLetterQueue: "igny8-jobs-dead" },
      "igny8-jobs-dead": queue,
    },
    durableObjects: {
      RATE_LIMITER: { className: "RateLimiter", useSQLite: true },
      SITE_AUTOMATION: { className: "SiteAutomation", useSQLite: true },
    },
    host: "127.0.0.1",
    port: 0,
    unsafeTriggerHandlers: true,
    resourcePersistencePath: storage,
    telemetry: { enabled: false },
  }),
);

const origin = (await miniflare.ready).origin;
const db = await miniflare.getD1Database("DB");
process.on("message", async ({ id, sql }: { id: number; sql: string[] }) => {
  try {
    const results = await db.batch(sql.map((statement) => db.prepare(statement)));
    process.send!({ id, rows: results.map(({ results: rows }) => rows) });
  } catch (error) {
    process.send!({ id, error: String(error) });
  }
});
process.send!({ origin });
