import { and, desc, eq, ne, sql } from "drizzle-orm";
import { owned } from "../../db/queries";
import { contents, images, keywords, sites, tasks } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { notFound } from "../../lib/errors";
import type { Surroundings } from "./fixes/improve";
import type { AnalyseBody } from "./optimizer.schema";
import { analyse } from "./score/score";

const MAX_TERMS = 30;
/** The pages that a text is compared with: those of its cluster first, then the newest. */
const MAX_COMPARED_PAGES = 10;
const MAX_COMPARED_CHARACTERS = 60_000;

export type StoredContent = Awaited<ReturnType<typeof loadScorerInput>>;

/** The content item with everything that the scorer needs, in one round trip. */
export async function loadScorerInput(ctx: Ctx, id: number) {
  const { actor, db } = ctx;
  const ownColumn = (column: "cluster_id" | "site_id") =>
    sql`(select ${sql.raw(column)} from contents where id = ${id})`;
  const [[content], terms, generatedImages, others] = await db.batch([
    db
      .select({
        id: contents.id,
        site_id: contents.site_id,
        title: contents.title,
        slug: contents.slug,
        excerpt: contents.excerpt,
        content_html: contents.content_html,
        meta_title: contents.meta_title,
        meta_description: contents.meta_description,
        primary_keyword: contents.primary_keyword,
        secondary_keywords: contents.secondary_keywords,
        site_status: contents.site_status,
        external_id: contents.external_id,
        updated_at: contents.updated_at,
        task_words: sql<number | null>`${tasks.word_count}`.as("task_words"),
        site_name: sql<string>`${sites.name}`.as("site_name"),
        domain: sites.domain,
      })
      .from(contents)
      .innerJoin(sites, eq(sites.id, contents.site_id))
      .leftJoin(tasks, eq(tasks.id, contents.task_id))
      .where(and(owned(actor, contents), eq(contents.id, id))),
    db
      .select({ keyword: keywords.keyword })
      .from(keywords)
      .where(
        and(
          owned(actor, keywords),
          sql`${keywords.cluster_id} = ${ownColumn("cluster_id")}`,
          eq(keywords.disabled, false),
        ),
      )
      .orderBy(desc(keywords.volume), keywords.id)
      .limit(MAX_TERMS),
    db
      .select({ alt: images.alt_text })
      .from(images)
      .where(and(owned(actor, images), eq(images.content_id, id), eq(images.status, "generated"))),
    db
      .select({
        content_id: contents.id,
        title: contents.title,
        html: sql<string>`substr(${contents.content_html}, 1, ${MAX_COMPARED_CHARACTERS})`.as("html"),
      })
      .from(contents)
      .where(
        and(owned(actor, contents), sql`${contents.site_id} = ${ownColumn("site_id")}`, ne(contents.id, id)),
      )
      .orderBy(sql`${contents.cluster_id} is ${ownColumn("cluster_id")} desc`, desc(contents.id))
      .limit(MAX_COMPARED_PAGES),
  ]);
  if (!content) throw notFound("Content");
  const surroundings: Surroundings = {
    cluster_terms: terms.map((term) => term.keyword),
    word_count: content.task_words,
    domain: content.domain,
    images: generatedImages,
    others,
  };
  return { content, surroundings };
}

/** The score of a content item, or of given HTML. */
export async function analyseContent(ctx: Ctx, body: AnalyseBody) {
  if (body.content_id === undefined) return { content_id: null, ...analyse(toScorerInput(body)) };
  const { content, surroundings } = await loadScorerInput(ctx, body.content_id);
  const input = {
    ...surroundings,
    html: content.content_html,
    title: content.title,
    slug: content.slug,
    meta_title: content.meta_title,
    meta_description: content.meta_description,
    keyword: body.keyword || content.primary_keyword || null,
  };
  return { content_id: content.id, ...analyse(input) };
}

const toScorerInput = (body: AnalyseBody) => ({
  html: body.html ?? "",
  title: body.title ?? null,
  slug: body.slug ?? null,
  meta_title: body.meta_title ?? null,
  meta_description: body.meta_description ?? null,
  keyword: body.keyword ?? null,
  cluster_terms: body.cluster_terms ?? [],
  word_count: body.word_count ?? null,
  domain: body.domain ?? null,
  images: [],
  others: [],
});
