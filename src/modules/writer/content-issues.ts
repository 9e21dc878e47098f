import { listHeadings, parseHtml, htmlToText } from "../../text/html/html";
import type { ContentStructure } from "../../lib/content-structures";

export type ContentIssue = { field: string; severity: "warning" | "error"; message: string };

type CheckedFields = {
  title: string;
  content_html: string;
  excerpt: string;
  meta_title: string;
  meta_description: string;
  primary_keyword: string;
  word_count: number;
  content_structure: ContentStructure;
};

const MIN_WORDS = 300;
const META_TITLE = { min: 30, max: 60 };
const META_DESCRIPTION = { min: 70, max: 160 };

/** Editorial issues: errors should be fixed before publishing, warnings are advice. */
export function checkContent(content: CheckedFields): ContentIssue[] {
  const issues: ContentIssue[] = [];
  const add = (severity: ContentIssue["severity"], field: string, message: string) =>
    void issues.push({ field, severity, message });
  checkMeta(content, add);
  checkBody(content, add);
  return issues;
}

type AddIssue = (severity: ContentIssue["severity"], field: string, message: string) => void;

function checkMeta(
  { meta_title, meta_description, excerpt, primary_keyword, title }: CheckedFields,
  add: AddIssue,
) {
  if (!meta_title) add("warning", "meta_title", "Missing: search engines will show the title instead");
  else if (meta_title.length < META_TITLE.min)
    add(
      "warning",
      "meta_title",
      `${meta_title.length} characters; ${META_TITLE.min} to ${META_TITLE.max} are recommended`,
    );
  if (!meta_description)
    add("warning", "meta_description", "Missing: search engines will choose a sentence of the text");
  else if (meta_description.length < META_DESCRIPTION.min)
    add(
      "warning",
      "meta_description",
      `${meta_description.length} characters; ${META_DESCRIPTION.min} to ${META_DESCRIPTION.max} are recommended`,
    );
  if (!excerpt) add("warning", "excerpt", "Missing");
  if (!primary_keyword) add("warning", "primary_keyword", "Missing");
  else if (!includesIgnoringCase(title, primary_keyword))
    add("warning", "title", "Does not contain the primary keyword");
}

function checkBody({ content_html, word_count, primary_keyword }: CheckedFields, add: AddIssue) {
  if (!word_count) return add("error", "content_html", "The content has no text");
  if (word_count < MIN_WORDS)
    add("warning", "content_html", `${word_count} words; at least ${MIN_WORDS} are recommended`);
  const tree = parseHtml(content_html);
  const headings = listHeadings(tree);
  if (!headings.some(({ level }) => level === 2))
    add("warning", "content_html", "The text has no h2 headings");
  if (headings.some(({ level }) => level === 1))
    add("warning", "content_html", "The text contains an h1, but the title is already the page's h1");
  if (headings.some(({ text }) => !text)) add("error", "content_html", "A heading is empty");
  const skipped = headings.find(({ level }, n) => n > 0 && level > (headings[n - 1]?.level ?? 0) + 1);
  if (skipped) add("warning", "content_html", `The heading "${skipped.text}" skips a level`);
  if (primary_keyword && !includesIgnoringCase(htmlToText(tree), primary_keyword))
    add("warning", "content_html", "The text does not contain the primary keyword");
  if (/<img\b(?![^>]*\balt="[^"]+)/.test(content_html))
    add("warning", "content_html", "An image has no alt text");
}

const includesIgnoringCase = (text: string, words: string) =>
  text.toLowerCase().includes(words.toLowerCase());
