import { and, eq } from "drizzle-orm";
import { contents, syncEvents, taxonomies } from "../../src/db/schema";
import type { SyncDirection } from "../../src/modules/sync/sync-state";
import { db } from "../factories";
import { as } from "../harness";
import { drain } from "../queue";
import { fakeBlog } from "../integration/fake-blog";
import type { Options } from "../integration/fake-rest";
import { aConnectedSite } from "../integration/helpers";
import type { siteIntegrations } from "../../src/db/schema";

type Fields = Partial<typeof siteIntegrations.$inferInsert>;

/** A site with its blog, and what a test looks at there. */
export async function aBlog(fields: Fields = {}, options: Partial<Options> = {}) {
  const blog = fakeBlog(options);
  const connected = await aConnectedSite(fields);
  const { person, site, integration, path } = connected;
  const sync = async (direction: SyncDirection = "both") => {
    const reply = await as(person).post(`${path}sync/`, { direction });
    if (reply.status !== 202) return reply.body;
    await drain();
    return (await as(person).get(`/jobs/${reply.body.data.task_id}/`)).body.data;
  };
  const rows = () => db.select().from(contents).where(eq(contents.site_id, site.id)).orderBy(contents.id);
  return {
    ...connected,
    blog,
    sync,
    rows,
    row: async (external_id: number) =>
      (await rows()).find((content) => content.external_id === String(external_id))!,
    terms: () => db.select().from(taxonomies).where(eq(taxonomies.site_id, site.id)).orderBy(taxonomies.id),
    events: (type: string) =>
      db
        .select()
        .from(syncEvents)
        .where(and(eq(syncEvents.integration_id, integration.id), eq(syncEvents.event_type, type))),
  };
}

/** What the last item of a sync's job counted. */
export const countsOf = (job: any) => job.items.at(-1).result;
