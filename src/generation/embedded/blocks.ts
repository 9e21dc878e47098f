import { countWords, escapeHtml } from "../../text/html/html";

/** A piece of an article, in plain text. */
export type Block =
  | { tag: "h2" | "h3"; text: string }
  | { tag: "p"; sentences: string[] }
  | { tag: "ul" | "ol"; items: string[] }
  | { tag: "note"; label: string; text: string }
  | { tag: "table"; head: readonly string[]; rows: readonly (readonly string[])[] };

function textsOf(block: Block): string[] {
  if (block.tag === "p") return [block.sentences.join(" ")];
  if (block.tag === "table") return [...block.head, ...block.rows.flat()];
  if (block.tag === "note") return [block.label, block.text];
  return "items" in block ? block.items : [block.text];
}

export const wordsIn = (blocks: Block[]) =>
  blocks.flatMap(textsOf).reduce((sum, text) => sum + countWords(text), 0);

const row = (cells: readonly string[], tag: "th" | "td") =>
  `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join("")}</tr>`;

function printBlock(block: Block): string {
  switch (block.tag) {
    case "p":
      return `<p>${escapeHtml(block.sentences.join(" "))}</p>`;
    case "note":
      return `<blockquote><p><strong>${escapeHtml(block.label)}</strong> ${escapeHtml(block.text)}</p></blockquote>`;
    case "table":
      return `<table><thead>${row(block.head, "th")}</thead><tbody>${block.rows.map((cells) => row(cells, "td")).join("")}</tbody></table>`;
    case "ul":
    case "ol":
      return `<${block.tag}>${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join("")}</${block.tag}>`;
    default:
      return `<${block.tag}>${escapeHtml(block.text)}</${block.tag}>`;
  }
}

export const printBlocks = (blocks: Block[]) => blocks.map(printBlock).join("\n");
