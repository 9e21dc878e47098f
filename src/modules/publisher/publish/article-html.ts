import { escapeHtml } from "../../../text/html/html";

/** An image of an article, and the URL of its file. */
export type Picture = {
  image_type: "featured" | "in_article";
  position: number;
  alt_text: string;
  width: number | null;
  height: number | null;
  /** Its name in object storage. */
  file_name: string;
  url: string;
  /** Id of the file in the remote media library. */
  remote_id: number | null;
};

/**
 * The HTML sent to a site: stored images by their URLs on that site, and the n-th in-article image after the n-th h2,
 * unless the text already contains it. Images without an h2 are placed at the end.
 */
export function buildArticleHtml(html: string, pictures: readonly Picture[]): string {
  const linked = pictures.reduce(
    (text, { file_name, url }) =>
      text.replace(
        new RegExp(`(<img\\b[^>]*\\bsrc=")[^"]*/media/${file_name}"`, "g"),
        (_, tag: string) => `${tag}${escapeHtml(url)}"`,
      ),
    html,
  );
  const missing = pictures.filter(
    (picture) => picture.image_type === "in_article" && !containsPicture(linked, picture),
  );
  let section = 0;
  const placed = new Set<Picture>();
  const illustrated = linked.replace(/<\/h2>/g, (end) => {
    section += 1;
    const picture = missing.find(({ position }) => position === section);
    if (!picture) return end;
    placed.add(picture);
    return end + toFigureHtml(picture);
  });
  return (
    illustrated +
    missing
      .filter((picture) => !placed.has(picture))
      .map(toFigureHtml)
      .join("")
  );
}

const containsPicture = (html: string, { url, remote_id }: Picture) =>
  html.includes(`src="${escapeHtml(url)}"`) ||
  (remote_id !== null && new RegExp(`\\bwp-image-${remote_id}\\b`).test(html));

function toFigureHtml({ url, alt_text, width, height, remote_id }: Picture): string {
  const size = width && height ? ` width="${width}" height="${height}"` : "";
  const mark = remote_id === null ? "" : ` class="wp-image-${remote_id}"`;
  const image = `<img src="${escapeHtml(url)}" alt="${escapeHtml(alt_text)}"${size}${mark}>`;
  return `\n<figure class="wp-block-image size-large">${image}</figure>\n`;
}
