import type { Element, Root } from "hast";
import { sanitize, type Schema } from "hast-util-sanitize";
import { toText } from "hast-util-to-text";
import { SKIP, visit } from "unist-util-visit";
import { parseHtml, printHtml } from "./tree";

/**
 * Each pass repairs what the previous one left misnested. Articles need two; input that needs more than this is
 * hostile.
 */
const MAX_PASSES = 6;

const linkSchemes = ["http", "https", "mailto", "tel"];
const webSchemes = ["http", "https"];
const relTokens = ["nofollow", "noopener", "noreferrer", "sponsored", "ugc", "external"];
const classNames =
  /^(?:wp-block-[\w-]+|wp-image-\d+|wp-element-[\w-]+|align(?:left|right|center|none|wide|full)|size-[\w-]+|is-style-[\w-]+|has-text-align-(?:left|right|center)|igny8-[\w-]+)$/;
const digits = /^\d{1,5}$/;
const span = /^(?:[1-9]\d{0,2}|1000)$/;
const headingId: [string, RegExp] = ["id", /^h-[a-z0-9-]+$/];

const schema: Schema = {
  tagNames: (
    "p h1 h2 h3 h4 h5 h6 a strong em b i u s del ins mark small sub sup br hr ul ol li blockquote q cite code pre kbd " +
    "figure figcaption img table thead tbody tfoot tr th td caption dl dt dd abbr time details summary span div"
  ).split(" "),
  // Removed with their content; other unknown elements are replaced by their content.
  strip: (
    "script style title textarea xmp iframe noembed noframes plaintext noscript template object embed applet svg math " +
    "select option optgroup datalist button audio video canvas map frameset head"
  ).split(" "),
  ancestors: {
    caption: ["table"],
    thead: ["table"],
    tbody: ["table"],
    tfoot: ["table"],
    tr: ["table"],
    th: ["table"],
    td: ["table"],
  },
  attributes: {
    "*": [["className", classNames]],
    a: ["href", "title", ["rel", ...relTokens], ["target", "_blank"]],
    img: ["src", "alt", "title", ["width", digits], ["height", digits], ["loading", "lazy", "eager"]],
    ol: [
      ["start", /^-?\d{1,6}$/],
      ["type", "1", "a", "A", "i", "I"],
      ["reversed", true],
    ],
    blockquote: ["cite"],
    th: [
      ["scope", "row", "col", "rowgroup", "colgroup"],
      ["colSpan", span],
      ["rowSpan", span],
    ],
    td: [
      ["colSpan", span],
      ["rowSpan", span],
    ],
    abbr: ["title"],
    time: ["dateTime"],
    h1: [headingId],
    h2: [headingId],
    h3: [headingId],
    h4: [headingId],
    h5: [headingId],
    h6: [headingId],
  },
  protocols: { href: linkSchemes, src: webSchemes, cite: webSchemes },
  required: {},
  clobber: [],
  allowComments: false,
  allowDoctypes: false,
};

/** Replacements of these elements that keep their blocks apart. */
const replacements = new Map<string, string>([
  ..."address article aside center dialog fieldset footer form header hgroup legend main marquee nav search section"
    .split(" ")
    .map((name) => [name, "div"] as const),
  ["menu", "ul"],
  ["dir", "ul"],
  ["strike", "s"],
  ["acronym", "abbr"],
]);

/**
 * Article HTML that is safe to store, display and send to WordPress: only the allow-list above, no comments, no
 * shortcodes. Passes run until one changes nothing, so parsing the output gives exactly the allowed tree, and
 * sanitising it again changes nothing.
 */
export function sanitiseHtml(html: string): string {
  let current = html;
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const next = printHtml(sanitiseTree(parseHtml(current)));
    if (next === current) return next;
    current = next;
  }
  return printHtml({ type: "root", children: [{ type: "text", value: toText(parseHtml(current)) }] });
}

function sanitiseTree(tree: Root): Root {
  const anchors = nameHeadings(tree);
  visit(tree, (node, index, parent) => {
    if (node.type === "text") node.value = cleanText(node.value);
    if (node.type !== "element") return;
    tidyElement(node, anchors);
    if (node.tagName === "img" && !node.properties.src && parent && index !== undefined) {
      parent.children.splice(index, 1);
      return [SKIP, index];
    }
  });
  return sanitize(tree, schema) as Root;
}

/**
 * Prefixes heading ids with `h-`, as the block editor does, so that no id shadows a global of a page's scripts or an
 * id of the theme. Returns old id → new, for links to them.
 */
function nameHeadings(tree: Root): Map<string, string> {
  const anchors = new Map<string, string>();
  const taken = new Set<string>();
  visit(tree, "element", ({ tagName, properties }) => {
    const old = properties.id;
    delete properties.id;
    if (!/^h[1-6]$/.test(tagName) || typeof old !== "string") return;
    const slug = old
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "");
    const id = slug.startsWith("h-") ? slug : `h-${slug}`;
    if (slug === "" || taken.has(id)) return;
    taken.add(id);
    anchors.set(`#${old}`, `#${id}`);
    properties.id = id;
  });
  return anchors;
}

function tidyElement(node: Element, anchors: Map<string, string>): void {
  node.tagName = replacements.get(node.tagName) ?? node.tagName;
  const { properties } = node;
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "string") properties[name] = cleanText(value);
  }
  keepTokens(properties, "className", (token) => classNames.test(token));
  keepTokens(properties, "rel", (token) => relTokens.includes(token));
  properties.href = safeUrl(properties.href, linkSchemes);
  properties.src = safeUrl(properties.src, webSchemes);
  properties.cite = safeUrl(properties.cite, webSchemes);
  if (node.tagName !== "a") return;
  if (typeof properties.href === "string") properties.href = anchors.get(properties.href) ?? properties.href;
  if (typeof properties.target === "string") properties.target = properties.target.toLowerCase();
  if (properties.target === "_blank") {
    properties.rel = [...new Set([...((properties.rel as string[] | undefined) ?? []), "noopener"])];
  }
}

function keepTokens(properties: Element["properties"], name: string, keep: (token: string) => boolean): void {
  const value = properties[name];
  const tokens = Array.isArray(value) ? value : typeof value === "string" ? value.split(/\s+/) : [];
  const kept = [...new Set(tokens.map(String))].filter(keep);
  properties[name] = kept.length > 0 ? kept : undefined;
}

/** The URL as a browser parses it; undefined if its scheme is not allowed. Control characters are already removed. */
function safeUrl(value: unknown, schemes: string[]): string | undefined {
  if (typeof value !== "string") return undefined;
  const url = value.replace(/[\t\n\r]/g, "").trim();
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1];
  if (scheme === undefined) return url === "" ? undefined : url;
  if (!schemes.includes(scheme.toLowerCase())) return undefined;
  return scheme.toLowerCase() + url.slice(scheme.length);
}

/** Removes what HTML forbids in text (controls, noncharacters, lone surrogates) or would not preserve (CR). */
function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    .replaceAll("\f", " ")
    .replace(/(?![\t\n])[\p{Cc}\p{NChar}]/gu, "");
}
