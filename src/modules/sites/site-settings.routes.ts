import { createRoute } from "../../http/route";
import { deprecated } from "../../http/deprecated";
import { guardWithKeys } from "../../http/guard";
import { respond } from "../../http/etag";
import { bare, body, errors } from "../../http/replies";
import { router } from "../../http/router";
import {
  DefaultSettings,
  PublishingBody,
  PublishingChange,
  PublishingSettings,
  SiteIdParam,
  UnifiedSettingsChange,
  UnifiedSettings,
} from "./site-settings.schema";
import {
  buildDefaultSettings,
  getPublishingSettings,
  getSiteSettings,
  toUnifiedSettings,
  updateSiteSettings,
} from "./site-settings.service";

export const siteSettingsRoutes = router();
const tags = ["Integration"];
const unified = "/sites/{site_id}/unified-settings";
const publishing = "/sites/{site_id}/publishing-settings";
const superseded = deprecated({
  since: "2026-01-20",
  sunset: "2027-07-01",
  successor: (path) => path.replace("publishing-settings", "unified-settings").replace(/\/?$/, "/"),
});

siteSettingsRoutes.openapi(
  createRoute({
    method: "get",
    path: "/settings/defaults",
    tags,
    summary: "Get the default settings of a site",
    middleware: guardWithKeys("viewer"),
    responses: { 200: bare(DefaultSettings, "The defaults"), ...errors },
  }),
  (c) => respond(c, buildDefaultSettings(), 200),
);

siteSettingsRoutes.openapi(
  createRoute({
    method: "get",
    path: unified,
    tags,
    summary: "Get all settings of a site",
    middleware: guardWithKeys("viewer"),
    request: { params: SiteIdParam },
    responses: { 200: bare(UnifiedSettings, "The settings"), ...errors },
  }),
  async (c) =>
    respond(c, toUnifiedSettings(await getSiteSettings(c.var.ctx, c.req.valid("param").site_id)), 200),
);

siteSettingsRoutes.openapi(
  createRoute({
    method: "patch",
    path: unified,
    tags,
    summary: "Update settings of a site",
    description:
      "A stage can be set in `automation_config` or in `stage_configs`; the latter takes precedence.",
    middleware: guardWithKeys("editor"),
    request: { params: SiteIdParam, body: body(UnifiedSettingsChange) },
    responses: { 200: bare(UnifiedSettings, "The current settings"), ...errors },
  }),
  async (c) => {
    const { site_id } = c.req.valid("param");
    return respond(
      c,
      toUnifiedSettings(await updateSiteSettings(c.var.ctx, site_id, c.req.valid("json"))),
      200,
    );
  },
);

siteSettingsRoutes.openapi(
  createRoute({
    method: "get",
    path: publishing,
    tags,
    summary: "Get the publishing settings of a site",
    deprecated: true,
    middleware: [superseded, ...guardWithKeys("viewer")],
    request: { params: SiteIdParam },
    responses: { 200: bare(PublishingSettings, "The settings"), ...errors },
  }),
  async (c) => respond(c, await getPublishingSettings(c.var.ctx, c.req.valid("param").site_id), 200),
);

for (const [method, schema] of [
  ["put", PublishingBody],
  ["patch", PublishingChange],
] as const)
  siteSettingsRoutes.openapi(
    createRoute({
      method,
      path: publishing,
      tags,
      summary:
        method === "put"
          ? "Replace the publishing settings of a site"
          : "Update publishing settings of a site",
      deprecated: true,
      middleware: [superseded, ...guardWithKeys("editor")],
      request: { params: SiteIdParam, body: body(schema) },
      responses: { 200: bare(PublishingSettings, "The current settings"), ...errors },
    }),
    async (c) => {
      const { site_id } = c.req.valid("param");
      await updateSiteSettings(c.var.ctx, site_id, { publishing_settings: c.req.valid("json") });
      return respond(c, await getPublishingSettings(c.var.ctx, site_id), 200);
    },
  );
