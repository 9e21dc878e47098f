import { z } from "@hono/zod-openapi";
import { Id, Timestamp } from "../../http/schemas";

const webhookEvents = [
  "post.published",
  "post.updated",
  "post.trashed",
  "post.deleted",
  "term.created",
  "term.updated",
  "term.deleted",
] as const;

const Names = z.array(z.string().max(300)).max(500);

const WebhookPost = z
  .strictObject({
    id: Id,
    type: z.string().max(50),
    status: z.string().max(50),
    slug: z.string().max(250),
    link: z.string().max(2000),
    modified_gmt: Timestamp.nullable(),
    date_gmt: Timestamp.nullable(),
    content_id: Id.nullable().optional(),
    title: z.string().max(10_000).optional(),
    content: z.string().nullable().optional().openapi({
      description: "The stored text. Omit it if it is very long; the next sync reads it",
    }),
    excerpt: z.string().max(100_000).optional(),
    categories: Names.optional(),
    tags: Names.optional(),
  })
  .openapi("WebhookPost");
export type WebhookPost = z.infer<typeof WebhookPost>;

const WebhookTerm = z
  .strictObject({
    id: Id,
    taxonomy: z.string().max(50),
    name: z.string().max(1000),
    slug: z.string().max(250),
  })
  .openapi("WebhookTerm");
export type WebhookTerm = z.infer<typeof WebhookTerm>;

export const WebhookBody = z
  .strictObject({
    event_id: z.string().regex(/^[\w.:-]{1,100}$/, "1 to 100 letters, digits and .:-_"),
    event: z.enum(webhookEvents),
    occurred_at: Timestamp,
    site_url: z.url().max(500),
    post: WebhookPost.optional(),
    term: WebhookTerm.optional(),
  })
  .superRefine((body, ctx) => {
    const needed = body.event.startsWith("post.") ? "post" : "term";
    if (!body[needed])
      ctx.addIssue({ code: "custom", path: [needed], message: `Required with ${body.event}` });
  })
  .openapi("WordPressWebhook");
export type WebhookBody = z.infer<typeof WebhookBody>;

const webhookActions = [
  "updated",
  "unchanged",
  "conflict",
  "older",
  "busy",
  "deleted",
  "unknown",
  "other_site",
  "ignored",
  "repeated",
] as const;
export type WebhookAction = (typeof webhookActions)[number];

export const WebhookAnswer = z
  .strictObject({
    event_id: z.string(),
    action: z.enum(webhookActions).openapi({
      description:
        "The effect: `unknown` if the post or term has no counterpart here, `older` if a newer change is known, `repeated` if the event was received before",
    }),
    content_id: Id.nullable(),
  })
  .openapi("WebhookAnswer");
