import { and, asc, eq, sql } from "drizzle-orm";
import { env } from "cloudflare:workers";
import { anyOf, owned, type Statement } from "../../db/queries";
import { contents, images } from "../../db/schema";
import { currentProvider, GenerationError } from "../../generation/provider";
import type { Ctx } from "../../lib/context";
import { crashPoint } from "../../lib/crash-points";
import { sha256 } from "../../lib/digests";
import { ApiError, notFound } from "../../lib/errors";
import { isoIn } from "../../lib/time";
import { imageCredits, textCredits } from "../billing/pricing";
import type { Item, Outcome } from "../jobs/items.service";
import { createJob, type NewItem, type Origin } from "../jobs/jobs.service";
import type { RegenerateBody } from "./content.schema";

const DEFAULT_STYLE = "photorealistic";
const SIZES = { featured: { width: 1200, height: 630 }, in_article: { width: 1024, height: 576 } } as const;
const EXTENSIONS = { "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp" } as const;
/** Tokens: what a prompt weighs in the answer, and the request besides the article. */
const TOKENS_A_PROMPT = 160;
const TOKENS_OF_REQUEST = 200;

type ContentRow = typeof contents.$inferSelect;

/** Where the content has no prompts yet, one item that makes them and then their images; else one item an open image. */
export async function generateImages(ctx: Ctx, id: number, maxImages: number) {
  const { actor, db } = ctx;
  const [[content], existing] = await db.batch([
    db
      .select()
      .from(contents)
      .where(and(owned(actor, contents), eq(contents.id, id))),
    db
      .select()
      .from(images)
      .where(and(owned(actor, images), eq(images.content_id, id)))
      .orderBy(asc(images.position)),
  ]);
  if (!content) throw notFound("Content");
  const open = existing.filter((image) => image.status !== "generated");
  if (existing.length && !open.length) throw new ApiError("CONFLICT", "The content has all its images");
  const items = existing.length
    ? open.map((image) => itemOf({ id: image.id }, image.caption))
    : [promptItem(content, maxImages)];
  return createJob(ctx, "generate_images", content.site_id, items);
}

const itemOf = (ref: NewItem["ref"], label: string): NewItem => ({
  kind: "draw_image",
  ref,
  label,
  reserved: imageCredits.basic,
});

/** Draws one image anew; until it is drawn, the one that is there stays. */
export async function regenerateImage(ctx: Ctx, { image_id, prompt }: RegenerateBody) {
  const { actor, db } = ctx;
  const change = prompt === undefined ? { updated_at: isoIn() } : { prompt, updated_at: isoIn() };
  const [image] = await db
    .update(images)
    .set(change)
    .where(and(owned(actor, images), eq(images.id, image_id)))
    .returning();
  if (!image) throw notFound("Image");
  const item = { ...itemOf({ id: image.id }, image.caption), input: { anew: true } };
  return createJob(ctx, "generate_images", image.site_id, [item]);
}

/** One item a content of the site that has no prompts yet, for a stage of a run; null where none waits. */
export async function promptContents(
  ctx: Ctx,
  siteId: number,
  { ids, max_images }: { ids: number[]; max_images: number },
  origin: Origin,
) {
  const { actor, db } = ctx;
  const waiting = await db
    .select()
    .from(contents)
    .where(
      and(
        owned(actor, contents),
        eq(contents.site_id, siteId),
        anyOf(contents.id, ids),
        sql`not exists (select 1 from images i where i.content_id = contents.id)`,
      ),
    );
  const items = waiting.map((content): NewItem => {
    const { reserved, ...item } = promptItem(content, max_images);
    return {
      ...item,
      input: { max_images, prompts_only: true },
      reserved: reserved - (max_images + 1) * imageCredits.basic,
    };
  });
  return items.length ? createJob(ctx, "generate_images", siteId, items, origin) : null;
}

/** One item an image of the site that is pending, for a stage of a run; null where none is. */
export async function drawImages(ctx: Ctx, siteId: number, ids: number[], origin: Origin) {
  const { actor, db } = ctx;
  const pending = await db
    .select({ id: images.id, caption: images.caption })
    .from(images)
    .where(
      and(
        owned(actor, images),
        eq(images.site_id, siteId),
        anyOf(images.id, ids),
        eq(images.status, "pending"),
      ),
    );
  const items = pending.map(({ id, caption }) => itemOf({ id }, caption));
  return items.length ? createJob(ctx, "generate_images", siteId, items, origin) : null;
}

function promptItem(content: ContentRow, maxImages: number): NewItem {
  const tokens =
    TOKENS_OF_REQUEST + gist(content.content_html).length / 4 + (maxImages + 1) * TOKENS_A_PROMPT;
  return {
    kind: "image_prompts",
    ref: { id: content.id },
    label: content.title,
    input: { max_images: maxImages },
    reserved:
      textCredits("image_prompt_extraction", Math.ceil(tokens)) + (maxImages + 1) * imageCredits.basic,
  };
}

