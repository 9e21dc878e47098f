import { z } from "@hono/zod-openapi";
import { promptTypes } from "../../lib/prompt-types";
import { Text, Timestamp } from "../../http/schemas";

const names = z.array(z.string());

export const Prompt = z
  .strictObject({
    type: z.enum(promptTypes),
    prompt: z.string(),
    is_default: z.boolean().openapi({ description: "Whether the account uses the default prompt" }),
    version: z.int().openapi({ description: "Version of the account's prompt, or of the default" }),
    required_placeholders: names.openapi({ example: ["keywords"] }),
    optional_placeholders: names,
    updated_at: Timestamp.nullable().openapi({ description: "Null for the default prompt" }),
  })
  .openapi("Prompt");

export const PromptText = Text(20_000).refine((text) => text.trim() !== "", "The prompt must not be blank");

export const PromptBody = z
  .strictObject({
    prompt: PromptText.openapi({ description: "Placeholders in braces, such as {keywords}, are replaced" }),
  })
  .openapi("PromptUpdate");
export type PromptBody = z.infer<typeof PromptBody>;

export const PromptTypeParam = z.object({ type: z.string().openapi({ enum: [...promptTypes] }) });
