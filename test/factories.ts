import { eq } from "drizzle-orm";
import { openDb } from "../src/db";
import {
  accounts,
  clusters,
  contentRevisions,
  contents,
  creditTransactions,
  keywords,
  sectors,
  sites,
  tasks,
  taxonomies,
  users,
} from "../src/db/schema";
import type { Role } from "../src/lib/roles";

export const db = openDb("first-primary", 0);
let serial = 0;
const next = () => `${++serial}-${crypto.randomUUID().slice(0, 6)}`;

export type Person = { user: typeof users.$inferSelect };

/** A user of a fresh account with credits, on the largest plan. */
export async function aPerson(role: Role = "editor", { credits = 1000 } = {}): Promise<Person> {
  const tag = next();
  const [account] = await db
    .insert(accounts)
    .values({ name: `Account ${tag}`, slug: `account-${tag}`, plan_id: 4 })
    .returning();
  if (credits) await grant(account!.id, credits);
  return aColleague({ account_id: account!.id }, role);
}

export async function grant(account_id: number, amount: number) {
  const [account] = await db.select().from(accounts).where(eq(accounts.id, account_id));
  await db.insert(creditTransactions).values({
    account_id,
    transaction_type: "subscription",
    amount,
    plan_amount: amount,
    bonus_amount: 0,
    balance_after: account!.credits + account!.bonus_credits + amount,
    description: "For the test",
    reference: `test:${next()}`,
  });
}

export async function aColleague(
  { account_id }: { account_id: number },
  role: Role,
  more: Partial<typeof users.$inferInsert> = {},
): Promise<Person> {
  const tag = next();
  const [user] = await db
    .insert(users)
    .values({ account_id, email: `user-${tag}@example.com`, username: `user-${tag}`, role, ...more })
    .returning();
  return { user: user! };
}

export async function aSite(person: Person, fields: Partial<typeof sites.$inferInsert> = {}) {
  const tag = next();
  const { account_id } = person.user;
  const [site] = await db
    .insert(sites)
    .values({ account_id, name: `Site ${tag}`, slug: `site-${tag}`, ...fields })
    .returning();
  const [sector] = await db
    .insert(sectors)
    .values({ account_id, site_id: site!.id, name: "Sector", slug: `sector-${tag}` })
    .returning();
  return { site: site!, sector: sector!, place: { account_id, site_id: site!.id, sector_id: sector!.id } };
}

type Place = { account_id: number; site_id: number; sector_id: number };

export async function aKeyword(place: Place, fields: Partial<typeof keywords.$inferInsert> = {}) {
  const keyword = fields.keyword ?? `keyword ${next()}`;
  const [row] = await db
    .insert(keywords)
    .values({ ...place, keyword, keyword_key: keyword.toLowerCase(), ...fields })
    .returning();
  return row!;
}

export async function aCluster(place: Place, fields: Partial<typeof clusters.$inferInsert> = {}) {
  const name = fields.name ?? `Cluster ${next()}`;
  const [row] = await db
    .insert(clusters)
    .values({ ...place, name, name_key: name.toLowerCase(), ...fields })
    .returning();
  return row!;
}

export async function aTask(place: Place, fields: Partial<typeof tasks.$inferInsert> = {}) {
  const [row] = await db
    .insert(tasks)
    .values({ ...place, title: `Title ${next()}`, keywords: ["night sweats"], word_count: 500, ...fields })
    .returning();
  return row!;
}

export async function aContent(place: Place, fields: Partial<typeof contents.$inferInsert> = {}) {
  const tag = next();
  const [row] = await db
    .insert(contents)
    .values({
      ...place,
      title: `Content ${tag}`,
      slug: `content-${tag}`,
      content_html: "<p>One.</p><h2>Two</h2><p>Three.</p>",
      ...fields,
    })
    .returning();
  return row!;
}

/** What the content is now, kept as a revision. */
export async function aRevision(
  content: typeof contents.$inferSelect,
  fields: Partial<typeof contentRevisions.$inferInsert> = {},
) {
  const { account_id, site_id, id: content_id, title, word_count } = content;
  const { slug, content_html, excerpt, meta_title, meta_description, primary_keyword } = content;
  const { secondary_keywords, tags, categories } = content;
  const meta = { excerpt, meta_title, meta_description, primary_keyword, secondary_keywords };
  const snapshot = { title, slug, content_html, word_count, tags, categories, ...meta };
  const [row] = await db
    .insert(contentRevisions)
    .values({ account_id, site_id, content_id, title, word_count, snapshot, cause: "edit", ...fields })
    .returning();
  return row!;
}

export async function aTaxonomy(
  { account_id, site_id }: Pick<Place, "account_id" | "site_id">,
  fields: Partial<typeof taxonomies.$inferInsert> = {},
) {
  const tag = next();
  const [row] = await db
    .insert(taxonomies)
    .values({ account_id, site_id, name: `Tag ${tag}`, slug: `tag-${tag}`, taxonomy_type: "tag", ...fields })
    .returning();
  return row!;
}
