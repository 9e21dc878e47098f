import { z } from "@hono/zod-openapi";
import { platformTypes } from "../../db/schema/sites";
import { Id, Line, PageQuery, QueryFlag, QueryId, Text, Timestamp } from "../../http/schemas";

export const Site = z
  .strictObject({
    id: Id,
    name: z.string(),
    slug: z.string(),
    domain: z.string().nullable(),
    industry_id: Id.nullable(),
    is_active: z.boolean(),
    platform_type: z.enum(platformTypes),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .openapi("Site");

export const SiteListQuery = PageQuery.extend({ is_active: QueryFlag.optional() });
export type SiteListQuery = z.infer<typeof SiteListQuery>;

/** A host name, without scheme or path. */
const Domain = z
  .string()
  .max(253)
  .transform((text) =>
    text
      .trim()
      .toLowerCase()
      .replace(/^https?:\/\//, "")
      .replace(/\/.*$/, ""),
  )
  .pipe(
    z
      .string()
      .regex(
        /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(:\d{1,5})?$/,
        "Not a host name",
      ),
  );

export const SiteBody = z
  .strictObject({
    name: Line(120),
    domain: Domain.nullable().optional(),
    industry_id: Id.nullable().optional(),
    platform_type: z.enum(platformTypes).default("wordpress"),
  })
  .openapi("SiteCreate");
export type SiteBody = z.infer<typeof SiteBody>;

export const SiteChange = z
  .strictObject({
    name: Line(120).optional(),
    domain: Domain.nullable().optional(),
    industry_id: Id.nullable().optional(),
    platform_type: z.enum(platformTypes).optional(),
    is_active: z.boolean().optional(),
  })
  .openapi("SiteUpdate");
export type SiteChange = z.infer<typeof SiteChange>;

export const DeletionQuery = z.strictObject({
  dry_run: QueryFlag.default(false).openapi({ description: "Only count what would be deleted" }),
});

/** What was deleted, or would be, with a site or a sector. */
export const DeletionReport = z
  .strictObject({
    id: Id,
    dry_run: z.boolean(),
    removes: z
      .record(z.string(), z.int())
      .openapi({ description: "Number of deleted rows by table", example: { keywords: 120, contents: 7 } }),
    credits_released: z
      .int()
      .optional()
      .openapi({ description: "Released reservations of the site's open jobs" }),
  })
  .openapi("Removal");

export const Sector = z
  .strictObject({
    id: Id,
    site_id: Id,
    industry_sector_id: Id.nullable(),
    name: z.string(),
    slug: z.string(),
    description: z.string(),
    is_active: z.boolean(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .openapi("Sector");

export const SectorQuery = PageQuery.extend({ site_id: QueryId.optional() });
export type SectorQuery = z.infer<typeof SectorQuery>;

export const SectorBody = z
  .strictObject({
    site_id: Id,
    industry_sector_id: Id.optional(),
    name: Line(120).optional(),
    description: Text(1000).default(""),
  })
  .refine((sector) => sector.name ?? sector.industry_sector_id, {
    path: ["name"],
    message: "Required if no industry_sector_id is given",
  })
  .openapi("SectorCreate");
export type SectorBody = z.infer<typeof SectorBody>;

export const SectorChange = z
  .strictObject({
    name: Line(120).optional(),
    description: Text(1000).optional(),
    is_active: z.boolean().optional(),
  })
  .openapi("SectorUpdate");
export type SectorChange = z.infer<typeof SectorChange>;

export const Industry = z
  .strictObject({
    id: Id,
    name: z.string(),
    slug: z.string(),
    description: z.string(),
    sectors: z.array(z.strictObject({ id: Id, name: z.string(), slug: z.string() })),
  })
  .openapi("Industry");