export async function promptImages(ctx: Ctx, item: Item): Promise<Outcome> {
  const { actor, db } = ctx;
  const [content] = await db
    .select()
    .from(contents)
    .where(and(owned(actor, contents), eq(contents.id, item.ref_id)));
  if (!content) throw new GenerationError("The content was deleted");
  const provider = currentProvider();
  const { max_images, prompts_only } = item.input as { max_images: number; prompts_only?: boolean };
  const { title, primary_keyword } = content;
  const content_html = gist(content.content_html);
  const input = { title, content_html, primary_keyword, max_images, style: DEFAULT_STYLE };
  const { output, usage } = await provider.answer("image_prompts", input);
  if (!output.images.length) throw new GenerationError("No image was proposed");
  const now = isoIn();
  const owner = { account_id: content.account_id, site_id: content.site_id, content_id: content.id };
  const rows = output.images.slice(0, max_images + 1);
  return {
    writes: [
      db.insert(images).select(
        sql`select null, ${owner.account_id}, ${owner.site_id}, ${owner.content_id}, value ->> 'image_type', value ->> 'position',
          value ->> 'caption', value ->> 'prompt', value ->> 'alt_text', null, null, null, 'pending', null, null, null, ${now}, ${now}
          from json_each(${JSON.stringify(rows)})`,
      ),
    ],
    operation: "image_prompt_extraction",
    provider: provider.name,
    usage,
    credits: textCredits("image_prompt_extraction", usage.tokens_in + usage.tokens_out),
    related: { type: "content", id: content.id },
    result: { prompts: rows.length },
    children: prompts_only
      ? []
      : rows.map(({ position, caption }) => itemOf({ content_id: content.id, position }, caption)),
  };
}

/** What an illustrator needs of the stored HTML: its first paragraph and its headings, not every word. */
const gist = (html: string) => {
  const headings = html.match(/<h2\b[^>]*>.*?<\/h2>/gs) ?? [];
  return [html.match(/<p>.*?<\/p>/s)?.[0] ?? "", ...headings].join("\n");
};

/** The file goes to object storage under its own digest first: put twice, it is there once. */
export async function drawImage(ctx: Ctx, item: Item): Promise<Outcome> {
  const { actor, db } = ctx;
  const [image] = await db
    .select()
    .from(images)
    .where(and(owned(actor, images), eq(images.id, item.ref_id)));
  if (!image) throw new GenerationError("The image was deleted");
  const provider = currentProvider();
  const size = SIZES[image.image_type];
  const { caption } = image;
  // The item's number makes a drawing that is asked for anew differ from the one before.
  const prompt = item.input.anew ? `${image.prompt} (variation ${item.id})` : image.prompt;
  const { drawing, usage, quality } = await provider.draw({ caption, prompt, style: DEFAULT_STYLE, ...size });
  const fileName = `${await sha256(drawing.bytes)}.${EXTENSIONS[drawing.mime_type]}`;
  await env.IMAGES.put(fileName, drawing.bytes, { httpMetadata: { contentType: drawing.mime_type } });
  CRASH_POINTS && (await crashPoint("image-put"));
  const { width, height } = drawing;
  return {
    writes: [
      db
        .update(images)
        .set({ status: "generated", error: null, file_name: fileName, width, height, updated_at: isoIn() })
        .where(eq(images.id, image.id)),
      reviewWhenIllustrated(ctx, image.content_id),
    ],
    operation: "image_generation",
    provider: provider.name,
    usage,
    credits: imageCredits[quality],
    related: { type: "image", id: image.id },
    result: { image_id: image.id, file_name: fileName },
  };
}

/** What else changes when an image fails for good: one failed image does not hold the article back. */
export const failImage = (ctx: Ctx, item: Item, reason: string): Statement[] => [
  ctx.db
    .update(images)
    .set({
      status: sql`iif(${images.file_name} is null, 'failed', ${images.status})`,
      error: reason,
      updated_at: isoIn(),
    })
    .where(and(owned(ctx.actor, images), eq(images.id, item.ref_id))),
  reviewWhenIllustrated(ctx, sql`(select content_id from images where id = ${item.ref_id})`),
];

const reviewWhenIllustrated = ({ db }: Ctx, contentId: number | ReturnType<typeof sql>) =>
  db
    .update(contents)
    .set({ status: "review", updated_at: isoIn() })
    .where(
      and(
        sql`${contents.id} = ${contentId}`,
        eq(contents.status, "draft"),
        sql`not exists (select 1 from images i where i.content_id = ${contents.id} and i.status = 'pending')`,
      ),
    );
