import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { env } from "cloudflare:workers";
import { isAnyOf, owned, type Statement } from "../../db/queries";
import { contents, images } from "../../db/schema";
import { picturesTokens } from "../../generation/estimates";
import { imageDefaults } from "../../generation/settings";
import { GenerationError } from "../../generation/provider";
import type { Ctx } from "../../db/context";
import { sha256 } from "../../lib/digests";
import { ApiError, notFound } from "../../lib/errors";
import { isoIn } from "../../lib/time";
import { creditsPerImage, computeTokenCredits } from "../billing/pricing";
import type { Item, ItemOutcome } from "../jobs/items.service";
import { createJob, type NewItem, type JobOrigin, requestJob } from "../jobs/jobs.service";
import {
  type GenerationConfig,
  loadImageProvider,
  computeImageCredits,
  withImageModel,
  resolvePrompt,
  loadGenerationConfig,
  computeTextCredits,
  loadTextProvider,
} from "../jobs/provider.service";
import { notifyReadyForReviewStatement } from "../notifications/content-notifications";
import type { GenerateImagesBody, RegenerateBody } from "./content.schema";

const SIZES = { featured: { width: 1200, height: 630 }, in_article: { width: 1024, height: 576 } } as const;
const EXTENSIONS = { "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp" } as const;

type ContentRow = typeof contents.$inferSelect;
/** The input of image items, fixed at the request, so that later changes of settings do not affect it. */
type DrawOptions = { style: string; credits: number };
type PromptInput = DrawOptions & { max_images: number; prompts_only?: boolean };

/** For items that were stored before this input existed. */
const defaultDrawOptions: DrawOptions = { style: imageDefaults.style, credits: creditsPerImage.basic };

const resolveDrawOptions = (config: GenerationConfig, style = config.images.style): DrawOptions => ({
  style,
  credits: computeImageCredits(config),
});

/** If there are no prompts, one item that creates them and then their images; otherwise one per image not drawn yet. */
export async function generateImages(ctx: Ctx, id: number, { max_images, dry_run }: GenerateImagesBody) {
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
  const missing = existing.filter((image) => image.status !== "generated");
  if (existing.length && !missing.length)
    throw new ApiError("CONFLICT", "The content item already has all its images");
  const config = await loadGenerationConfig(ctx);
  const drawOptions = resolveDrawOptions(config);
  const input = { ...drawOptions, max_images: max_images ?? config.images.max_images };
  const items = existing.length
    ? missing.map((image) => buildImageItem({ id: image.id }, image.caption, drawOptions))
    : [buildPromptsItem(config, content, input)];
  return requestJob(ctx, { type: "generate_images", site_id: content.site_id, items }, dry_run);
}

const buildImageItem = (ref: NewItem["ref"], label: string, { style, credits }: DrawOptions): NewItem => ({
  kind: "draw_image",
  ref,
  label,
  input: { style },
  reserved: credits,
});

/** Regenerates one image. The current file stays until the new one is stored. */
export async function regenerateImage(ctx: Ctx, { image_id, prompt, dry_run }: RegenerateBody) {
  const { actor, db } = ctx;
  const isOwn = and(owned(actor, images), eq(images.id, image_id));
  const change = prompt === undefined ? { updated_at: isoIn() } : { prompt, updated_at: isoIn() };
  const [image] = dry_run
    ? await db.select().from(images).where(isOwn)
    : await db.update(images).set(change).where(isOwn).returning();
  if (!image) throw notFound("Image");
  const { input, ...item } = buildImageItem(
    { id: image.id },
    image.caption,
    resolveDrawOptions(await loadGenerationConfig(ctx)),
  );
  const items = [{ ...item, input: { ...input, anew: true } }];
  return requestJob(ctx, { type: "generate_images", site_id: image.site_id, items }, dry_run);
}

type StageSelection = { ids: number[]; style?: string };

/** One item per content item without prompts, for a stage of a run; null if there is none. */
export async function generateImagePrompts(
  ctx: Ctx,
  site_id: number,
  { ids, style, max_images }: StageSelection & { max_images: number },
  origin: JobOrigin,
) {
  const { actor, db } = ctx;
  const waiting = await db
    .select()
    .from(contents)
    .where(
      and(
        owned(actor, contents),
        eq(contents.site_id, site_id),
        isAnyOf(contents.id, ids),
        sql`not exists (select 1 from images i where i.content_id = contents.id)`,
      ),
    );
  if (!waiting.length) return null;
  const config = await loadGenerationConfig(ctx, origin.model_id);
  const input = { ...resolveDrawOptions(config, style), max_images, prompts_only: true };
  const items = waiting.map((content) => buildPromptsItem(config, content, input));
  return createJob(ctx, { type: "generate_images", site_id, items }, origin);
}

/** One item per pending image of the site, for a stage of a run; null if there is none. */
export async function drawImages(
  ctx: Ctx,
  site_id: number,
  { ids, style }: StageSelection,
  origin: JobOrigin,
) {
  const { actor, db } = ctx;
  const pending = await db
    .select({ id: images.id, caption: images.caption })
    .from(images)
    .where(
      and(
        owned(actor, images),
        eq(images.site_id, site_id),
        isAnyOf(images.id, ids),
        eq(images.status, "pending"),
      ),
    );
  if (!pending.length) return null;
  const drawOptions = resolveDrawOptions(
    withImageModel(await loadGenerationConfig(ctx), origin.model_id),
    style,
  );
  const items = pending.map(({ id, caption }) => buildImageItem({ id }, caption, drawOptions));
  return createJob(ctx, { type: "generate_images", site_id, items }, origin);
}

