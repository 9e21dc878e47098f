import { z } from "@hono/zod-openapi";
import { contentTypes } from "../../db/schema/planner";
import { contentStructures } from "../../lib/content-structures";
import { Timestamp } from "../../http/schemas";

export const SiteDefinitionQuery = z.strictObject({
  site: z
    .string()
    .trim()
    .min(1)
    .max(253)
    .transform((text) => text.toLowerCase())
    .openapi({ description: "The site's slug or its domain", example: "my-site" }),
});

/** Public information on a site: published content. */
export const SiteDefinition = z
  .strictObject({
    site: z.strictObject({ name: z.string(), slug: z.string(), domain: z.string().nullable() }),
    sectors: z.array(z.strictObject({ name: z.string(), slug: z.string(), description: z.string() })),
    content: z
      .array(
        z.strictObject({
          title: z.string(),
          url: z.string(),
          excerpt: z.string(),
          content_type: z.enum(contentTypes),
          content_structure: z.enum(contentStructures),
          sector: z.string().openapi({ description: "The sector's slug" }),
          categories: z.array(z.string()),
          tags: z.array(z.string()),
          published_at: Timestamp.nullable(),
        }),
      )
      .openapi({ description: "At most the newest 2,000" }),
    total: z.int().openapi({ description: "Number of published items" }),
    taxonomies: z.array(
      z.strictObject({ name: z.string(), slug: z.string(), taxonomy_type: z.enum(["category", "tag"]) }),
    ),
    links: z
      .array(z.strictObject({ from: z.string(), to: z.string(), anchor_text: z.string() }))
      .openapi({ description: "Links between these pages, by URL" }),
  })
  .openapi("SiteDefinition");
