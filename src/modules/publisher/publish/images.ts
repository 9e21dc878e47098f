import { and, eq, sql } from "drizzle-orm";
import { env } from "cloudflare:workers";
import { isRefusal, RemoteError } from "../../../clients/remote-error";
import { findMedia, type RemoteSite, uploadMedia } from "../../../clients/wordpress";
import { owned, type Statement } from "../../../db/queries";
import { images } from "../../../db/schema";
import type { Ctx } from "../../../db/context";
import { lastItem } from "../../../lib/collections";
import { Finding } from "../../integration/diagnosis";
import type { Picture } from "./article-html";
import type { StoredImage } from "./input";

type UploadResult = {
  pictures: Picture[];
  uploaded: number;
  reused: number;
  /** Images whose file is missing in object storage. */
  missing: number[];
};

const MIME_TYPES: Record<string, string> = { png: "image/png", jpg: "image/jpeg", webp: "image/webp" };
const DIGEST = 8;
const MAX_NAME = 60;

/** Identifies the file of an image: a regenerated image is uploaded as a new file. */
const extractDigest = (fileName: string) => fileName.slice(0, DIGEST);
const buildMediaSlug = (image: StoredImage) => `igny8-${image.id}-${extractDigest(image.file_name)}`;

type UploadTarget = {
  site: RemoteSite;
  post: number;
  /** The article's slug, used for file names. */
  name: string;
  /** Whether the post existed before. Stored ids then belong to this site, and earlier uploads may exist. */
  isKnown: boolean;
};

/**
 * Uploads each image to the site's media library once. Existing files are reused, by their stored id or, after a lost
 * response, by their slug. Each id is stored as soon as it is known.
 */
export async function uploadImages(
  ctx: Ctx,
  target: UploadTarget,
  rows: readonly StoredImage[],
): Promise<UploadResult> {
  const uploads: UploadResult = { pictures: [], uploaded: 0, reused: 0, missing: [] };
  const stored = new Map(target.isKnown ? rows.map((image) => [image.id, toUploadedFile(image)]) : []);
  const open = rows.filter(({ id }) => !stored.get(id));
  const mayExist = target.isKnown || open.some(({ external_id }) => external_id !== null);
  const found = open.length && mayExist ? await findMedia(target.site, open.map(buildMediaSlug)) : [];
  for (const image of rows) {
    const existing = stored.get(image.id) ?? found.find(({ slug }) => slug === buildMediaSlug(image));
    const media = existing ?? (await upload(target, image));
    if (!media) {
      uploads.missing.push(image.id);
      continue;
    }
    uploads.pictures.push(toPicture(image, media));
    uploads[existing ? "reused" : "uploaded"] += 1;
    if (!stored.get(image.id)) await updateImageStatement(ctx, image, media);
  }
  return uploads;
}

type UploadedFile = { id: number; source_url: string };
/** The uploaded file whose id is stored; null if there is none, or it is of an earlier version of the image. */
const toUploadedFile = ({ external_id, external_url, file_name }: StoredImage): UploadedFile | null =>
  external_id !== null && external_url?.includes(extractDigest(file_name))
    ? { id: Number(external_id), source_url: external_url }
    : null;

/** Null if object storage does not have the file. */
async function upload({ site, post, name }: UploadTarget, image: StoredImage): Promise<UploadedFile | null> {
  const file = await env.IMAGES.get(image.file_name);
  if (!file) return null;
  const extension = lastItem(image.file_name.split("."));
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { alt_text, caption } = image;
  return uploadMedia(site, {
    bytes,
    filename: `${name.slice(0, MAX_NAME)}-${extractDigest(image.file_name)}.${extension}`,
    mime: MIME_TYPES[extension] ?? "image/png",
    slug: buildMediaSlug(image),
    title: caption || alt_text || name,
    alt_text,
    post,
  }).catch((error: unknown) => {
    const isRefused = isRefusal(error) || (error instanceof RemoteError && error.code === "body_too_large");
    throw isRefused ? new Finding("media_refused", `The site refuses an image: ${error.message}`) : error;
  });
}

const updateImageStatement = ({ actor, db }: Ctx, image: StoredImage, { id, source_url }: UploadedFile) =>
  db
    .update(images)
    .set({ external_id: String(id), external_url: source_url, updated_at: sql`${images.updated_at}` })
    .where(and(owned(actor, images), eq(images.id, image.id)));

/** Clears the id of a file that the remote site deleted, so that the next publication uploads it again. */
export const clearImageStatement = ({ actor, db }: Ctx, contentId: number, remoteId: number): Statement =>
  db
    .update(images)
    .set({ external_id: null, external_url: null, updated_at: sql`${images.updated_at}` })
    .where(
      and(owned(actor, images), eq(images.content_id, contentId), eq(images.external_id, String(remoteId))),
    );

const toPicture = (image: StoredImage, { id, source_url }: UploadedFile): Picture => ({
  image_type: image.image_type,
  position: image.position,
  alt_text: image.alt_text,
  width: image.width,
  height: image.height,
  file_name: image.file_name,
  url: source_url,
  remote_id: id,
});
