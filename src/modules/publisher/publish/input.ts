import { z } from "zod";
import { siteStatuses } from "../../../db/schema/writer";
import type { contents, images } from "../../../db/schema";
import type { Picture } from "./article-html";
import type { PublicationChecks } from "./compare-published";

/** Input of a publication's item. */
export const PublishInput = z.object({
  status: z.enum(["publish", "draft", "future"]).default("publish"),
  published_at: z.string().nullable().default(null),
  /** Whether the publication was scheduled. Temporary failures are then retried later. */
  scheduled: z.boolean().default(false),
  /** Whether changes made in WordPress meanwhile may be overwritten. */
  overwrite: z.boolean().default(false),
  /** The content item's site status before the publication. */
  before: z.enum(siteStatuses).default("not_published"),
  deployment: z.boolean().default(false),
  /** What discovery found when the job was created. */
  site: z
    .object({
      outline: z.object({ root: z.string(), home: z.string(), namespaces: z.array(z.string()) }),
      version: z.string(),
    })
    .nullable()
    .default(null),
  /** Set if the job found, at that time, that the site has no post of the content item. */
  absent: z.object({ job_id: z.string(), at: z.string() }).nullable().default(null),
});
export type PublishInput = z.infer<typeof PublishInput>;

export type Article = typeof contents.$inferSelect;
/** An image whose file is in object storage. */
export type StoredImage = typeof images.$inferSelect & { file_name: string };

export type PublishWork = {
  article: Article;
  images: StoredImage[];
  input: PublishInput;
  /** Whether the site is known to have no post of the article. */
  isNew: boolean;
};

/** The post that a destination made of an article. */
export type PublishedPost = {
  external_id: string;
  external_url: string | null;
  /** WordPress's status. */
  status: string;
  /** When a scheduled post will be published there. */
  date: string | null;
  modified_at: string | null;
  digest: string | null;
  /** The text as it was sent. */
  html: string;
  pictures: Picture[];
  checks: Omit<PublicationChecks, "live" | "overlap">;
};
