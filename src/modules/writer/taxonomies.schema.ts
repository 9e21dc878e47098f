import { z } from "@hono/zod-openapi";
import { Id, Line, PageQuery, QueryId, Timestamp } from "../../http/schemas";
import { Slug } from "./content.schema";

const taxonomyType = z.enum(["category", "tag"]);

export const Taxonomy = z
  .strictObject({
    id: Id,
    site_id: Id,
    name: z.string(),
    slug: z.string(),
    taxonomy_type: taxonomyType,
    external_id: z.string().nullable().openapi({ description: "Id of the term on the remote site" }),
    content_count: z.int().openapi({
      description: "Number of content items of the site with this category or tag",
    }),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .openapi("Taxonomy");

export const TaxonomyQuery = PageQuery.extend({
  site_id: QueryId.optional(),
  taxonomy_type: taxonomyType.optional(),
  search: Line(200).optional(),
});
export type TaxonomyQuery = z.infer<typeof TaxonomyQuery>;

export const TaxonomyBody = z
  .strictObject({
    site_id: Id,
    taxonomy_type: taxonomyType,
    name: Line(200),
    slug: Slug.optional().openapi({ description: "Defaults to a slug of the name" }),
  })
  .openapi("TaxonomyCreate");
export type TaxonomyBody = z.infer<typeof TaxonomyBody>;

export const TaxonomyChange = z
  .strictObject({ name: Line(200).optional(), slug: Slug.optional() })
  .openapi("TaxonomyUpdate");
export type TaxonomyChange = z.infer<typeof TaxonomyChange>;
