import { z } from "@hono/zod-openapi";
import { createRoute } from "../../http/route";
import { guardWithKeys } from "../../http/guard";
import { respond } from "../../http/etag";
import { body, errors, ok, page, paginate, success } from "../../http/replies";
import { router } from "../../http/router";
import { IdParam } from "../../http/schemas";
import { Taxonomy, TaxonomyBody, TaxonomyChange, TaxonomyQuery } from "./taxonomies.schema";
import {
  createTaxonomy,
  deleteTaxonomy,
  getTaxonomy,
  listTaxonomies,
  updateTaxonomy,
} from "./taxonomies.service";

export const taxonomyRoutes = router();
const tags = ["Writer"];

taxonomyRoutes.openapi(
  createRoute({
    method: "get",
    path: "/taxonomies",
    tags,
    summary: "List categories and tags",
    middleware: guardWithKeys("viewer"),
    request: { query: TaxonomyQuery },
    responses: { 200: page(Taxonomy), ...errors },
  }),
  async (c) => {
    const query = c.req.valid("query");
    return respond(c, paginate(c, await listTaxonomies(c.var.ctx, query)), 200);
  },
);

taxonomyRoutes.openapi(
  createRoute({
    method: "post",
    path: "/taxonomies",
    tags,
    summary: "Create a category or a tag",
    middleware: guardWithKeys("editor"),
    request: { body: body(TaxonomyBody) },
    responses: { 201: ok(Taxonomy, "Created"), ...errors },
  }),
  async (c) => respond(c, success(await createTaxonomy(c.var.ctx, c.req.valid("json"))), 201),
);

taxonomyRoutes.openapi(
  createRoute({
    method: "get",
    path: "/taxonomies/{id}",
    tags,
    summary: "Get a category or a tag",
    middleware: guardWithKeys("viewer"),
    request: { params: IdParam },
    responses: { 200: ok(Taxonomy), ...errors },
  }),
  async (c) => respond(c, success(await getTaxonomy(c.var.ctx, c.req.valid("param").id)), 200),
);

taxonomyRoutes.openapi(
  createRoute({
    method: "put",
    path: "/taxonomies/{id}",
    tags,
    summary: "Update a category or a tag",
    description: "Renaming does not change the slug, nor content items with the old name.",
    middleware: guardWithKeys("editor"),
    request: { params: IdParam, body: body(TaxonomyChange) },
    responses: { 200: ok(Taxonomy), ...errors },
  }),
  async (c) =>
    respond(c, success(await updateTaxonomy(c.var.ctx, c.req.valid("param").id, c.req.valid("json"))), 200),
);

taxonomyRoutes.openapi(
  createRoute({
    method: "delete",
    path: "/taxonomies/{id}",
    tags,
    summary: "Delete a category or a tag",
    description: "Content items with this name are not changed.",
    middleware: guardWithKeys("editor"),
    request: { params: IdParam },
    responses: { 200: ok(z.null()), ...errors },
  }),
  async (c) => {
    await deleteTaxonomy(c.var.ctx, c.req.valid("param").id);
    return respond(c, success(null, "Deleted"), 200);
  },
);
