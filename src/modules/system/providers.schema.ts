import { z } from "@hono/zod-openapi";
import { checkCodes } from "../../clients/openai-check";
import { imageQualities } from "../../generation/functions";
import { OPENAI_URL } from "../../generation/settings";
import { Line, Timestamp } from "../../http/schemas";

const saved = Timestamp.nullable().openapi({ description: "Null while these are the defaults" });
const Url = z.string().trim().min(1).max(500);
const Model = Line(120);
const Key = z
  .string()
  .trim()
  .max(400)
  .regex(/^[\x21-\x7e]+$/, "A key is visible ASCII without spaces");

export const OpenAiSettings = z
  .strictObject({
    enabled: z.boolean().openapi({
      description:
        "Off: the deployment's model writes, where it has one; else all is written by rules, without a model",
    }),
    base_url: z
      .string()
      .openapi({ description: "OpenAI's, or of any compatible endpoint", example: OPENAI_URL }),
    model: z.string(),
    has_api_key: z.boolean(),
    api_key_tail: z
      .string()
      .nullable()
      .openapi({ description: "The key's last four characters", example: "x7Qd" }),
    updated_at: saved,
  })
  .openapi("OpenAiSettings");

export const OpenAiSettingsChange = z
  .strictObject({
    enabled: z.boolean().optional(),
    base_url: Url.optional().openapi({
      description: "https; a saved key does not follow to another host: give it again with the new address",
    }),
    model: Model.optional(),
    api_key: Key.nullable().optional().openapi({ description: "Never shown again; null removes it" }),
  })
  .openapi("OpenAiSettingsUpdate");
export type OpenAiSettingsChange = z.infer<typeof OpenAiSettingsChange>;

const MIN_SIDE = 256;
const MAX_SIDE = 2048;
const Size = z
  .string()
  .regex(/^\d{3,4}x\d{3,4}$/, "A size is written as WIDTHxHEIGHT")
  .refine(
    (size) => size.split("x").every((side) => Number(side) >= MIN_SIDE && Number(side) <= MAX_SIDE),
    `Each side is ${MIN_SIDE} to ${MAX_SIDE} pixels`,
  );

const image = {
  provider: z.enum(["openai", "embedded"]).openapi({
    description:
      "openai: the account's endpoint where that is enabled, else the deployment's. embedded: drawn by rules",
  }),
  model: Model,
  quality: z
    .enum(imageQualities)
    .openapi({ description: "An image costs 1, 5 or 15 credits, where the model has no rate of its own" }),
  style: Line(60).openapi({ description: "Of images that a person asks for; a site's own is for its runs" }),
  max_images: z.int().min(0).max(8).openapi({ description: "Inside an article, beside the featured one" }),
  size: Size.openapi({
    description:
      "Asked of the model, or the nearest that it knows; the embedded provider draws 1200x630 and 1024x576",
    example: "1536x1024",
  }),
};

export const ImageSettings = z
  .strictObject({ ...image, updated_at: saved })
  .openapi("ImageGenerationSettings");
export const ImageSettingsChange = z.strictObject(image).partial().openapi("ImageGenerationSettingsUpdate");
export type ImageSettingsChange = z.infer<typeof ImageSettingsChange>;

export const ConnectionTest = z
  .strictObject({
    provider: z.literal("openai"),
    api_key: Key.optional().openapi({ description: "Else the saved one, where it belongs to the address" }),
    base_url: Url.optional().openapi({ description: "Else the saved one" }),
    model: Model.optional().openapi({ description: "Else the saved one" }),
  })
  .openapi("ConnectionTest");
export type ConnectionTest = z.infer<typeof ConnectionTest>;

export const ConnectionCheck = z
  .strictObject({
    ok: z.boolean(),
    code: z.enum(checkCodes),
    message: z.string(),
    fix: z.string().nullable().openapi({ description: "What mends it" }),
  })
  .openapi("ConnectionCheck");
