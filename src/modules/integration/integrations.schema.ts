import { z } from "@hono/zod-openapi";
import { Id, Line, PageQuery, QueryFlag, QueryId, Timestamp } from "../../http/schemas";
import { refuseUrl } from "../../lib/public-url";
import { NewApiKey } from "../api-keys/api-keys.schema";
import { normaliseSiteUrl } from "./site-url";

const platform = z.enum(["wordpress", "shopify", "custom"]);
const authType = z.enum(["api_key", "application_password"]);

const MetaKey = z.string().regex(/^[\w:.-]{1,255}$/, "Not a valid meta key");
const Config = z
  .strictObject({
    seo_meta_keys: z
      .strictObject({ title: MetaKey, description: MetaKey, focus_keyword: MetaKey.optional() })
      .optional()
      .openapi({
        description: "Post meta keys for SEO texts, if the site uses other keys than its SEO plugin",
      }),
  })
  .openapi("IntegrationConfig");
export type IntegrationConfig = z.infer<typeof Config>;

const ConnectionDetail = z
  .strictObject({
    code: z.string(),
    message: z.string(),
    fix: z.string().nullable().openapi({ description: "How to fix the problem" }),
  })
  .openapi("ConnectionDetail");

export const Integration = z
  .strictObject({
    id: Id,
    site_id: Id,
    platform,
    external_site_url: z.string(),
    auth_type: authType,
    username: z.string().nullable(),
    has_credential: z.boolean(),
    has_webhook_secret: z.boolean(),
    is_active: z.boolean(),
    sync_enabled: z.boolean(),
    config: Config,
    connection_status: z.enum(["unknown", "connected", "failed"]),
    connection_detail: ConnectionDetail.nullable().openapi({ description: "The last diagnosis" }),
    connection_checked_at: Timestamp.nullable(),
    sync_status: z.enum(["pending", "syncing", "completed", "error"]),
    sync_error: z.string().nullable(),
    last_sync_at: Timestamp.nullable(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .openapi("Integration");

export const NewIntegration = Integration.extend({
  // Not nullable(): the generator drops it if a schema extends another and has a description.
  api_key: NewApiKey.or(z.null()).openapi({
    description: "The API key, if one was requested. It is returned only once",
  }),
}).openapi("NewIntegration");

export const IntegrationQuery = PageQuery.extend({
  site_id: QueryId.optional(),
  is_active: QueryFlag.optional(),
});
export type IntegrationQuery = z.infer<typeof IntegrationQuery>;

const SiteUrl = z
  .string()
  .trim()
  .superRefine((text, ctx) => {
    const refusal =
      refuseUrl(text) ?? (/[?#]/.test(text) ? "Enter the site's address without ? and #" : null);
    if (refusal) ctx.addIssue({ code: "custom", message: refusal });
  })
  .transform(normaliseSiteUrl)
  .openapi({ type: "string", format: "uri", example: "https://blog.example.com" });

/** Basic authentication ends the user name at its first colon. */
const Username = Line(100).refine((name) => !name.includes(":"), "A user name cannot contain a colon");
/** A value that an HTTP header can contain. */
const Secret = (min: number) =>
  z
    .string()
    .trim()
    .min(min)
    .max(500)
    .regex(/^[\x20-\x7e]*$/, "Must contain only visible ASCII characters");

const Credential = Secret(8).openapi({
  description: "An Application Password, or the key of the IGNY8 plugin. Stored encrypted; never returned",
});
const WebhookSecret = Secret(16).openapi({
  description: "The secret with which the site signs its webhooks. Stored encrypted; never returned",
});

export const IntegrationBody = z
  .strictObject({
    site_id: Id,
    platform: z.literal("wordpress").default("wordpress"),
    external_site_url: SiteUrl,
    auth_type: authType,
    username: Username.nullable().optional(),
    credential: Credential.optional(),
    webhook_secret: WebhookSecret.optional(),
    is_active: z.boolean().default(true),
    sync_enabled: z.boolean().default(true),
    config: Config.default({}),
    create_api_key: z.boolean().default(false).openapi({
      description: "Also create the API key with which the site calls this API; requires the admin role",
    }),
  })
  .refine((body) => body.auth_type === "api_key" || body.username, {
    path: ["username"],
    message: "Required with application_password",
  })
  .openapi("IntegrationCreate");
export type IntegrationBody = z.infer<typeof IntegrationBody>;

export const IntegrationChange = z
  .strictObject({
    external_site_url: SiteUrl.optional(),
    auth_type: authType.optional(),
    username: Username.nullable().optional(),
    credential: Credential.nullable().optional(),
    webhook_secret: WebhookSecret.nullable().optional(),
    is_active: z.boolean().optional(),
    sync_enabled: z.boolean().optional(),
    config: Config.optional(),
  })
  .openapi("IntegrationUpdate");
export type IntegrationChange = z.infer<typeof IntegrationChange>;
