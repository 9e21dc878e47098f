import { and, asc, eq } from "drizzle-orm";
import { owned } from "../../db/queries";
import { contents, images } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { notFound } from "../../lib/errors";
import { isoIn } from "../../lib/time";
import { PREVIEW_MS, signToken } from "../../lib/tokens";
import { renderPreviewPage } from "./preview-page";

/** A link to the preview of one content item, valid for an hour. */
export async function createPreviewLink({ actor, db }: Ctx, id: number, origin: string) {
  const [content] = await db
    .select({ id: contents.id })
    .from(contents)
    .where(and(owned(actor, contents), eq(contents.id, id)));
  if (!content) throw notFound("Content");
  const token = await signToken("preview", { account_id: actor.accountId, content_id: id }, PREVIEW_MS);
  return {
    url: `${origin}/api/v1/writer/content/${id}/preview/?token=${token}`,
    expires_at: isoIn(PREVIEW_MS),
  };
}

export async function renderPreview({ actor, db }: Ctx, id: number): Promise<string> {
  const [[content], generated] = await db.batch([
    db
      .select()
      .from(contents)
      .where(and(owned(actor, contents), eq(contents.id, id))),
    db
      .select()
      .from(images)
      .where(and(owned(actor, images), eq(images.content_id, id), eq(images.status, "generated")))
      .orderBy(asc(images.position)),
  ]);
  if (!content) throw notFound("Content");
  return renderPreviewPage(content, generated);
}
