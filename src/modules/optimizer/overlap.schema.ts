import { z } from "@hono/zod-openapi";
import { Line, QueryId } from "../../http/schemas";

const MAX_KEYWORDS = 50;

const KeywordList = z
  .string()
  .max(5000)
  .transform((text) => text.split(",").map((keyword) => keyword.trim()))
  .pipe(z.array(Line(200, 0)).max(MAX_KEYWORDS))
  .transform((keywords) => keywords.filter(Boolean));

export const OverlapQuery = z
  .strictObject({
    content_id: QueryId.optional().openapi({
      description: "Id of a content item. Alternatively send `site_id` and `title`",
    }),
    site_id: QueryId.optional().openapi({ description: "Optional with content_id" }),
    title: Line(200).optional(),
    keywords: KeywordList.optional().openapi({
      type: "string",
      description: "Comma-separated, the primary keyword first",
    }),
  })
  .superRefine((query, refuse) => {
    const reject = (field: string, message: string) =>
      refuse.addIssue({ code: "custom", path: [field], message });
    if (query.content_id === undefined) {
      if (query.site_id === undefined) reject("site_id", "Send content_id, or site_id and title");
      if (query.title === undefined) reject("title", "Required without content_id");
      return;
    }
    for (const field of ["title", "keywords"] as const)
      if (query[field] !== undefined) reject(field, "Not allowed with content_id");
  });
export type OverlapQuery = z.infer<typeof OverlapQuery>;
