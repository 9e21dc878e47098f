import { createRoute } from "../../http/route";
import { open } from "../../http/guard";
import { respond } from "../../http/etag";
import { errors, ok, success } from "../../http/replies";
import { router } from "../../http/router";
import { shardOfSite } from "../../http/shards";
import { SiteDefinition, SiteDefinitionQuery } from "./site-definition.schema";
import { getSiteDefinition } from "./site-definition.service";

export const siteDefinitionRoutes = router();

siteDefinitionRoutes.openapi(
  createRoute({
    method: "get",
    path: "/site-definition",
    tags: ["Publisher"],
    summary: "Get the public definition of a site",
    description: "Contains only public information. Cacheable for five minutes.",
    middleware: open("general", shardOfSite),
    request: { query: SiteDefinitionQuery },
    responses: { 200: ok(SiteDefinition), ...errors },
  }),
  async (c) => {
    const definition = await getSiteDefinition(c.var.ctx, c.req.valid("query").site);
    return respond(c, success(definition), 200, { "Cache-Control": "public, max-age=300" });
  },
);
