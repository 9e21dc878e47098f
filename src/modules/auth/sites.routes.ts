import { createRoute } from "@hono/zod-openapi";
import { guard } from "../../http/guard";
import { body, errors, ok, page, paginate, success } from "../../http/replies";
import { router } from "../../http/router";
import { PageQuery } from "../../http/schemas";
import { Industry, Sector, SectorBody, SectorQuery, Site, SiteBody, SiteQuery } from "./sites.schema";
import { createSector, createSite, listIndustries, listSectors, listSites } from "./sites.service";

export const siteRoutes = router();
const tags = ["Auth"];

siteRoutes.openapi(
  createRoute({
    method: "get",
    path: "/sites",
    tags,
    summary: "List sites",
    middleware: guard("viewer"),
    request: { query: SiteQuery },
    responses: { 200: page(Site), ...errors },
  }),
  async (c) => {
    const query = c.req.valid("query");
    return c.json(paginate(c, query, await listSites(c.var.ctx, query)), 200);
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
  async (c) => c.json(success(await createSite(c.var.ctx, c.req.valid("json"))), 201),
);

siteRoutes.openapi(
  createRoute({
    method: "get",
    path: "/sectors",
    tags,
    summary: "List sectors",
    middleware: guard("viewer"),
    request: { query: SectorQuery },
    responses: { 200: page(Sector), ...errors },
  }),
  async (c) => {
    const query = c.req.valid("query");
    return c.json(paginate(c, query, await listSectors(c.var.ctx, query)), 200);
  },
);

siteRoutes.openapi(
  createRoute({
    method: "post",
    path: "/sectors",
    tags,
    summary: "Create a sector of a site",
    middleware: guard("admin"),
    request: { body: body(SectorBody) },
    responses: { 201: ok(Sector, "Created"), ...errors },
  }),
  async (c) => c.json(success(await createSector(c.var.ctx, c.req.valid("json"))), 201),
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
    return c.json(paginate(c, query, await listIndustries(c.var.ctx, query)), 200);
  },
);
