import type { Root } from "hast";
import { fromParse5 } from "hast-util-from-parse5";
import { toHtml } from "hast-util-to-html";
import { defaultTreeAdapter, html as spec, parseFragment, type DefaultTreeAdapterTypes } from "parse5";

/** Elements nested deeper give way to their text: the hast packages recurse, and no article nests so deep. */
const MAX_DEPTH = 100;
/** Markup with more elements than this is read as text alone. An article of 1 MiB has about 10,000. */
const MAX_ELEMENTS = 50_000;

const rawText = new Set([
  "script",
  "style",
  "title",
  "textarea",
  "xmp",
  "iframe",
  "noembed",
  "noframes",
  "plaintext",
]);

class TooManyElements extends Error {}

/** The fragment as a browser reads it inside `<body>`. Total: malformed, deep or oversized markup loses structure, never text. */
export function parseHtml(html: string): Root {
  try {
    return parseBounded(html);
  } catch (error) {
    if (!(error instanceof TooManyElements)) throw error;
    return parseBounded(html.replace(/<[^>]*>?/g, " "));
  }
}

function parseBounded(html: string): Root {
  let elements = 0;
  const treeAdapter: typeof defaultTreeAdapter = {
    ...defaultTreeAdapter,
    createElement(...created) {
      elements += 1;
      if (elements > MAX_ELEMENTS) throw new TooManyElements();
      return defaultTreeAdapter.createElement(...created);
    },
  };
  const body = defaultTreeAdapter.createElement("body", spec.NS.HTML, []);
  const fragment = parseFragment(body, html, { treeAdapter, scriptingEnabled: false });
  capDepth(fragment);
  return fromParse5(fragment) as Root;
}

function capDepth(root: DefaultTreeAdapterTypes.ParentNode): void {
  const open = [{ node: root, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, depth } = next;
    if ("content" in node) node.content.childNodes = [];
    if (depth === MAX_DEPTH) {
      const value = textBelow(node);
      node.childNodes = [{ nodeName: "#text", parentNode: node, value }];
    }
    for (const child of node.childNodes) {
      if ("childNodes" in child) open.push({ node: child, depth: depth + 1 });
    }
  }
}

function textBelow(top: DefaultTreeAdapterTypes.ParentNode): string {
  const texts: string[] = [];
  const waiting = top.childNodes.toReversed();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if ("value" in node) texts.push(node.value);
    else if ("childNodes" in node && !rawText.has(node.nodeName)) {
      for (const child of node.childNodes.toReversed()) waiting.push(child);
    }
  }
  return texts.join(" ");
}

/**
 * Prints a sanitised tree for WordPress, whose filters read HTML with regular expressions: `<`, `>` never stand in an
 * attribute, and a `[` that could open a shortcode, in text or attribute, becomes `&#91;`. Comments are printed as they are.
 */
export function printHtml(tree: Root): string {
  const printed = toHtml(tree, {
    allowDangerousCharacters: true,
    characterReferences: { useNamedReferences: true },
  });
  return printed.replace(
    /<!--[^]*?-->|<[a-z][^>"]*(?:"[^"]*"[^>"]*)*>|\[(?=[\p{L}_/])/gu,
    (match, offset: number) => {
      if (match === "[") return "&#91;";
      if (match.startsWith("<!--")) return match;
      const tag = match.replace(/"[^"]*"/g, escapeAttribute);
      // The parser drops a newline right after <pre>, so one that is content is printed twice.
      return match.startsWith("<pre") && printed[offset + match.length] === "\n" ? `${tag}\n` : tag;
    },
  );
}

function escapeAttribute(quoted: string): string {
  return quoted
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/\[(?=[\p{L}_/])/gu, "&#91;");
}

const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Plain text as HTML text or as a quoted attribute's value. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}
