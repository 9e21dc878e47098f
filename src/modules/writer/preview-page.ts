import type { contents, images } from "../../db/schema";
import { escapeHtml } from "../../text/html/html";
import { toImagePath } from "./images.service";

type Article = typeof contents.$inferSelect;
type Image = typeof images.$inferSelect;

/** The article as a page: its sanitised HTML, with images before their sections. */
export function renderPreviewPage(article: Article, images: Image[]): string {
  const { title, status, word_count, provenance, meta_description } = article;
  const words = `${word_count.toLocaleString("en")} words`;
  const facts = [status, words, provenance && `${provenance.provider} · ${provenance.model}`];
  const featured = images.find((image) => image.position === 0);
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><meta name="description" content="${escapeHtml(meta_description)}">
<title>${escapeHtml(title)}</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body><header><strong>Preview</strong><span>${escapeHtml(facts.filter(Boolean).join(" · "))}</span></header>
<main><h1>${escapeHtml(title)}</h1>
${provenance?.note ? `<p class="note">${escapeHtml(provenance.note)}</p>` : ""}
${featured ? renderFigure(featured) : ""}${wrapTables(insertImages(article.content_html, images))}</main></body></html>`;
}

const renderFigure = ({ file_name, alt_text, width, height }: Image) =>
  `<figure><img src="${toImagePath(file_name ?? "")}" alt="${escapeHtml(alt_text)}" width="${width}" height="${height}"></figure>`;

/** Inserts the n-th image after the n-th h2. Sanitised HTML has no angle brackets in attributes. */
function insertImages(html: string, images: Image[]): string {
  let section = 0;
  return html.replace(/<\/h2>/g, (end) => {
    section += 1;
    const image = images.find(({ position }) => position === section);
    return image ? end + renderFigure(image) : end;
  });
}

/** A table wider than the screen scrolls by itself. */
const wrapTables = (html: string) =>
  html
    .replace(/<table\b/g, '<div class="scroll" tabindex="0"><table')
    .replace(/<\/table>/g, "</table></div>");

const style = `
:root{color-scheme:light dark;--page:#fbfaf7;--ink:#20252f;--soft:#596273;--line:#d9dce3;--panel:#f1f0ea;--link:#1d4fc4;--note:#fdf3d3;--note-ink:#5c4500}
@media(prefers-color-scheme:dark){:root{--page:#14171d;--ink:#dfe3ea;--soft:#9aa5b8;--line:#343b48;--panel:#1d222b;--link:#8db4ff;--note:#352b10;--note-ink:#f0d893}img{filter:brightness(.9)}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);font:1.125rem/1.7 Charter,Georgia,"Liberation Serif",serif;overflow-wrap:break-word}
header{display:flex;flex-wrap:wrap;gap:.2rem 1.5rem;justify-content:space-between;padding:.65rem 1.25rem;border-bottom:1px solid var(--line);background:var(--panel);color:var(--soft);font:.85rem/1.5 system-ui,sans-serif;text-wrap:balance}
header strong{color:var(--ink)}
main{max-width:44.5rem;margin:0 auto;padding:clamp(1.5rem,5vw,3.5rem) 1.25rem 6rem}
h1,h2,h3,h4,h5,h6{margin:1.8em 0 .5em;font-family:system-ui,sans-serif;line-height:1.25;letter-spacing:-.01em;text-wrap:balance}
h1{margin:0 0 .6em;font-size:clamp(1.9rem,1.3rem + 2.6vw,2.7rem);line-height:1.15;letter-spacing:-.02em}
h2{margin-top:2.2em;font-size:1.6rem}h3{font-size:1.25rem}h4,h5,h6{font-size:1.05rem}
p,ul,ol,dl{margin:0 0 1.15em}ul,ol{padding-left:1.4em}li{margin:.35em 0}li::marker{color:var(--soft)}dt{font-weight:600}dd{margin:0 0 .6em 1.4em}
a{color:var(--link);text-underline-offset:.15em}
figure{margin:1.6em 0}img{display:block;max-width:100%;height:auto;border-radius:10px}figcaption{margin-top:.5em;color:var(--soft);font:.9rem/1.5 system-ui,sans-serif}
.note{padding:.7em 1em;border-radius:8px;background:var(--note);color:var(--note-ink);font:.92rem/1.5 system-ui,sans-serif;text-wrap:pretty}
blockquote{margin:1.6em 0;padding:.1em 0 .1em 1.2em;border-left:4px solid var(--line);color:var(--soft);font-style:italic}blockquote>:last-child{margin-bottom:0}
.scroll{margin:1.6em 0;overflow-x:auto}table{width:100%;border-collapse:collapse;font:.95rem/1.5 system-ui,sans-serif;overflow-wrap:normal}
th,td{min-width:8em;padding:.6em .8em;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}thead th{border-bottom-width:2px;background:var(--panel)}caption{padding-bottom:.5em;color:var(--soft);text-align:left}
code,pre,kbd{font:.88em/1.5 ui-monospace,"Liberation Mono",monospace}code{padding:.1em .3em;border-radius:4px;background:var(--panel)}pre{margin:1.6em 0;padding:1em;border-radius:8px;background:var(--panel);overflow-x:auto}pre code{padding:0}
hr{margin:3em 0;border:0;border-top:1px solid var(--line)}details{margin:0 0 1.15em}summary{font-weight:600;cursor:pointer}mark{border-radius:3px;background:var(--note);color:var(--note-ink)}
@media print{header,.note{display:none}}
`;
