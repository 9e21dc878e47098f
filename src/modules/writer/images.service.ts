import { findOwned } from "../../db/one";
import { and, eq, getTableColumns } from "drizzle-orm";
import { missed, nextVersion, type Order, owned, pageOf, unchanged } from "../../db/queries";
import { images } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { notFound } from "../../lib/errors";
import type { ImageChange, ImageQuery } from "./content.schema";

const { account_id: _, external_id: __, external_url: ___, ...columns } = getTableColumns(images);

/** The path of an image file, relative to the origin. Its name is its digest, so the file never changes. */
export const toImagePath = (fileName: string) => `/media/${fileName}`;

export async function listImages({ actor, db }: Ctx, query: ImageQuery, origin: string) {
  const where = and(
    owned(actor, images),
    query.site_id === undefined ? undefined : eq(images.site_id, query.site_id),
    query.content_id === undefined ? undefined : eq(images.content_id, query.content_id),
    query.status && eq(images.status, query.status),
  );
  const order: Order =
    query.content_id === undefined
      ? { column: images.id, direction: "desc" }
      : { column: images.position, direction: "asc" };
  const page = await pageOf(db, { columns, table: images, where, order }, query);
  return { ...page, rows: page.rows.map((row) => toImage(row, origin)) };
}

export const getImage = async (ctx: Ctx, id: number, origin: string) =>
  toImage(await findOwned(ctx, { columns, table: images, name: "Image" }, id), origin);

export async function updateImage(ctx: Ctx, id: number, change: ImageChange, origin: string) {
  const { actor, db } = ctx;
  const [image] = await db
    .update(images)
    .set({ ...change, updated_at: nextVersion(images) })
    .where(and(owned(actor, images), eq(images.id, id), unchanged(ctx, images)))
    .returning(columns);
  if (!image) throw await missed(getImage(ctx, id, origin));
  return toImage(image, origin);
}

/** The file stays in storage: its name is its digest, and another image may have the same content. */
export async function deleteImage({ actor, db }: Ctx, id: number) {
  const deleted = await db
    .delete(images)
    .where(and(owned(actor, images), eq(images.id, id)))
    .returning({ id: images.id });
  if (!deleted.length) throw notFound("Image");
}

const toImage = <T extends { file_name: string | null }>({ file_name, ...image }: T, origin: string) => ({
  ...image,
  image_url: file_name && origin + toImagePath(file_name),
});
