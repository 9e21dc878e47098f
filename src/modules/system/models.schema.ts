import { z } from "@hono/zod-openapi";
import { Id } from "../../http/schemas";

const usd = z.number().nullable();

export const AiModel = z
  .strictObject({
    id: Id,
    name: z.string(),
    provider: z.string(),
    kind: z.enum(["text", "image"]),
    tokens_per_credit: z
      .int()
      .nullable()
      .openapi({ description: "Null if the rate of the operation applies" }),
    credits_per_image: z
      .int()
      .nullable()
      .openapi({ description: "Null if the price depends on the quality: 1, 5 or 15 credits" }),
    usd_per_million_tokens_in: usd,
    usd_per_million_tokens_out: usd,
    usd_per_image: usd.openapi({
      description: "Price of one image, for providers that do not count image tokens",
    }),
  })
  .openapi("AiModel");
