import { z } from "@hono/zod-openapi";
import { promptTypes } from "../../lib/prompt-types";
import { Text, Timestamp } from "../../http/schemas";

const names = z.array(z.string());

export const Prompt = z
  .strictObject({
    type: z.enum(promptTypes),
    prompt: z.string(),
    is_default: z.boolean().openapi({ description: "The account has not said it otherwise" }),
    version: z.int().openapi({ description: "Of the account's prompt, or of the default where it has none" }),
    required_placeholders: names.openapi({ example: ["keywords"] }),
    optional_placeholders: names,
    updated_at: Timestamp.nullable().openapi({ description: "Null where it is the default" }),
  })
  .openapi("Prompt");

export const PromptText = Text(20_000).refine((text) => text.trim() !== "", "A prompt has words");

export const PromptBody = z
  .strictObject({
    prompt: PromptText.openapi({ description: "Names in braces, such as {keywords}, are filled in" }),
  })
  .openapi("PromptUpdate");
export type PromptBody = z.infer<typeof PromptBody>;

export const TypeParam = z.object({ type: z.string().openapi({ enum: [...promptTypes] }) });