/** Its reservation includes the cost of the images, unless another stage draws them. */
function buildPromptsItem(config: GenerationConfig, content: ContentRow, input: PromptInput): NewItem {
  const count = input.max_images + 1;
  const prompt = resolvePrompt(config, "image_prompt_extraction");
  const tokens = picturesTokens({ count, gist: extractGist(content.content_html) }, prompt);
  return {
    kind: "image_prompts",
    ref: { id: content.id },
    label: content.title,
    input,
    reserved:
      computeTextCredits(config, "image_prompt_extraction", tokens) +
      (input.prompts_only ? 0 : count * input.credits),
  };
}

export async function writeImagePrompts(ctx: Ctx, item: Item): Promise<ItemOutcome> {
  const { actor, db } = ctx;
  const [content] = await db
    .select()
    .from(contents)
    .where(and(owned(actor, contents), eq(contents.id, item.ref_id)));
  if (!content) throw new GenerationError("The content item was deleted");
  const provider = await loadTextProvider(ctx, item);
  const { max_images, prompts_only, ...drawOptions } = {
    ...defaultDrawOptions,
    ...(item.input as PromptInput),
  };
  const { title, primary_keyword } = content;
  const content_html = extractGist(content.content_html);
  const input = { title, content_html, primary_keyword, max_images, style: drawOptions.style };
  const { output, usage } = await provider.answer("image_prompts", input);
  if (!output.images.length) throw new GenerationError("The model proposed no images");
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
    credits: computeTokenCredits(
      "image_prompt_extraction",
      usage.tokens_in + usage.tokens_out,
      provider.rates.tokens_per_credit,
    ),
    related: { type: "content", id: content.id },
    result: { prompts: rows.length },
    children: prompts_only
      ? []
      : rows.map(({ position, caption }) =>
          buildImageItem({ content_id: content.id, position }, caption, drawOptions),
        ),
  };
}

/** The part of the stored HTML needed for image prompts: its first paragraph and headings. */
const extractGist = (html: string) => {
  const headings = html.match(/<h2\b[^>]*>.*?<\/h2>/gs) ?? [];
  return [html.match(/<p>.*?<\/p>/s)?.[0] ?? "", ...headings].join("\n");
};

/** Draws an image. Its file is named by its digest, so storing it twice has no effect. */
export async function drawImageItem(ctx: Ctx, item: Item): Promise<ItemOutcome> {
  const { actor, db } = ctx;
  const [found] = await db
    .select({ image: images, title: contents.title })
    .from(images)
    .innerJoin(contents, eq(contents.id, images.content_id))
    .where(and(owned(actor, images), eq(images.id, item.ref_id)));
  if (!found) throw new GenerationError("The image was deleted");
  const { image, title } = found;
  const provider = await loadImageProvider(ctx, item);
  const { style, anew } = { ...defaultDrawOptions, ...(item.input as { style?: string; anew?: boolean }) };
  const { caption } = image;
  // The item's number makes a regenerated drawing differ from the previous one.
  const prompt = anew ? `${image.prompt} (variation ${item.id})` : image.prompt;
  const request = { title, caption, prompt, style, ...SIZES[image.image_type] };
  const { drawing, usage, quality } = await provider.draw(request);
  const fileName = `${await sha256(drawing.bytes)}.${EXTENSIONS[drawing.mime_type]}`;
  await env.IMAGES.put(fileName, drawing.bytes, { httpMetadata: { contentType: drawing.mime_type } });
  const { width, height } = drawing;
  return {
    writes: [
      db
        .update(images)
        .set({ status: "generated", error: null, file_name: fileName, width, height, updated_at: isoIn() })
        .where(eq(images.id, image.id)),
      ...startReviewStatements(ctx, image.content_id),
    ],
    operation: "image_generation",
    provider: provider.name,
    usage,
    credits: provider.rates.credits_per_image ?? creditsPerImage[quality],
    related: { type: "image", id: image.id },
    result: { image_id: image.id, file_name: fileName },
  };
}

/** The changes when an image fails permanently: a failed image does not hold up its article. */
export const failImageStatements = (ctx: Ctx, item: Item, reason: string): Statement[] => [
  ctx.db
    .update(images)
    .set({
      status: sql`iif(${images.file_name} is null, 'failed', ${images.status})`,
      error: reason,
      updated_at: isoIn(),
    })
    .where(and(owned(ctx.actor, images), eq(images.id, item.ref_id))),
  ...startReviewStatements(ctx, sql`(select content_id from images where id = ${item.ref_id})`),
];

const startReviewStatements = (ctx: Ctx, contentId: number | SQL): Statement[] => [
  ctx.db
    .update(contents)
    .set({ status: "review", updated_at: isoIn() })
    .where(
      and(
        sql`${contents.id} = ${contentId}`,
        eq(contents.status, "draft"),
        sql`not exists (select 1 from images i where i.content_id = ${contents.id} and i.status = 'pending')`,
      ),
    ),
  notifyReadyForReviewStatement(ctx, contentId),
];
