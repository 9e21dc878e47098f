import type { Element, Nodes, Root } from "hast";
import { countWords, parseHtml } from "../../../text/html/html";
import { readingEase, splitSentences } from "../../../text/readability";
import { isStopWord, type Language, detectProseLanguage, stem, tokenize } from "../../../text/terms";

type PageSection = { heading: string | null; words: number };

/** A page parsed once for all checks. */
export type ScoredPage = {
  language: Language | null;
  headings: { level: number; text: string }[];
  /** Texts of paragraphs; `prose` also contains list items and the like. */
  paragraphs: string[];
  prose: string[];
  sentences: string[];
  /** Folded words of the whole text, and their stems. */
  tokens: string[];
  stems: string[];
  wordCount: number;
  /** The number of words from one heading to the next. */
  sections: PageSection[];
  links: { href: string; text: string; nofollow: boolean }[];
  images: { src: string; alt: string }[];
  ease: ReturnType<typeof readingEase>;
};

const proseBlocks = new Set(["p", "li", "dd", "dt"]);
const otherBlocks = new Set(
  "div td th pre blockquote figcaption caption summary details ul ol dl table thead tbody tr figure hr".split(
    " ",
  ),
);

type PageReading = Pick<ScoredPage, "headings" | "paragraphs" | "prose" | "sections" | "links" | "images"> & {
  text: string[];
};

export function parsePage(html: string): ScoredPage {
  const reading: PageReading = {
    headings: [],
    paragraphs: [],
    prose: [],
    sections: [{ heading: null, words: 0 }],
    links: [],
    images: [],
    text: [],
  };
  readBlocks(parseHtml(html), reading);
  const { text, ...read } = reading;
  const whole = text.join("\n");
  const tokens = tokenize(whole);
  const language = detectProseLanguage(tokens);
  const prose = reading.prose.join("\n");
  return {
    ...read,
    language,
    sentences: splitSentences(prose),
    tokens,
    stems: tokens.map((token) => stem(token, language ?? "english")),
    wordCount: countWords(whole),
    ease: readingEase(prose, language),
  };
}

/** Descends to the innermost blocks that contain text, and reads the text of each as a whole. */
function readBlocks(node: Root | Element, reading: PageReading) {
  let loose = "";
  for (const child of node.children) {
    if (child.type === "element" && isBlock(child)) {
      addBlock(node, loose, reading);
      loose = "";
      readBlock(child, reading);
    } else loose += collectText(child, reading);
  }
  addBlock(node, loose, reading);
}

function readBlock(block: Element, reading: PageReading) {
  const level = /^h([1-6])$/.exec(block.tagName)?.[1];
  if (!level) return readBlocks(block, reading);
  const text = collapseSpace(collectText(block, reading));
  reading.headings.push({ level: Number(level), text });
  reading.sections.push({ heading: text, words: 0 });
  reading.text.push(text);
}

function addBlock(block: Root | Element, raw: string, reading: PageReading) {
  const text = collapseSpace(raw);
  if (!text) return;
  const name = block.type === "element" ? block.tagName : "p";
  reading.text.push(text);
  const section = reading.sections.at(-1);
  if (section) section.words += countWords(text);
  if (name === "p" || name === "div") reading.paragraphs.push(text);
  if (proseBlocks.has(name) || name === "div") reading.prose.push(text);
}

const isBlock = ({ tagName }: Element) =>
  proseBlocks.has(tagName) || otherBlocks.has(tagName) || /^h[1-6]$/.test(tagName);
const collapseSpace = (text: string) => text.replace(/\s+/g, " ").trim();

function collectText(node: Nodes, reading: PageReading): string {
  if (node.type === "text") return node.value;
  if (node.type !== "element") return "";
  const { tagName, properties } = node;
  if (tagName === "br") return " ";
  if (tagName === "img")
    reading.images.push({
      src: String(properties.src ?? ""),
      alt: collapseSpace(String(properties.alt ?? "")),
    });
  const text = node.children.map((child) => collectText(child, reading)).join("");
  if (tagName === "a" && typeof properties.href === "string")
    reading.links.push({
      href: properties.href,
      text: collapseSpace(text),
      nofollow: [properties.rel].flat().includes("nofollow"),
    });
  return text;
}

/** Stems of the meaningful words of a phrase; of all its words if none is meaningful. */
export function stemPhrase(phrase: string, language: Language | null): string[] {
  const tokens = tokenize(phrase);
  const content = tokens.filter((token) => !isStopWord(token, language ?? "english"));
  return [...new Set((content.length ? content : tokens).map((token) => stem(token, language ?? "english")))];
}

/** Whether the text contains all words of the phrase, in any form and order. */
export function containsPhrase(text: string, phrase: readonly string[], language: Language | null): boolean {
  const found = new Set(tokenize(text).map((token) => stem(token, language ?? "english")));
  return phrase.length > 0 && phrase.every((each) => found.has(each));
}

/** Whether the text contains the phrase word by word. */
export const containsExactly = (text: string, phrase: string) =>
  ` ${tokenize(text).join(" ")} `.includes(` ${tokenize(phrase).join(" ")} `);
