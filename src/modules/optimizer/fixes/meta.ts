import { toSlug } from "../../../lib/slugs";
import { parsePage, containsPhrase, containsExactly, stemPhrase } from "../score/page";
import { META_DESCRIPTION_RANGE, META_TITLE_RANGE } from "../score/meta";
import { splitSentences } from "../../../text/readability";
import { titleCase } from "../../../text/terms";
import type { FixDraft, Fix } from "./fix";

/** At most `most` characters, cut between words, without dangling words at the end. */
export function cutToLength(text: string, most: number): string {
  if ([...text].length <= most) return text;
  const cut = [...text].slice(0, most + 1).join("");
  const end = cut.lastIndexOf(" ");
  return (end > most / 2 ? cut.slice(0, end) : cut.slice(0, most)).replace(/[\s,;:|–—-]+$/u, "");
}

const countCharacters = (text: string) => [...text].length;

/** The title, preceded by the keyword if missing, and followed by the site's name if it fits. */
function buildMetaTitle({ title, keyword, meta_title, site_name }: FixDraft): string {
  const own = meta_title || title;
  const told = !keyword || containsExactly(own, keyword) ? own : `${titleCase(keyword)}: ${own}`;
  if (countCharacters(told) > META_TITLE_RANGE.most) {
    const kept =
      containsExactly(cutToLength(told, META_TITLE_RANGE.most), keyword) || !keyword
        ? told
        : `${titleCase(keyword)}: ${title}`;
    return cutToLength(kept, META_TITLE_RANGE.most);
  }
  const longer = `${told} | ${site_name}`;
  return countCharacters(told) < META_TITLE_RANGE.least && countCharacters(longer) <= META_TITLE_RANGE.most
    ? longer
    : told;
}

/** Sentences of the text, those with the keyword first, as many as fit. */
function buildMetaDescription({ meta_description, excerpt, html, keyword }: FixDraft): string {
  if (countCharacters(meta_description) > META_DESCRIPTION_RANGE.most)
    return endSentence(cutToLength(meta_description, META_DESCRIPTION_RANGE.most - 1));
  const page = parsePage(html);
  const stems = keyword ? stemPhrase(keyword, page.language) : [];
  const own = [meta_description, excerpt].filter(Boolean).flatMap(splitSentences);
  const told = page.paragraphs.slice(0, 12).flatMap(splitSentences);
  const about = told.filter((sentence) => stems.length && containsPhrase(sentence, stems, page.language));
  const saysIt = own.some((sentence) => containsPhrase(sentence, stems, page.language));
  const queue = [
    ...new Set(saysIt || !stems.length ? [...own, ...told] : [...about.slice(0, 1), ...own, ...told]),
  ];
  let text = "";
  for (const sentence of queue) {
    const next = text ? `${text} ${sentence}` : sentence;
    if (countCharacters(next) <= META_DESCRIPTION_RANGE.most) text = next;
    if (countCharacters(text) >= META_DESCRIPTION_RANGE.least) return text;
  }
  const rest = queue.find((sentence) => !text.includes(sentence));
  return rest
    ? endSentence(cutToLength(text ? `${text} ${rest}` : rest, META_DESCRIPTION_RANGE.most - 1))
    : text;
}

const endSentence = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}…`);

export const metaFixes: Fix[] = [
  {
    field: "meta_title",
    description: "Its length and the keyword in it",
    apply: (draft) => ({ meta_title: buildMetaTitle(draft) }),
  },
  {
    field: "meta_description",
    description: "Its length and the keyword in it, in sentences of the text",
    apply: (draft) => ({ meta_description: buildMetaDescription(draft) }),
  },
  {
    field: "slug",
    description: "The keyword in it, since it is not published",
    apply: ({ slug, keyword, is_slug_final: is_published, html }) => {
      if (is_published || !keyword) return {};
      const { language } = parsePage(html);
      if (containsPhrase(slug.replaceAll("-", " "), stemPhrase(keyword, language), language)) return {};
      return { slug: toSlug(keyword, slug) };
    },
  },
];
