import { toText } from "hast-util-to-text";
import { visit } from "unist-util-visit";
import { parseHtml, htmlToText } from "../../../text/html/html";

/** Facts that a rewrite may neither remove nor add, as written in the text, by kind. */
type Facts = Record<"number" | "quotation" | "link" | "image", Set<string>>;

const NUMBER = /\p{N}+(?:[.,:/]\p{N}+)*/gu;
const QUOTATIONS = [
  /“([^”]{2,})”/g,
  /"([^"\n]{2,})"/g,
  /„([^“”]{2,})[“”]/g,
  /«([^»]{2,})»/g,
  /‘([^’]{2,})’(?!\p{L})/gu,
];
const quotingElements = new Set(["blockquote", "q", "cite", "code", "pre"]);

const toPlain = (text: string) =>
  text
    .replace(/[’‘]/g, "'")
    .replace(/["“”„«»]/g, "")
    .replace(/\s+/g, " ")
    .trim();

function extractFacts(html: string): Facts {
  const tree = parseHtml(html);
  const text = htmlToText(tree);
  const quotations = new Set(
    QUOTATIONS.flatMap((pattern) => [...text.matchAll(pattern)].map(([, inner = ""]) => toPlain(inner))),
  );
  const links = new Set<string>();
  const images = new Set<string>();
  visit(tree, "element", (node) => {
    if (quotingElements.has(node.tagName)) quotations.add(toPlain(toText(node)));
    if (node.tagName === "a" && node.properties.href) links.add(String(node.properties.href));
    if (node.tagName === "img" && node.properties.src) images.add(String(node.properties.src));
  });
  return { number: new Set(text.match(NUMBER)), quotation: quotations, link: links, image: images };
}

/** The first number, quotation, link or image that only one of the texts has; null if they have the same. */
export function describeChangedFact(before: string, after: string): string | null {
  const now = extractFacts(after);
  for (const [kind, old] of Object.entries(extractFacts(before))) {
    const found = now[kind as keyof Facts];
    const [lost] = old.difference(found);
    if (lost !== undefined) return `It loses the ${kind} ${truncate(lost)}`;
    const [added] = found.difference(old);
    if (added !== undefined) return `It adds the ${kind} ${truncate(added)}`;
  }
  return null;
}

const truncate = (text: string) => (text.length > 80 ? `${text.slice(0, 80)}…` : text);
