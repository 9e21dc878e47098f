import { z } from "zod";
import { siteStatuses } from "../../../db/schema/writer";
import type { contents, images } from "../../../db/schema";
import type { Picture } from "./article-html";
import type { Checks } from "./checks";

/** What the item of a publication is told. */
export const PublishInput = z.object({
  status: z.enum(["publish", "draft", "future"]).default("publish"),
  published_at: z.string().nullable().default(null),
  /** Its time has come: nobody is waiting, and what may pass is tried again later. */
  scheduled: z.boolean().default(false),
  /** Whether what was changed in WordPress meanwhile may be lost. */
  overwrite: z.boolean().default(false),
  /** What the content was before. */
  before: z.enum(siteStatuses).default("not_published"),
  deployment: z.boolean().default(false),
  /** Where the site was found when the job was made. */
  site: z
    .object({
      outline: z.object({ root: z.string(), home: z.string(), namespaces: z.array(z.string()) }),
      version: z.string(),
    })
    .nullable()
    .default(null),
  /** When the job saw that the site has no post of the content. */
  absent: z.object({ job_id: z.string(), at: z.string() }).nullable().default(null),
});
export type PublishInput = z.infer<typeof PublishInput>;

export type Article = typeof contents.$inferSelect;
export type Work = {
  article: Article;
  images: (typeof images.$inferSelect)[];
  input: PublishInput;
  /** The site is known to have no post of it. */
  isNew: boolean;
};

/** What a destination has made of an article. */
export type Published = {
  external_id: string;
  external_url: string | null;
  /** WordPress's own word. */
  status: string;
  /** When a scheduled post will be published there. */
  date: string | null;
  modified_at: string | null;
  digest: string | null;
  /** The text as it was sent. */
  html: string;
  pictures: Picture[];
  checks: Omit<Checks, "live" | "overlap">;
};
