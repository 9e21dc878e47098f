import { toSlug } from "../../../lib/slugs";
import { parsePage, containsPhrase, containsExactly, stemPhrase } from "../score/page";
import { META_DESCRIPTION_RANGE, META_TITLE_RANGE } from "../score/meta";
import { splitSentences } from "../../../text/readability";
import { titleCase } from "../../../text/terms";
import type { FixDraft, Fix } from "./fix";

/** At most `max` characters, cut between words, without dangling words at the end. */
export function cutToLength(text: string, max: number): string {
  if ([...text].length <= max) return text;
  const cut = [...text].slice(0, max + 1).join("");
  const end = cut.lastIndexOf(" ");
  return (end > max / 2 ? cut.slice(0, end) : cut.slice(0, max)).replace(/[\s,;:|–—-]+$/u, "");
}

const countCharacters = (text: string) => [...text].length;

/** The title, preceded by the keyword if missing, and followed by the site's name if it fits. */
function buildMetaTitle({ title, keyword, meta_title, site_name }: FixDraft): string {
  const own = meta_title || title;
  const withKeyword = !keyword || containsExactly(own, keyword) ? own : `${titleCase(keyword)}: ${own}`;
  if (countCharacters(withKeyword) > META_TITLE_RANGE.max) {
    const text =
      containsExactly(cutToLength(withKeyword, META_TITLE_RANGE.max), keyword) || !keyword
        ? withKeyword
        : `${titleCase(keyword)}: ${title}`;
    return cutToLength(text, META_TITLE_RANGE.max);
  }
  const longer = `${withKeyword} | ${site_name}`;
  return countCharacters(withKeyword) < META_TITLE_RANGE.min &&
    countCharacters(longer) <= META_TITLE_RANGE.max
    ? longer
    : withKeyword;
}

/** Sentences of the text, those with the keyword first, as many as fit. */
function buildMetaDescription({ meta_description, excerpt, html, keyword }: FixDraft): string {
  if (countCharacters(meta_description) > META_DESCRIPTION_RANGE.max)
    return endSentence(cutToLength(meta_description, META_DESCRIPTION_RANGE.max - 1));
  const page = parsePage(html);
  const stems = keyword ? stemPhrase(keyword, page.language) : [];
  const own = [meta_description, excerpt].filter(Boolean).flatMap(splitSentences);
  const sentences = page.paragraphs.slice(0, 12).flatMap(splitSentences);
  const withPhrase = sentences.filter(
    (sentence) => stems.length && containsPhrase(sentence, stems, page.language),
  );
  const hasKeyword = own.some((sentence) => containsPhrase(sentence, stems, page.language));
  const queue = [
    ...new Set(
      hasKeyword || !stems.length
        ? [...own, ...sentences]
        : [...withPhrase.slice(0, 1), ...own, ...sentences],
    ),
  ];
  let text = "";
  for (const sentence of queue) {
    const next = text ? `${text} ${sentence}` : sentence;
    if (countCharacters(next) <= META_DESCRIPTION_RANGE.max) text = next;
    if (countCharacters(text) >= META_DESCRIPTION_RANGE.min) return text;
  }
  const rest = queue.find((sentence) => !text.includes(sentence));
  return rest
    ? endSentence(cutToLength(text ? `${text} ${rest}` : rest, META_DESCRIPTION_RANGE.max - 1))
    : text;
}

const endSentence = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}…`);

export const metaFixes: Fix[] = [
  {
    field: "meta_title",
    description: "Corrected the length and added the keyword",
    apply: (draft) => ({ meta_title: buildMetaTitle(draft) }),
  },
  {
    field: "meta_description",
    description: "Corrected the length and added the keyword, with sentences of the text",
    apply: (draft) => ({ meta_description: buildMetaDescription(draft) }),
  },
  {
    field: "slug",
    description: "Added the keyword",
    apply: ({ slug, keyword, is_slug_final: is_published, html }) => {
      if (is_published || !keyword) return {};
      const { language } = parsePage(html);
      if (containsPhrase(slug.replaceAll("-", " "), stemPhrase(keyword, language), language)) return {};
      return { slug: toSlug(keyword, slug) };
    },
  },
];
