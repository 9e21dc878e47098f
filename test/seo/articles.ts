// Fifty articles of public-domain prose, each with faults of its own, the same at every run.
import { readFileSync } from "node:fs";

export type Passage = { author: string; title: string; year: number; text: string };
export const passages: Passage[] = JSON.parse(
  readFileSync(new URL("../data/public-domain.json", import.meta.url), "utf8"),
);

export type Article = {
  html: string;
  title: string;
  slug: string;
  meta_title: string;
  meta_description: string;
  keyword: string;
};

export const DOMAIN = "library.example";
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length]!;
const escape = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1);

/** A word of five letters or more: the one that the text says most often, or one that it says once, or two, in a row or apart. */
function keywordOf(text: string, n: number): string {
  const words = text
    .toLowerCase()
    .match(/[a-z]{5,}/g)!
    .filter((word) => !common.has(word));
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([word]) => word);
  if (n % 3 === 0) return ranked[0]!;
  if (n % 3 === 1) return ranked.at(-1)!;
  if (n % 6 === 5) return `${ranked[0]} ${ranked.at(-1)}`;
  const pairs = [...text.toLowerCase().matchAll(/\b([a-z]{5,}) (?=([a-z]{5,}))/g)]
    .map(([, first, second]) => [first!, second!])
    .filter((pair) => pair.every((word) => !common.has(word)));
  return (pick(pairs.length ? pairs : [ranked], n) as string[]).slice(0, 2).join(" ");
}
const common = new Set(
  "about above after again against almost already alone among another because been before being below between could doing during every first found having might never other others ought shall should since something still their there these thing things think those though through under until upon where which while within without would yourself were very much many seemed anything nothing either neither whether always however perhaps because".split(
    " ",
  ),
);

function bodyOf(parts: Passage[], keyword: string, n: number): string {
  const blocks = parts.flatMap(({ title, text }, at) => {
    const heading = (at + n) % 3 === 0 ? `On ${keyword}` : title;
    const has = pick([at > 0, false, at % 2 === 1, true], n);
    const whole = text.replaceAll("\n", " ");
    const more = pick(passages, n + at).text.replaceAll("\n", " ");
    const lines = pick([text.split("\n"), [whole], text.split("\n"), [whole], [`${whole} ${more}`]], n);
    return [
      ...(has ? [`<h2>${escape(heading)}</h2>`] : []),
      ...lines.map((line) => `<p>${escape(line)}</p>`),
    ];
  });
  const inside = Array.from({ length: n % 3 }, (_, at) => `<a href="/shelf-${at}/">another page</a>`);
  const outside = pick<string[]>(
    [
      [],
      [`<a href="https://archive.example/${n}">the source</a>`],
      [`<a href="https://archive.example/${n}" rel="nofollow">the source</a>`],
    ],
    Math.floor(n / 3),
  );
  const pictures = pick(
    ["", `<img src="/a.png" alt="A page about ${keyword}">`, `<img src="/a.png" alt="A shelf">`, ""],
    n,
  );
  return `${blocks.join("\n")}\n<p>See ${[...inside, ...outside].join(" and ") || "the shelves"}.</p>\n${pictures}`;
}

function metaOf(text: string, keyword: string, n: number): string {
  const said = pick([0, 1, 2, 3], n);
  const words = text.replace(/\s+/g, " ").split(" ");
  const most = pick([0, 90, 118, 140, 150, 170, 220], n);
  let meta = Array.from({ length: said }, () => `${capital(keyword)}, and more.`).join(" ");
  for (const word of words) {
    if (meta.length + word.length + 1 > most) break;
    if (!keyword.includes(word.toLowerCase().replace(/[^a-z]/g, "") || " "))
      meta += `${meta ? " " : ""}${word}`;
  }
  return most ? meta : "";
}

export const articles: Article[] = passages.map((first, n) => {
  const parts = Array.from({ length: 1 + (n % 7) }, (_, at) => passages[(n + at * 11) % passages.length]!);
  const keyword = keywordOf(pick([first.text, parts.map(({ text }) => text).join("\n")], n), n);
  const [one = keyword, two = "pages"] = keyword.split(" ");
  const title = pick(
    [
      `${capital(keyword)} in ${first.title}`,
      `Reading ${first.author} on ${keyword}`,
      `${capital(two)} or ${one}: a reading`,
      `A page of ${first.author}`,
    ],
    n,
  );
  return {
    html: bodyOf(parts, keyword, n),
    title,
    meta_title: title,
    meta_description: metaOf(first.text, keyword, n),
    slug: pick([keyword.replaceAll(" ", "-"), `${one}-again`, `page-${n}`], Math.floor(n / 2)),
    keyword,
  };
});
