import type { Root } from "hast";
import { toText } from "hast-util-to-text";
import { visit } from "unist-util-visit";
import { parseHtml } from "./tree";

export { escapeHtml, parseHtml, printHtml } from "./tree";
export { sanitiseHtml } from "./sanitise";

export type Heading = { level: number; text: string };

/** The visible text, like `innerText`: one line per block, blank lines between paragraphs, tabs between cells. */
export function htmlToText(html: string | Root): string {
  return toText(typeof html === "string" ? parseHtml(html) : html).trim();
}

/** Headings in document order; the text of an empty one is "". */
export function listHeadings(tree: Root): Heading[] {
  const headings: Heading[] = [];
  visit(tree, "element", (node) => {
    const level = /^h([1-6])$/.exec(node.tagName)?.[1];
    if (level) headings.push({ level: Number(level), text: toText(node).replace(/\s+/g, " ").trim() });
  });
  return headings;
}

const spaceless =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]+/gu;
const word = /[\p{L}\p{M}\p{N}]+(?:['’‐-][\p{L}\p{M}\p{N}]+|(?<=\p{N})[.,:]\p{N}+)*/gu;
let segmenter: Intl.Segmenter | undefined;

/**
 * Words of plain text. "don't", "state-of-the-art" and "1,000.5" are one word each, as in WordPress and word
 * processors; Intl.Segmenter, which would split them, only reads scripts without spaces.
 */
export function countWords(text: string): number {
  let count = 0;
  const spaced = text.replace(spaceless, (run) => {
    segmenter ??= new Intl.Segmenter("und", { granularity: "word" });
    for (const segment of segmenter.segment(run)) if (segment.isWordLike) count += 1;
    return " ";
  });
  return count + (spaced.match(word)?.length ?? 0);
}
