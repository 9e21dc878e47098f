import { createRoute } from "../../http/route";
import { guard } from "../../http/guard";
import { respond } from "../../http/etag";
import { body, errors, ok, page, paginate, success } from "../../http/replies";
import { router } from "../../http/router";
import { IdParam, PageQuery } from "../../http/schemas";
import { deleteSite } from "./deletions.service";
import {
  Industry,
  DeletionReport,
  DeletionQuery,
  Site,
  SiteBody,
  SiteChange,
  SiteListQuery,
} from "./sites.schema";
import { createSite, getSite, listIndustries, listSites, updateSite } from "./sites.service";

export const siteRoutes = router();
const tags = ["Auth"];

siteRoutes.openapi(
  createRoute({
    method: "get",
    path: "/sites",
    tags,
    summary: "List sites",
    middleware: guard("viewer"),
    request: { query: SiteListQuery },
    responses: { 200: page(Site), ...errors },
  }),
  async (c) => {
    const query = c.req.valid("query");
    return respond(c, paginate(c, await listSites(c.var.ctx, query)), 200);
  },
);

siteRoutes.openapi(
  createRoute({
    method: "post",
    path: "/sites",
    tags,
    summary: "Create a site",
    middleware: guard("admin"),
    request: { body: body(SiteBody) },
    responses: { 201: ok(Site, "Created"), ...errors },
  }),
  async (c) => respond(c, success(await createSite(c.var.ctx, c.req.valid("json"))), 201),
);

siteRoutes.openapi(
  createRoute({
    method: "get",
    path: "/sites/{id}",
    tags,
    summary: "Get a site",
    middleware: guard("viewer"),
    request: { params: IdParam },
    responses: { 200: ok(Site), ...errors },
  }),
  async (c) => respond(c, success(await getSite(c.var.ctx, c.req.valid("param").id)), 200),
);

siteRoutes.openapi(
  createRoute({
    method: "put",
    path: "/sites/{id}",
    tags,
    summary: "Update a site",
    middleware: guard("admin"),
    request: { params: IdParam, body: body(SiteChange) },
    responses: { 200: ok(Site), ...errors },
  }),
  async (c) =>
    respond(c, success(await updateSite(c.var.ctx, c.req.valid("param").id, c.req.valid("json"))), 200),
);

siteRoutes.openapi(
  createRoute({
    method: "delete",
    path: "/sites/{id}",
    tags,
    summary: "Delete a site and all its data",
    middleware: guard("admin"),
    request: { params: IdParam, query: DeletionQuery },
    responses: { 200: ok(DeletionReport), ...errors },
  }),
  async (c) => {
    const { dry_run } = c.req.valid("query");
    return respond(c, success(await deleteSite(c.var.ctx, c.req.valid("param").id, dry_run)), 200);
  },
);

siteRoutes.openapi(
  createRoute({
    method: "get",
    path: "/industries",
    tags,
    summary: "List industries with their sectors",
    middleware: guard("viewer"),
    request: { query: PageQuery },
    responses: { 200: page(Industry), ...errors },
  }),
  async (c) => {
    const query = c.req.valid("query");
    return respond(c, paginate(c, await listIndustries(c.var.ctx, query)), 200);
  },
);
