import { itemAt } from "../../lib/collections";

const references: Record<string, string> = {
  "&amp;": "&",
  "&quot;": '"',
  "&lt;": "<",
  "&gt;": ">",
  "&nbsp;": "\xa0",
};

const unknownReference = /&(?!(?:amp|quot|lt|gt|nbsp|#\d+|#x[\da-f]+);)/i;

/** The value of an attribute in sanitised HTML. */
export const decodeAttribute = (printed: string) =>
  printed.replace(/&(?:\w+|#x?[\da-f]+);/gi, decodeCharacter);

function decodeCharacter(reference: string): string {
  const number = /^&#(x?)([\da-f]+);$/i.exec(reference);
  if (!number) return references[reference] ?? reference;
  const code = parseInt(itemAt(number, 2), number[1] ? 16 : 10);
  return code <= 0x10ffff ? String.fromCodePoint(code) : reference;
}

type Scanned = {
  /** `opens` is the element that begins here; null at the end of the innermost element. */
  onTag: (opens: string | null, attributes: string) => void;
  /** Between two offsets of the source. */
  onText: (start: number, end: number) => void;
};

const words = (list: string) => new Set(list.split(" "));
const tag = /<(\/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*)>/y;
const empty = words("br hr img");
const inline = words("a strong em b i u s del ins mark small sub sup q cite code kbd abbr time span");
const blocks = words(
  "p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre figure figcaption table thead tbody tfoot tr th td caption dl dt dd details " +
    "summary div hr",
);
const heading = /^h[1-6]$/;
/** Allowed children of these elements: a browser moves any other element out. */
const structure: Record<string, Set<string>> = {
  table: words("caption thead tbody tfoot"),
  thead: words("tr"),
  tbody: words("tr"),
  tfoot: words("tr"),
  tr: words("th td"),
};
const structured = new Set(Object.values(structure).flatMap((names) => [...names]));

/**
 * Scans HTML that a browser would read exactly as it is written, as sanitised HTML is: every element closed in order,
 * nothing moved, attributes in double quotes. Returns false as soon as that is uncertain; then it has to be parsed.
 */
export function scanHtml(html: string, { onTag, onText }: Scanned): boolean {
  const open: string[] = [];
  if (/[\0\r]|<pre[^>]*>\n/.test(html)) return false;
  for (let at = 0; at < html.length; at = tag.lastIndex) {
    const start = html.indexOf("<", at);
    const end = start < 0 ? html.length : start;
    if (end > at) {
      if ((open.at(-1) ?? "") in structure && /\S/.test(html.slice(at, end))) return false;
      onText(at, end);
    }
    if (start < 0) break;
    tag.lastIndex = start;
    const found = tag.exec(html);
    if (!found) return false;
    const [, slash, name, attributes] = found as unknown as [string, string, string, string];
    if (slash) {
      if (attributes || open.pop() !== name) return false;
      onTag(null, "");
    } else {
      if (unknownReference.test(attributes) || !mayOpen(name, open)) return false;
      onTag(name, attributes);
      if (empty.has(name)) onTag(null, "");
      else open.push(name);
    }
  }
  return !open.length;
}

/** Whether the element stays in place and closes no open one. */
function mayOpen(name: string, open: readonly string[]): boolean {
  const parent = open.at(-1) ?? "";
  const allowed = structure[parent];
  if (allowed) return allowed.has(name);
  if (structured.has(name)) return false;
  if (inline.has(name)) return name !== "a" || !open.includes("a");
  if (empty.has(name) && name !== "hr") return true;
  if (!blocks.has(name) || open.includes("p")) return false;
  if (heading.test(name)) return !heading.test(parent);
  if (name === "li") return parent === "ul" || parent === "ol";
  if (name === "dt" || name === "dd") return parent === "dl";
  return true;
}
