import { z } from "@hono/zod-openapi";
import { checkCodes } from "../../clients/openai-check";
import { imageQualities } from "../../generation/functions";
import { OPENAI_URL } from "../../generation/settings";
import { Line, Timestamp } from "../../http/schemas";

const saved = Timestamp.nullable().openapi({ description: "Null if the settings were never saved" });
const Url = z.string().trim().min(1).max(500);
const Model = Line(120);
const Key = z
  .string()
  .trim()
  .max(400)
  .regex(/^[\x21-\x7e]+$/, "A key consists of visible ASCII characters without spaces");

export const OpenAiSettings = z
  .strictObject({
    enabled: z.boolean().openapi({
      description:
        "If false, the deployment's model is used, or the embedded provider if the deployment has none",
    }),
    base_url: z
      .string()
      .openapi({ description: "URL of OpenAI or of a compatible endpoint", example: OPENAI_URL }),
    model: z.string(),
    has_api_key: z.boolean(),
    api_key_tail: z
      .string()
      .nullable()
      .openapi({ description: "The last four characters of the key", example: "x7Qd" }),
    updated_at: saved,
  })
  .openapi("OpenAiSettings");

export const OpenAiSettingsChange = z
  .strictObject({
    enabled: z.boolean().optional(),
    base_url: Url.optional().openapi({
      description: "An https URL. A saved key is bound to its host: to change the host, send the key again",
    }),
    model: Model.optional(),
    api_key: Key.nullable().optional().openapi({ description: "Never returned; null removes it" }),
  })
  .openapi("OpenAiSettingsUpdate");
export type OpenAiSettingsChange = z.infer<typeof OpenAiSettingsChange>;

const MIN_SIDE = 256;
const MAX_SIDE = 2048;
const Size = z
  .string()
  .regex(/^\d{3,4}x\d{3,4}$/, "A size has the form WIDTHxHEIGHT")
  .refine(
    (size) => size.split("x").every((side) => Number(side) >= MIN_SIDE && Number(side) <= MAX_SIDE),
    `Each side is ${MIN_SIDE} to ${MAX_SIDE} pixels`,
  );

const image = {
  provider: z.enum(["openai", "embedded"]).openapi({
    description:
      "openai: the account's endpoint if enabled, or else the deployment's. embedded: drawn without a model",
  }),
  model: Model,
  quality: z
    .enum(imageQualities)
    .openapi({ description: "An image costs 1, 5 or 15 credits, unless the model has its own rate" }),
  style: Line(60).openapi({
    description: "Style of images that users request; automation runs use the style of their site",
  }),
  max_images: z
    .int()
    .min(0)
    .max(8)
    .openapi({ description: "Images inside an article, in addition to the featured image" }),
  size: Size.openapi({
    description:
      "The model uses the nearest size that it supports; the embedded provider draws 1200x630 and 1024x576",
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
    api_key: Key.optional().openapi({
      description: "Defaults to the saved key, if it is bound to the same host",
    }),
    base_url: Url.optional().openapi({ description: "Defaults to the saved URL" }),
    model: Model.optional().openapi({ description: "Defaults to the saved model" }),
  })
  .openapi("ConnectionTest");
export type ConnectionTest = z.infer<typeof ConnectionTest>;

export const ConnectionCheck = z
  .strictObject({
    ok: z.boolean(),
    code: z.enum(checkCodes),
    message: z.string(),
    fix: z.string().nullable().openapi({ description: "How to fix the problem" }),
  })
  .openapi("ConnectionCheck");
