import type { Root } from "hast";
import { fromParse5 } from "hast-util-from-parse5";
import { toHtml } from "hast-util-to-html";
import { defaultTreeAdapter, html as spec, parseFragment, type DefaultTreeAdapterTypes } from "parse5";

/** Elements nested deeper are replaced by their text: the hast packages recurse, and no article is nested that deep. */
const MAX_DEPTH = 100;
/** Markup with more elements is read as plain text. An article of 1 MiB has about 10,000. */
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

/**
 * Parses a fragment as a browser does inside `<body>`. Never throws: malformed, deep or oversized markup loses
 * structure, but no text.
 */
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
 * Prints a sanitised tree for WordPress, whose filters read HTML with regular expressions: attributes never contain
 * `<` or `>`, and a `[` that could open a shortcode becomes `&#91;`. Comments are printed unchanged.
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
      // The parser drops a newline directly after <pre>, so one that is content is printed twice.
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

/** Escapes plain text for HTML text or a quoted attribute value. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}
