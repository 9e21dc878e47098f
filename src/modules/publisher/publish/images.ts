import { and, eq, sql } from "drizzle-orm";
import { env } from "cloudflare:workers";
import { isRefusal, RemoteError } from "../../../clients/remote-error";
import { findMedia, type RemoteSite, uploadMedia } from "../../../clients/wordpress";
import { owned, type Statement } from "../../../db/queries";
import { images } from "../../../db/schema";
import type { Ctx } from "../../../db/context";
import { Finding } from "../../integration/diagnosis";
import type { Picture } from "./article-html";
import { lastItem } from "../../../lib/collections";

export type ImageRow = typeof images.$inferSelect;
export type Uploads = {
  pictures: Picture[];
  uploaded: number;
  reused: number;
  /** Images whose file is missing in object storage. */
  missing: number[];
};

const MIME_TYPES: Record<string, string> = { png: "image/png", jpg: "image/jpeg", webp: "image/webp" };
const DIGEST = 8;
const MAX_NAME = 60;

/** Identifies the image and its file: a regenerated image is a new file there. */
const fileDigest = (fileName: string) => fileName.slice(0, DIGEST);
const mediaSlug = (image: ImageRow) => `igny8-${image.id}-${fileDigest(image.file_name!)}`;

type Place = {
  site: RemoteSite;
  post: number;
  /** The article's slug, used for file names. */
  name: string;
  /** Whether the post existed before: then stored ids belong to this site, and a response may have been lost. */
  isKnown: boolean;
};

/**
 * Uploads each image to the site's media library once: existing files are reused, whether by stored id or after a lost
 * response. Each id is stored as soon as it is known.
 */
export async function uploadImages(ctx: Ctx, place: Place, rows: readonly ImageRow[]): Promise<Uploads> {
  const uploads: Uploads = { pictures: [], uploaded: 0, reused: 0, missing: [] };
  const open = rows.filter((image) => !(place.isKnown && isKept(image)));
  const mayBeThere = place.isKnown || open.some(({ external_id }) => external_id !== null);
  const found = open.length && mayBeThere ? await findMedia(place.site, open.map(mediaSlug)) : [];
  for (const image of rows) {
    const there = found.find(({ slug }) => slug === mediaSlug(image));
    const isThere = !open.includes(image) || there !== undefined;
    const media = isThere ? (there ?? toUploaded(image)) : await upload(place, image);
    if (!media) uploads.missing.push(image.id);
    else uploads.pictures.push(toPicture(image, media));
    if (!media) continue;
    uploads[isThere ? "reused" : "uploaded"] += 1;
    if (open.includes(image)) await keep(ctx, image, media);
  }
  return uploads;
}

type Kept = { id: number; source_url: string };
const isKept = ({ external_id, external_url, file_name }: ImageRow) =>
  external_id !== null && !!external_url?.includes(fileDigest(file_name!));
const toUploaded = (image: ImageRow): Kept => ({
  id: Number(image.external_id),
  source_url: image.external_url!,
});

/** Null if object storage does not have the file. */
async function upload({ site, post, name }: Place, image: ImageRow): Promise<Kept | null> {
  const file = await env.IMAGES.get(image.file_name!);
  if (!file) return null;
  const extension = lastItem(image.file_name!.split("."));
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { alt_text, caption } = image;
  return uploadMedia(site, {
    bytes,
    filename: `${name.slice(0, MAX_NAME)}-${fileDigest(image.file_name!)}.${extension}`,
    mime: MIME_TYPES[extension] ?? "image/png",
    slug: mediaSlug(image),
    title: caption || alt_text || name,
    alt_text,
    post,
  }).catch((error: unknown) => {
    const isRefused = isRefusal(error) || (error instanceof RemoteError && error.code === "body_too_large");
    throw isRefused ? new Finding("media_refused", `The site refuses an image: ${error.message}`) : error;
  });
}

const keep = ({ actor, db }: Ctx, image: ImageRow, { id, source_url }: Kept) =>
  db
    .update(images)
    .set({ external_id: String(id), external_url: source_url, updated_at: sql`${images.updated_at}` })
    .where(and(owned(actor, images), eq(images.id, image.id)));

/** A file that the remote site deleted is uploaded again next time. */
export const forgetImage = ({ actor, db }: Ctx, contentId: number, remoteId: number): Statement =>
  db
    .update(images)
    .set({ external_id: null, external_url: null, updated_at: sql`${images.updated_at}` })
    .where(
      and(owned(actor, images), eq(images.content_id, contentId), eq(images.external_id, String(remoteId))),
    );

const toPicture = (image: ImageRow, { id, source_url }: Kept): Picture => ({
  image_type: image.image_type,
  position: image.position,
  alt_text: image.alt_text,
  width: image.width,
  height: image.height,
  file_name: image.file_name!,
  url: source_url,
  remote_id: id,
});
