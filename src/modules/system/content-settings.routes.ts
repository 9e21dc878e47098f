import { createRoute } from "../../http/route";
import { guard, guardWithKeys } from "../../http/guard";
import { respond } from "../../http/etag";
import { body, errors, ok, success } from "../../http/replies";
import { router } from "../../http/router";
import { ContentSettings, ContentSettingsChange, ContentSettingsKeyParam } from "./content-settings.schema";
import { getContentSettings, saveContentSettings } from "./content-settings.service";

export const contentSettingsRoutes = router();
const tags = ["System"];

contentSettingsRoutes.openapi(
  createRoute({
    method: "get",
    path: "/settings/content/{key}",
    tags,
    summary: "Get content settings",
    middleware: guardWithKeys("viewer"),
    request: { params: ContentSettingsKeyParam },
    responses: { 200: ok(ContentSettings), ...errors },
  }),
  async (c) => respond(c, success(await getContentSettings(c.var.ctx, c.req.valid("param").key)), 200),
);

contentSettingsRoutes.openapi(
  createRoute({
    method: "post",
    path: "/settings/content/{key}/save",
    tags,
    summary: "Update content settings",
    middleware: guard("admin"),
    request: { params: ContentSettingsKeyParam, body: body(ContentSettingsChange) },
    responses: { 200: ok(ContentSettings), ...errors },
  }),
  async (c) => {
    const { key } = c.req.valid("param");
    return respond(c, success(await saveContentSettings(c.var.ctx, key, c.req.valid("json")), "Saved"), 200);
  },
);
