import { and, asc, eq } from "drizzle-orm";
import { owned } from "../../db/queries";
import { contents, images } from "../../db/schema";
import type { Ctx } from "../../lib/context";
import { notFound } from "../../lib/errors";
import { isoIn } from "../../lib/time";
import { PREVIEW_MS, signToken } from "../../lib/tokens";
import { escapeHtml } from "../../text/html";
import { imagePath } from "./images.service";

/** A link that shows this one content to whoever holds it, for an hour. */
export async function makePreviewLink({ actor, db }: Ctx, id: number, origin: string) {
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

/** The article as a page of its own: its stored, sanitised HTML, with its images before the sections that they show. */
export async function renderPreview({ actor, db }: Ctx, id: number): Promise<string> {
  const [[content], pictures] = await db.batch([
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
  const featured = pictures.find((image) => image.position === 0);
  const body = withImages(
    content.content_html,
    pictures.filter((image) => image.position > 0),
  );
  return page(content, (featured ? figure(featured) : "") + body);
}

type Picture = typeof images.$inferSelect;
type Article = typeof contents.$inferSelect;

const figure = ({ file_name, alt_text, width, height }: Picture) =>
  `<figure><img src="${imagePath(file_name!)}" alt="${escapeHtml(alt_text)}" width="${width}" height="${height}"></figure>`;

/** Puts the n-th image behind the n-th h2. */
function withImages(html: string, pictures: Picture[]): string {
  let section = 0;
  return html.replace(/<\/h2>/g, (end) => {
    section += 1;
    const image = pictures.find(({ position }) => position === section);
    return image ? end + figure(image) : end;
  });
}

function page({ title, status, word_count, provenance, meta_description }: Article, body: string): string {
  const facts = [status, `${word_count} words`, provenance && `${provenance.provider} · ${provenance.model}`];
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><meta name="description" content="${escapeHtml(meta_description)}">
<title>${escapeHtml(title)}</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body><header><strong>Preview</strong><span>${escapeHtml(facts.filter(Boolean).join(" · "))}</span></header>
<main><h1>${escapeHtml(title)}</h1>
${provenance?.note ? `<p class="note">${escapeHtml(provenance.note)}</p>` : ""}
${body}</main></body></html>`;
}

const style = `:root{color-scheme:light dark}body{margin:0;font:18px/1.65 Georgia,serif;color:#1d2433;background:#fbfbf9}
header{display:flex;gap:1em;justify-content:space-between;padding:.7em 1.2em;font:14px system-ui,sans-serif;background:#1d2433;color:#fff}
main{max-width:44rem;margin:0 auto;padding:1.5rem 1.2rem 5rem}h1,h2,h3{font-family:system-ui,sans-serif;line-height:1.25}
h1{font-size:2.2rem}h2{margin-top:2.2em}figure{margin:1.2em 0}img{max-width:100%;height:auto;border-radius:10px;display:block}
table{border-collapse:collapse;width:100%;font:16px/1.5 system-ui,sans-serif}th,td{border:1px solid #cfd4dd;padding:.5em .7em;text-align:left;vertical-align:top}
.note{font:15px system-ui,sans-serif;background:#fff4d6;color:#5a4300;padding:.7em 1em;border-radius:8px}
blockquote{margin:1.2em 0;padding-left:1em;border-left:4px solid #9aa7bd;color:#48526a}a{color:#2452c7}
@media(prefers-color-scheme:dark){body{color:#e6e9f0;background:#12151d}header{background:#000}}`;
