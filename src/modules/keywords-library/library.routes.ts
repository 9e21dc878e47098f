import { z } from "@hono/zod-openapi";
import { createRoute } from "../../http/route";
import { guard, guardWithKeys } from "../../http/guard";
import { respond } from "../../http/etag";
import { bare, errors, ok, page, paginate, success } from "../../http/replies";
import { router } from "../../http/router";
import { ApiError } from "../../lib/errors";
import { importLibrary } from "./library-import.service";
import { LibraryQuery, LibraryReport, SectorStats, SeedKeyword, LibraryStatsQuery } from "./library.schema";
import { listSectorStats, listSeedKeywords } from "./library.service";

/** What everybody may read. */
export const libraryRoutes = router();
/** What staff may write. */
export const libraryStaffRoutes = router();
const tags = ["Keywords library"];

libraryRoutes.openapi(
  createRoute({
    method: "get",
    path: "/",
    tags,
    summary: "List the library's keywords",
    description: "`ordering=difficulty` sorts by the numeric difficulty.",
    middleware: guardWithKeys("viewer"),
    request: { query: LibraryQuery },
    responses: { 200: page(SeedKeyword), ...errors },
  }),
  async (c) => {
    const query = c.req.valid("query");
    return respond(c, paginate(c, await listSeedKeywords(c.var.ctx, query)), 200);
  },
);

libraryRoutes.openapi(
  createRoute({
    method: "get",
    path: "/sector_stats",
    tags,
    summary: "Count the library's keywords by sector",
    middleware: guardWithKeys("viewer"),
    request: { query: LibraryStatsQuery },
    responses: { 200: bare(z.array(SectorStats), "One entry per sector"), ...errors },
  }),
  async (c) => respond(c, await listSectorStats(c.var.ctx, c.req.valid("query")), 200),
);

const csvText = z.string().openapi({
  example:
    "keyword,industry,sector,volume,difficulty,country,intent,is_paid,credit_cost\n" +
    "menopause symptoms,Health & Wellness,Women's Health,135000,72,US,informational,false,0\n",
});

libraryStaffRoutes.openapi(
  createRoute({
    method: "post",
    path: "/import",
    tags,
    summary: "Import keywords into the library",
    description:
      "The body is the CSV file: UTF-8, up to 25 MiB and 100,000 rows, stored while it is read. Industries and sectors are matched by name or slug and created if they are new. Existing keywords of a sector and country are updated. Importing the same file again changes nothing.",
    middleware: guard("developer", "content"),
    request: { body: { required: true, content: { "text/csv": { schema: csvText } } } },
    responses: { 200: ok(LibraryReport), ...errors },
  }),
  async (c) => {
    if (/json|form-data|urlencoded/.test(c.req.header("Content-Type") ?? ""))
      throw new ApiError(
        "UNSUPPORTED_MEDIA_TYPE",
        "Send the CSV itself as the body, with Content-Type: text/csv",
      );
    const { body, bodyUsed } = c.req.raw;
    const file = body && !bodyUsed ? body : new Blob([await c.req.arrayBuffer()]).stream();
    return respond(c, success(await importLibrary(c.var.ctx, file)), 200);
  },
);
