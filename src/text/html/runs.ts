import { decodeAttribute, scanHtml } from "./scan";
import { defaultTreeAdapter, html as spec, parseFragment, type DefaultTreeAdapterTypes } from "parse5";
import { lastItem } from "../../lib/collections";

/** A run of text in the source, including character references. Offsets are UTF-16 units of the source. */
export type TextRun = {
  start: number;
  end: number;
  source: string;
  /** Names of the enclosing elements, outermost first. */
  within: readonly string[];
  /** Equal for all runs of one innermost block (p, li, td …); 0 outside any block. */
  block: number;
};

type Open = { node: DefaultTreeAdapterTypes.ChildNode; within: readonly string[]; block: number };

const blocks = new Set("p li td th dd dt h1 h2 h3 h4 h5 h6 figcaption caption pre summary".split(" "));

type Texts = {
  /** In document order; text that a parser would move is left out. */
  runs: TextRun[];
  /** Links of the fragment, including repeated targets. */
  hrefs: string[];
};

/** The text of a fragment by its position in the source, and the targets of its links. */
export const readTexts = (html: string): Texts => scanned(html) ?? parsed(html);

/** As a browser parses it, for any input; about ten times slower. */
export const parsed = (html: string): Texts => ({ runs: parsedRuns(html), hrefs: listLinks(html) });

/** Null if the source has to be parsed to know what a browser reads. */
export function scanned(html: string): Texts | null {
  const runs: TextRun[] = [];
  const hrefs: string[] = [];
  let count = 0;
  const open: { within: readonly string[]; block: number }[] = [{ within: [], block: 0 }];
  const isWhole = scanHtml(html, {
    onTag(name, attributes) {
      if (name === null) return void open.pop();
      const { within, block } = lastItem(open);
      open.push({ within: [...within, name], block: blocks.has(name) ? ++count : block });
      const href = name === "a" && / href="([^"]+)"/.exec(attributes)?.[1];
      if (href) hrefs.push(decodeAttribute(href));
    },
    onText(start, end) {
      runs.push({ start, end, source: html.slice(start, end), ...lastItem(open) });
    },
  });
  return isWhole ? { runs, hrefs } : null;
}

function parsedRuns(html: string): TextRun[] {
  const body = defaultTreeAdapter.createElement("body", spec.NS.HTML, []);
  const fragment = parseFragment(body, html, { scriptingEnabled: false, sourceCodeLocationInfo: true });
  const runs: TextRun[] = [];
  let count = 0;
  const waiting: Open[] = listChildren(fragment, [], 0);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, within, block } = next;
    if (node.nodeName === "#text" && node.sourceCodeLocation) {
      const { startOffset: start, endOffset: end } = node.sourceCodeLocation;
      const source = html.slice(start, end);
      if (!source.includes("<")) runs.push({ start, end, source, within, block });
    } else if ("tagName" in node) {
      const inner = blocks.has(node.tagName) ? ++count : block;
      waiting.push(...listChildren(node, [...within, node.tagName], inner));
    }
  }
  return runs;
}

const listChildren = (
  { childNodes }: DefaultTreeAdapterTypes.ParentNode,
  within: readonly string[],
  block: number,
): Open[] => childNodes.toReversed().map((node) => ({ node, within, block }));

function listLinks(html: string): string[] {
  const body = defaultTreeAdapter.createElement("body", spec.NS.HTML, []);
  const waiting = parseFragment(body, html, { scriptingEnabled: false }).childNodes.toReversed();
  const hrefs: string[] = [];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!("tagName" in node)) continue;
    const href = node.tagName === "a" && node.attrs.find(({ name }) => name === "href")?.value;
    if (href) hrefs.push(href);
    waiting.push(...node.childNodes.toReversed());
  }
  return hrefs;
}
