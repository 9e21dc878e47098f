import { createRoute } from "../../http/route";
import { guard } from "../../http/guard";
import { respond } from "../../http/etag";
import { body, errors, ok, page, paginate, success } from "../../http/replies";
import { router } from "../../http/router";
import { IdParam } from "../../http/schemas";
import { deleteSector } from "./deletions.service";
import { createSector, getSector, listSectors, updateSector } from "./sectors.service";
import { DeletionReport, DeletionQuery, Sector, SectorBody, SectorChange, SectorQuery } from "./sites.schema";

export const sectorRoutes = router();
const tags = ["Auth"];

sectorRoutes.openapi(
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
    return respond(c, paginate(c, await listSectors(c.var.ctx, query)), 200);
  },
);

sectorRoutes.openapi(
  createRoute({
    method: "post",
    path: "/sectors",
    tags,
    summary: "Create a sector of a site",
    middleware: guard("admin"),
    request: { body: body(SectorBody) },
    responses: { 201: ok(Sector, "Created"), ...errors },
  }),
  async (c) => respond(c, success(await createSector(c.var.ctx, c.req.valid("json"))), 201),
);

sectorRoutes.openapi(
  createRoute({
    method: "get",
    path: "/sectors/{id}",
    tags,
    summary: "Get a sector",
    middleware: guard("viewer"),
    request: { params: IdParam },
    responses: { 200: ok(Sector), ...errors },
  }),
  async (c) => respond(c, success(await getSector(c.var.ctx, c.req.valid("param").id)), 200),
);

sectorRoutes.openapi(
  createRoute({
    method: "put",
    path: "/sectors/{id}",
    tags,
    summary: "Update a sector",
    middleware: guard("admin"),
    request: { params: IdParam, body: body(SectorChange) },
    responses: { 200: ok(Sector), ...errors },
  }),
  async (c) =>
    respond(c, success(await updateSector(c.var.ctx, c.req.valid("param").id, c.req.valid("json"))), 200),
);

sectorRoutes.openapi(
  createRoute({
    method: "delete",
    path: "/sectors/{id}",
    tags,
    summary: "Delete a sector and all its data",
    middleware: guard("admin"),
    request: { params: IdParam, query: DeletionQuery },
    responses: { 200: ok(DeletionReport), ...errors },
  }),
  async (c) => {
    const { dry_run } = c.req.valid("query");
    return respond(c, success(await deleteSector(c.var.ctx, c.req.valid("param").id, dry_run)), 200);
  },
);
