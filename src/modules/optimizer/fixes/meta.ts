import { slugOf } from "../../../lib/slugs";
import { readPage, containsPhrase, holdsExactly, phraseStems } from "../score/page";
import { META_DESCRIPTION_RANGE, META_TITLE_RANGE } from "../score/meta";
import { sentencesOf } from "../../../text/readability";
import { titleCase } from "../../../text/terms";
import type { FixDraft, Fix } from "./fix";

/** At most `most` characters, cut between words, without what would dangle at the end. */
export function cutAt(text: string, most: number): string {
  if ([...text].length <= most) return text;
  const cut = [...text].slice(0, most + 1).join("");
  const end = cut.lastIndexOf(" ");
  return (end > most / 2 ? cut.slice(0, end) : cut.slice(0, most)).replace(/[\s,;:|–—-]+$/u, "");
}

const lengthOf = (text: string) => [...text].length;

/** The title, led by the keyword where it lacks it, ended by the site's name where there is room. */
function metaTitleOf({ title, keyword, meta_title, site_name }: FixDraft): string {
  const own = meta_title || title;
  const told = !keyword || holdsExactly(own, keyword) ? own : `${titleCase(keyword)}: ${own}`;
  if (lengthOf(told) > META_TITLE_RANGE.most) {
    const kept =
      holdsExactly(cutAt(told, META_TITLE_RANGE.most), keyword) || !keyword
        ? told
        : `${titleCase(keyword)}: ${title}`;
    return cutAt(kept, META_TITLE_RANGE.most);
  }
  const longer = `${told} | ${site_name}`;
  return lengthOf(told) < META_TITLE_RANGE.least && lengthOf(longer) <= META_TITLE_RANGE.most ? longer : told;
}

/** Sentences of the text itself, those with the keyword first, as many as fit. */
function metaDescriptionOf({ meta_description, excerpt, html, keyword }: FixDraft): string {
  if (lengthOf(meta_description) > META_DESCRIPTION_RANGE.most)
    return closed(cutAt(meta_description, META_DESCRIPTION_RANGE.most - 1));
  const page = readPage(html);
  const stems = keyword ? phraseStems(keyword, page.language) : [];
  const own = [meta_description, excerpt].filter(Boolean).flatMap(sentencesOf);
  const told = page.paragraphs.slice(0, 12).flatMap(sentencesOf);
  const about = told.filter((sentence) => stems.length && containsPhrase(sentence, stems, page.language));
  const saysIt = own.some((sentence) => containsPhrase(sentence, stems, page.language));
  const queue = [
    ...new Set(saysIt || !stems.length ? [...own, ...told] : [...about.slice(0, 1), ...own, ...told]),
  ];
  let text = "";
  for (const sentence of queue) {
    const next = text ? `${text} ${sentence}` : sentence;
    if (lengthOf(next) <= META_DESCRIPTION_RANGE.most) text = next;
    if (lengthOf(text) >= META_DESCRIPTION_RANGE.least) return text;
  }
  const rest = queue.find((sentence) => !text.includes(sentence));
  return rest ? closed(cutAt(text ? `${text} ${rest}` : rest, META_DESCRIPTION_RANGE.most - 1)) : text;
}

const closed = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}…`);

export const metaFixes: Fix[] = [
  {
    field: "meta_title",
    says: "Its length and the keyword in it",
    apply: (draft) => ({ meta_title: metaTitleOf(draft) }),
  },
  {
    field: "meta_description",
    says: "Its length and the keyword in it, in sentences of the text",
    apply: (draft) => ({ meta_description: metaDescriptionOf(draft) }),
  },
  {
    field: "slug",
    says: "The keyword in it, since it is not published",
    apply: ({ slug, keyword, is_published, html }) => {
      if (is_published || !keyword) return {};
      const { language } = readPage(html);
      if (containsPhrase(slug.replaceAll("-", " "), phraseStems(keyword, language), language)) return {};
      return { slug: slugOf(keyword, slug) };
    },
  },
];
