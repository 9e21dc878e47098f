import { z } from "@hono/zod-openapi";
import { Timestamp } from "../../http/schemas";

export const Health = z
  .strictObject({ status: z.literal("ok"), version: z.string(), time: Timestamp })
  .openapi("Health");

const part = { ok: z.boolean(), ms: z.int(), error: z.string().nullable() };
const Part = z.strictObject(part).openapi("HealthPart");

export const HealthDetails = z
  .strictObject({
    status: z.enum(["ok", "degraded"]),
    version: z.string(),
    time: Timestamp,
    parts: z.strictObject({
      database: Part,
      storage: Part,
      door: Part,
      queue: z
        .strictObject({
          ...part,
          queued: z.int().nullable(),
          running: z.int().nullable(),
          overdue: z
            .int()
            .nullable()
            .openapi({ description: "Open items whose message or lease is overdue" }),
        })
        .openapi("HealthQueue"),
    }),
  })
  .openapi("HealthDetails");
