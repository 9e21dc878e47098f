import { defaultTreeAdapter, html as spec, parseFragment, type DefaultTreeAdapterTypes } from "parse5";

/** A stretch of text as it stands in the source, character references and all. Offsets are UTF-16 units of the source. */
export type TextRun = {
  start: number;
  end: number;
  source: string;
  /** The names of the elements around it, outermost first. */
  within: readonly string[];
  /** The same for all runs of one innermost block (p, li, td …); 0 outside any. */
  block: number;
};

type Open = { node: DefaultTreeAdapterTypes.ChildNode; within: readonly string[]; block: number };

const blocks = new Set("p li td th dd dt h1 h2 h3 h4 h5 h6 figcaption caption pre summary".split(" "));

/** The text of a fragment in document order, by its place in the source; what was moved while parsing is left out. */
export function textRunsOf(html: string): TextRun[] {
  const body = defaultTreeAdapter.createElement("body", spec.NS.HTML, []);
  const fragment = parseFragment(body, html, { scriptingEnabled: false, sourceCodeLocationInfo: true });
  const runs: TextRun[] = [];
  let count = 0;
  const waiting: Open[] = childrenOf(fragment, [], 0);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, within, block } = next;
    if (node.nodeName === "#text" && node.sourceCodeLocation) {
      const { startOffset: start, endOffset: end } = node.sourceCodeLocation;
      const source = html.slice(start, end);
      if (!source.includes("<")) runs.push({ start, end, source, within, block });
    } else if ("tagName" in node) {
      const inner = blocks.has(node.tagName) ? ++count : block;
      waiting.push(...childrenOf(node, [...within, node.tagName], inner));
    }
  }
  return runs;
}

const childrenOf = (
  { childNodes }: DefaultTreeAdapterTypes.ParentNode,
  within: readonly string[],
  block: number,
): Open[] => childNodes.toReversed().map((node) => ({ node, within, block }));

/** Where the fragment's links lead: the href of each, in document order. */
export function linksOf(html: string): string[] {
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
