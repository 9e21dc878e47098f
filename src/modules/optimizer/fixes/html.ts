import type { Element, ElementContent, Root } from "hast";
import { toText } from "hast-util-to-text";
import { visit } from "unist-util-visit";
import { parseHtml, printHtml, sanitiseHtml } from "../../../text/html/html";
import type { FixDraft, Fix } from "./fix";

const MAX_ALT = 125;
const parseHeadingLevel = ({ tagName }: Element) => Number(/^h([1-6])$/.exec(tagName)?.[1] ?? 0);
const extractText = (node: Element) => toText(node).replace(/\s+/g, " ").trim();

/** Headings begin at h2 and descend one level at a time; empty ones are removed. */
function repairHeadings(tree: Root) {
  visit(tree, "element", (node, index, parent) => {
    if (!parseHeadingLevel(node) || !parent || index === undefined) return;
    const isEmpty =
      !extractText(node) &&
      !node.children.some((child) => child.type === "element" && child.tagName === "img");
    if (!isEmpty) return;
    // A line break keeps adjacent text apart.
    parent.children.splice(index, 1, { type: "text", value: "\n" });
    return index + 1;
  });
  const open: { was: number; is: number }[] = [];
  visit(tree, "element", (node) => {
    const was = parseHeadingLevel(node);
    if (!was) return;
    while ((open.at(-1)?.was ?? 0) >= was) open.pop();
    const is = Math.min(6, (open.at(-1)?.is ?? 1) + 1);
    open.push({ was, is });
    node.tagName = `h${is}`;
  });
}

/** Sets missing alt texts to the caption, the heading of the section, or the title. */
function fillAltTexts(tree: Root, { title }: FixDraft) {
  let heading = title;
  const read = (nodes: readonly (ElementContent | Root["children"][number])[], caption: string) => {
    for (const node of nodes) {
      if (node.type !== "element") continue;
      if (parseHeadingLevel(node)) heading = extractText(node) || heading;
      if (node.tagName === "img" && !String(node.properties.alt ?? "").trim())
        node.properties.alt = (caption || heading).slice(0, MAX_ALT);
      read(node.children, node.tagName === "figure" ? extractCaption(node) : caption);
    }
  };
  read(tree.children, "");
}

const extractCaption = (figure: Element) => {
  const caption = figure.children.find((child) => child.type === "element" && child.tagName === "figcaption");
  return caption?.type === "element" ? extractText(caption) : "";
};

function editHtml(draft: FixDraft, edit: (tree: Root, draft: FixDraft) => void): string {
  const tree = parseHtml(draft.html);
  const before = printHtml(tree);
  edit(tree, draft);
  const after = printHtml(tree);
  return after === before ? draft.html : sanitiseHtml(after);
}

export const htmlFixes: Fix[] = [
  {
    field: "content_html",
    description: "Corrected heading levels and removed empty headings",
    apply: (draft) => ({ html: editHtml(draft, repairHeadings) }),
  },
  {
    field: "content_html",
    description: "Added missing alt texts from captions and headings",
    apply: (draft) => ({ html: editHtml(draft, fillAltTexts) }),
  },
];
