import { env } from "cloudflare:workers";
import { desc, eq } from "drizzle-orm";
import {
  contents,
  creditTransactions,
  creditUsage,
  images,
  jobItems,
  notifications,
  publishingRecords,
} from "../../src/db/schema";
import { sha256 } from "../../src/lib/digests";
import type { ItemMessage } from "../../src/modules/jobs/item-messages";
import { aContent, aPerson, aSite, db, type Person } from "../factories";
import { as } from "../harness";
import { anIntegration } from "../integration/helpers";
import { deliver, takeMessages } from "../queue";

type Fields = Partial<typeof contents.$inferInsert>;
export const HTML =
  '<p>First.</p><h2>One</h2><p>See <a href="https://example.org/a">this</a>.</p><h2>Two</h2><p>End.</p>';

/** A site that is connected, with one approved article. */
export async function anArticle(fields: Fields = {}, integration: Parameters<typeof anIntegration>[1] = {}) {
  const person = await aPerson();
  const { site, place } = await aSite(person);
  const connection = await anIntegration(place, integration);
  const content = await anApproved(place, fields);
  return { person, site, place, content, connection, path: `/writer/content/${content.id}` };
}

export const anApproved = (place: Parameters<typeof aContent>[0], fields: Fields = {}) =>
  aContent(place, {
    status: "approved",
    content_html: HTML,
    excerpt: "Short.",
    meta_title: "Meta title",
    meta_description: "Meta description",
    primary_keyword: "sleep",
    ...fields,
  });

export async function anImage(content: typeof contents.$inferSelect, position: number) {
  const bytes = new TextEncoder().encode(`image ${content.id} ${position}`);
  const file_name = `${await sha256(bytes)}.png`;
  await env.IMAGES.put(file_name, bytes);
  const [row] = await db
    .insert(images)
    .values({
      account_id: content.account_id,
      site_id: content.site_id,
      content_id: content.id,
      image_type: position === 0 ? "featured" : "in_article",
      position,
      alt_text: `Picture "${position}"`,
      caption: `Picture ${position}`,
      file_name,
      width: 1024,
      height: 576,
      status: "generated",
    })
    .returning();
  return row!;
}

export const rowOf = async (id: number) => (await db.select().from(contents).where(eq(contents.id, id)))[0]!;

export const recordsOf = (contentId: number) =>
  db
    .select()
    .from(publishingRecords)
    .where(eq(publishingRecords.content_id, contentId))
    .orderBy(desc(publishingRecords.id));

export async function accountsOf({ account_id }: { account_id: number }) {
  const mine = <T extends { account_id: any }>(table: T) => eq(table.account_id, account_id);
  return {
    items: await db.select().from(jobItems).where(mine(jobItems)),
    news: await db.select().from(notifications).where(mine(notifications)),
    usage: await db.select().from(creditUsage).where(mine(creditUsage)),
    ledger: await db.select().from(creditTransactions).where(mine(creditTransactions)),
  };
}

/** Delivers what waits, and again what is to be tried again, until everything is settled. */
export async function work(): Promise<void> {
  for (let messages = takeMessages(); messages.length;) {
    await deliver(messages);
    const open: ItemMessage[] = [];
    for (const message of messages) {
      const [item] = await db.select().from(jobItems).where(eq(jobItems.id, message.item_id));
      if (item?.status === "queued") open.push(message);
    }
    // Their waits are over.
    for (const { item_id } of open) {
      const due_at = new Date().toISOString();
      await db.update(jobItems).set({ due_at }).where(eq(jobItems.id, item_id));
    }
    messages = [...open, ...takeMessages()];
  }
}

/** Publishes the article, whatever comes of it: the item's end. */
export async function publish({ person, path }: { person: Person; path: string }) {
  const reply = await as(person).post(`${path}/publish_to_wordpress/`);
  if (reply.status !== 202) throw new Error(`refused: ${JSON.stringify(reply.body)}`);
  await work();
  const [item] = await db.select().from(jobItems).where(eq(jobItems.job_id, reply.body.data.task_id));
  return item!;
}
