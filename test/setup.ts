import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach } from "vitest";
import { captureQueue } from "./queue";

await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
beforeEach(captureQueue);
