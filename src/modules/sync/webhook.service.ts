import { and, eq } from "drizzle-orm";
import { atomically, isViolation, owned } from "../../db/queries";
import { siteIntegrations as t } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { ApiError, notFound } from "../../lib/errors";
import { withoutZone } from "../../clients/wordpress/remote-post";
import { NO_CHANGE_VIOLATION } from "../writer/content-changes.service";
import { SiteStructure } from "../integration/connection.schema";
import type { IntegrationRow } from "../integration/integrations.service";
import { clearRemoteStatements, mergeRemote } from "./merge-remote";
import { type RemoteContent, toRemoteText, computeTextDigest } from "./remote-content";
import { openWebhookSecret } from "../integration/secrets";
import { insertEventStatement } from "./sync-events";
import { selectLocalStatement } from "./local-content";
import { decodeTermName } from "./terms";
import { type WebhookEffect, loadTermEffect } from "./webhook-terms";
import { verifySignature } from "./webhook-signature";
import type { WebhookBody, WebhookPost } from "./webhook.schema";

/** The body's bytes and the sender's signature. */
type Delivery = { raw: Uint8Array; signature: string | undefined };
const EVENT_ID_CONSTRAINT = "sync_events.integration_id";
const MAX_ATTEMPTS = 3;

/** Receives an event of a site. Repeated and outdated events change no content. Every event is stored. */
export async function receiveWebhook(ctx: Ctx, body: WebhookBody, delivery: Delivery) {
  const row = await getIntegrationOfApiKey(ctx);
  await requireSignature(ctx, row, delivery);
  for (let attempt = 1; ; attempt += 1) {
    const { action, content_id = null, writes = [], details } = await loadEffect(ctx, row, body);
    const event = insertEventStatement(ctx, row, {
      event_id: body.event_id,
      event_type: body.event,
      action,
      success: true,
      content_id,
      external_id: String((body.post ?? body.term)?.id),
      details: { occurred_at: body.occurred_at, site_url: body.site_url, ...details },
    });
    try {
      await atomically(ctx.db, [event, ...writes]);
      return { event_id: body.event_id, action, content_id };
    } catch (error) {
      if (isViolation(error, EVENT_ID_CONSTRAINT))
        return { event_id: body.event_id, action: "repeated" as const, content_id };
      if (!isViolation(error, NO_CHANGE_VIOLATION) || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

/** The WordPress integration of the API key's site. */
async function getIntegrationOfApiKey({ actor, db }: Ctx): Promise<IntegrationRow> {
  if (actor.apiKeyId === null) throw new ApiError("FORBIDDEN", "Webhooks require the site's API key");
  const [row] = await db
    .select()
    .from(t)
    .where(and(owned(actor, t), eq(t.platform, "wordpress")));
  if (!row) throw notFound("Integration");
  return row;
}

/** Verifies the signature if the integration has a secret. Refused events are stored without their id, so that they can be sent again. */
async function requireSignature(ctx: Ctx, row: IntegrationRow, { raw, signature }: Delivery) {
  if (row.sealed_webhook_secret === null) return;
  try {
    const secret = await openWebhookSecret(row, row.sealed_webhook_secret).catch(() => {
      throw new ApiError("CONFLICT", "The stored webhook secret can no longer be decrypted: store it again");
    });
    await verifySignature(secret, signature, raw);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const refusal = {
      event_type: "webhook",
      action: "refused",
      success: false,
      error_message: error.message,
    };
    await atomically(ctx.db, [insertEventStatement(ctx, row, refusal)]);
    throw error;
  }
}

async function loadEffect(ctx: Ctx, row: IntegrationRow, body: WebhookBody): Promise<WebhookEffect> {
  if (!row.is_active) return { action: "ignored", details: { reason: "The integration is disabled" } };
  if (!isFromSite(row, body.site_url)) return { action: "other_site" };
  if (body.post) return loadPostEffect(ctx, row, body, body.post);
  return body.term ? loadTermEffect(ctx, row, body, body.term) : { action: "ignored" };
}

/** Whether the event is from the integration's site. A copy of it, such as a staging site, has the same API key. */
function isFromSite({ external_site_url, structure }: IntegrationRow, siteUrl: string): boolean {
  const home = SiteStructure.safeParse(structure).data?.home;
  return [external_site_url, home].some(
    (url) => url !== undefined && normaliseAddress(url) === normaliseAddress(siteUrl),
  );
}

function normaliseAddress(text: string): string | null {
  const url = URL.parse(text);
  return url && url.host.replace(/^www\./, "") + url.pathname.replace(/\/+$/, "");
}

async function loadPostEffect(
  ctx: Ctx,
  row: IntegrationRow,
  { event }: WebhookBody,
  post: WebhookPost,
): Promise<WebhookEffect> {
  const [local] = await selectLocalStatement(ctx, row.site_id, [post.id]);
  if (!local) return { action: "unknown", details: { status: post.status, link: post.link } };
  const content_id = local.id;
  if (local.site_status === "publishing") return { action: "busy", content_id };
  if (event === "post.deleted")
    return { action: "deleted", content_id, writes: clearRemoteStatements(ctx, local) };
  const { action, writes, fields } = mergeRemote(ctx, local, await toWebhookContent(event, post));
  return { action, content_id, writes, details: { status: post.status, ...(fields.length && { fields }) } };
}

async function toWebhookContent(event: WebhookBody["event"], post: WebhookPost): Promise<RemoteContent> {
  const { title = "", content = null, excerpt = "", categories = [], tags = [] } = post;
  const names = { categories: categories.map(decodeTermName), tags: tags.map(decodeTermName) };
  const isComplete = content !== null && post.title !== undefined;
  return {
    external_id: String(post.id),
    external_url: post.link,
    slug: post.slug,
    status: event === "post.trashed" ? "trash" : post.status,
    date: toUtcTime(post.date_gmt),
    modified_at: toUtcTime(post.modified_gmt),
    text: isComplete ? toRemoteText({ title, content, excerpt, ...names }) : null,
    digest: isComplete ? await computeTextDigest([title, content, excerpt]) : null,
    seo: { meta_title: "", meta_description: "", primary_keyword: "" },
    content_id: post.content_id ?? null,
  };
}

const toUtcTime = (time: string | null) => time && `${withoutZone(time)}Z`;
