import { sql } from "drizzle-orm";
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

/** The id of a row that the same batch inserts before: everything that a test begins with is one round trip. */
const idBySlug = (table: typeof accounts | typeof sites, slug: string) =>
  sql`(select ${table.id} from ${table} where ${table.slug} = ${slug} order by ${table.id} desc limit 1)`;

/** A user of a fresh account with credits, on the largest plan. */
export async function aPerson(
  role: Role = "editor",
  { credits = 1000, ...more }: { credits?: number } & Partial<typeof users.$inferInsert> = {},
): Promise<Person> {
  const tag = next();
  const slug = `account-${tag}`;
  const account = idBySlug(accounts, slug) as unknown as number;
  const [, [user]] = await db.batch([
    db.insert(accounts).values({ name: `Account ${tag}`, slug, plan_id: 4 }),
    colleagueRow({ account_id: account }, role, more),
    ...(credits ? [grantRow(account, credits)] : []),
  ]);
  return { user: user! };
}

/** The ledger's next entry: its balance counts on from what the account has. */
export function grantRow(account_id: number, amount: number) {
  const balance = sql<number>`(select credits + bonus_credits + ${amount} from accounts where id = ${account_id})`;
  return db.insert(creditTransactions).values({
    account_id,
    transaction_type: "subscription",
    amount,
    plan_amount: amount,
    bonus_amount: 0,
    balance_after: balance,
    description: "For the test",
    reference: `test:${next()}`,
  });
}
export const grant = async (account_id: number, amount: number) => void (await grantRow(account_id, amount));

export function colleagueRow(
  { account_id }: { account_id: number },
  role: Role,
  more: Partial<typeof users.$inferInsert> = {},
) {
  const tag = next();
  return db
    .insert(users)
    .values({ account_id, email: `user-${tag}@example.com`, username: `user-${tag}`, role, ...more })
    .returning();
}
export async function aColleague(
  account: { account_id: number },
  role: Role,
  more: Partial<typeof users.$inferInsert> = {},
): Promise<Person> {
  const [user] = await colleagueRow(account, role, more);
  return { user: user! };
}

export function siteRow({ user }: Person, fields: Partial<typeof sites.$inferInsert> = {}) {
  const tag = next();
  return db
    .insert(sites)
    .values({ account_id: user.account_id, name: `Site ${tag}`, slug: `site-${tag}`, ...fields })
    .returning();
}

export async function aSite(person: Person, fields: Partial<typeof sites.$inferInsert> = {}) {
  const { account_id } = person.user;
  const slug = fields.slug ?? `site-${next()}`;
  const [[site], [sector]] = await db.batch([
    siteRow(person, { slug, ...fields }),
    db
      .insert(sectors)
      .values({
        account_id,
        site_id: idBySlug(sites, slug) as unknown as number,
        name: "Sector",
        slug: `sector-${next()}`,
      })
      .returning(),
  ]);
  return { site: site!, sector: sector!, place: { account_id, site_id: site!.id, sector_id: sector!.id } };
}

type Place = { account_id: number; site_id: number; sector_id: number };

export function keywordRow(place: Place, fields: Partial<typeof keywords.$inferInsert> = {}) {
  const keyword = fields.keyword ?? `keyword ${next()}`;
  return db
    .insert(keywords)
    .values({ ...place, keyword, keyword_key: keyword.toLowerCase(), ...fields })
    .returning();
}
export const aKeyword = async (...given: Parameters<typeof keywordRow>) => (await keywordRow(...given))[0]!;

export function clusterRow(place: Place, fields: Partial<typeof clusters.$inferInsert> = {}) {
  const name = fields.name ?? `Cluster ${next()}`;
  return db
    .insert(clusters)
    .values({ ...place, name, name_key: name.toLowerCase(), ...fields })
    .returning();
}
export const aCluster = async (...given: Parameters<typeof clusterRow>) => (await clusterRow(...given))[0]!;

export function taskRow(place: Place, fields: Partial<typeof tasks.$inferInsert> = {}) {
  return db
    .insert(tasks)
    .values({ ...place, title: `Title ${next()}`, keywords: ["night sweats"], word_count: 500, ...fields })
    .returning();
}
export const aTask = async (...given: Parameters<typeof taskRow>) => (await taskRow(...given))[0]!;

export function contentRow(place: Place, fields: Partial<typeof contents.$inferInsert> = {}) {
  const tag = next();
  return db
    .insert(contents)
    .values({
      ...place,
      title: `Content ${tag}`,
      slug: `content-${tag}`,
      content_html: "<p>One.</p><h2>Two</h2><p>Three.</p>",
      ...fields,
    })
    .returning();
}
export const aContent = async (...given: Parameters<typeof contentRow>) => (await contentRow(...given))[0]!;

/** The content as it is now, stored as a revision. */
export function revisionRow(
  content: typeof contents.$inferSelect,
  fields: Partial<typeof contentRevisions.$inferInsert> = {},
) {
  const { account_id, site_id, id: content_id, title, word_count } = content;
  const { slug, content_html, excerpt, meta_title, meta_description, primary_keyword } = content;
  const { secondary_keywords, tags, categories } = content;
  const meta = { excerpt, meta_title, meta_description, primary_keyword, secondary_keywords };
  const snapshot = { title, slug, content_html, word_count, tags, categories, ...meta };
  return db
    .insert(contentRevisions)
    .values({ account_id, site_id, content_id, title, word_count, snapshot, cause: "edit", ...fields })
    .returning();
}
export const aRevision = async (...given: Parameters<typeof revisionRow>) =>
  (await revisionRow(...given))[0]!;

export function taxonomyRow(
  { account_id, site_id }: Pick<Place, "account_id" | "site_id">,
  fields: Partial<typeof taxonomies.$inferInsert> = {},
) {
  const tag = next();
  return db
    .insert(taxonomies)
    .values({ account_id, site_id, name: `Tag ${tag}`, slug: `tag-${tag}`, taxonomy_type: "tag", ...fields })
    .returning();
}
export const aTaxonomy = async (...given: Parameters<typeof taxonomyRow>) =>
  (await taxonomyRow(...given))[0]!;
