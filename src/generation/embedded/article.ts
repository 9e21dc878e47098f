import type { ArticleInput, ArticleOutput } from "../functions";
import { bodyOf } from "./article-body";
import { inGeneral } from "./nouns";
import { outlineOf } from "./outline";
import { type Phrase, readPhrase } from "./phrases";
import { seedFrom } from "./seed";
import { clip, sentenceWords, stemsOf, titleCase } from "./wording";

const META_TITLE = 60;
const META_DESCRIPTION = 160;
const EXCERPT = 300;
const SLUG = 80;
const MAX_TAGS = 5;

/** An outline-grade draft of the asked length: it tells readers what to look at and claims nothing as a fact. */
export function writeArticle(input: ArticleInput): ArticleOutput {
  const keywords = input.keywords.length ? input.keywords : [input.title];
  const phrases = keywords.map(readPhrase);
  const lead = phrases[0]!;
  const seed = seedFrom([input.title, ...keywords, ...input.headings, input.word_count].join("\n"));
  const topic = topicOf(lead);
  const headings = input.headings.length
    ? input.headings
    : outlineOf(lead.kind, topic, seed)
        .slice(0, Math.max(3, Math.min(8, Math.round(input.word_count / 220))))
        .map(({ text }) => text);
  const content_html = bodyOf({ input, topic, lead, phrases, headings, seed });
  const primary = lead.keyword;
  const description = `What to know about ${topic.text}: what to look at, what to compare and which questions to ask before you decide. ${input.title}`;
  return {
    title: input.title,
    content_html,
    excerpt: clip(firstParagraph(content_html), EXCERPT),
    meta_title: metaTitle(input.title, primary),
    meta_description: clip(description, META_DESCRIPTION),
    slug: slug(input.title),
    primary_keyword: primary,
    secondary_keywords: phrases.slice(1).map(({ keyword }) => keyword),
    tags: tagsOf(phrases),
    categories: [clip(titleCase(topic.text), 60)],
  };
}

const topicOf = (lead: Phrase) =>
  lead.noun
    ? inGeneral(lead.noun, lead.counted)
    : { text: `“${sentenceWords(lead.keyword)}”`, plural: false };

const firstParagraph = (html: string) =>
  (/<p>(.*?)<\/p>/s.exec(html)?.[1] ?? "")
    .replace(/<[^>]+>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;|&#34;/g, '"')
    .replace(/&#39;|&#x27;|&apos;/gi, "'")
    .replace(/&amp;/g, "&");

function metaTitle(title: string, primary: string): string {
  const fits = title.length <= META_TITLE;
  const stems = stemsOf(title);
  const has = [...stemsOf(primary)].every((stem) => stems.has(stem));
  return fits && has ? title : clip(has ? title : titleCase(sentenceWords(primary)), META_TITLE);
}

function slug(title: string): string {
  const ascii = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’]/g, "");
  const parts = ascii.split(/[^a-z0-9]+/).filter(Boolean);
  let out = "";
  for (const part of parts) if (out.length + part.length < SLUG) out += (out && "-") + part;
  return out || "article";
}

function tagsOf(phrases: Phrase[]): string[] {
  const names = phrases
    .filter((phrase) => phrase.sound)
    .map((phrase) => clip(sentenceWords(phrase.noun ?? phrase.keyword), 40));
  const unique = names.filter(
    (name, n) => names.findIndex((other) => other.toLowerCase() === name.toLowerCase()) === n,
  );
  return (unique.length ? unique : [clip(phrases[0]!.keyword, 40)]).slice(0, MAX_TAGS);
}
