import { type CheckDefinition, inapplicable, type Input, passed, formatCount, quote } from "./check";
import { type ScoredPage, stemPhrase, containsPhrase } from "./page";

const WORDS_PER_LINK = 500;
const IMAGE_WORDS = 300;

/** Whether the address belongs to the page's site. */
function isInternal(href: string, domain: string | null): boolean {
  if (href.startsWith("#") || /^(mailto|tel):/.test(href)) return false;
  const url = URL.parse(href, "https://own.invalid");
  if (!url) return false;
  const bare = (host: string) => host.replace(/^www\./, "");
  return url.host === "own.invalid" || (domain !== null && bare(url.host) === bare(domain));
}
const isExternal = (href: string, domain: string | null) =>
  /^(https?:)?\/\//.test(href) && !isInternal(href, domain);

const internalLinks: CheckDefinition = {
  id: "internal_links",
  weight: 5,
  want: `One link to another page of the site, and another for each ${WORDS_PER_LINK} words, up to three`,
  judge: ({ links, wordCount }, { domain }) => {
    const count = links.filter(({ href }) => isInternal(href, domain)).length;
    const want = Math.min(3, Math.max(1, Math.floor(wordCount / WORDS_PER_LINK)));
    const got = formatCount(count, "link");
    if (count >= want) return passed(got);
    return {
      // One is required; more are better.
      score: count ? 90 + Math.round((10 * count) / want) : 0,
      got,
      fix: `Add ${formatCount(want - count, "link")}: the linker can propose some`,
    };
  },
};

const outboundLinks: CheckDefinition = {
  id: "outbound_links",
  weight: 2,
  want: "At least one link to another site, without nofollow",
  judge: ({ links }, { domain }) => {
    const out = links.filter(({ href }) => isExternal(href, domain));
    const followed = out.filter(({ nofollow }) => !nofollow);
    if (followed.length) return passed(formatCount(out.length, "link"));
    if (out.length)
      return {
        score: 60,
        got: `${formatCount(out.length, "link")}, all nofollow`,
        fix: "Remove nofollow from one of them",
      };
    return { score: 0, got: "None", fix: "Link to a source that readers can check" };
  },
};

const collectImages = ({ images }: ScoredPage, { images: outside }: Input) => [
  ...images,
  ...outside.map(({ alt }, n) => ({ src: `image ${n + 1}`, alt })),
];

const images: CheckDefinition = {
  id: "images",
  weight: 4,
  want: `At least one image in a text of ${IMAGE_WORDS} words or more`,
  judge: (page, input) => {
    const count = collectImages(page, input).length;
    if (page.wordCount < IMAGE_WORDS && !count) return inapplicable("The text is too short");
    if (count) return passed(formatCount(count, "image"));
    return { score: 0, got: "None", fix: "Add an image that illustrates the text" };
  },
};

const altTexts: CheckDefinition = {
  id: "image_alts",
  weight: 5,
  want: "An alt text on each image, and the keyword in one of them",
  judge: (page, input) => {
    const list = collectImages(page, input);
    if (!list.length) return inapplicable("There are no images");
    const lacking = list.filter(({ alt }) => !alt);
    const keyword = input.keyword ?? "";
    const stems = stemPhrase(keyword, page.language);
    const isAbout = !stems.length || list.some(({ alt }) => containsPhrase(alt, stems, page.language));
    const got = `${list.length - lacking.length} of ${list.length}`;
    if (!lacking.length && isAbout) return passed(got);
    const described = Math.round((80 * (list.length - lacking.length)) / list.length);
    return {
      score: described + (isAbout ? 20 : 0),
      got: isAbout ? got : `${got}, none with the keyword`,
      evidence: lacking.slice(0, 3).map(({ src }) => src),
      fix: lacking.length
        ? "Describe what each image shows"
        : `Use ${quote(keyword)} in the alt text of an image that shows it`,
    };
  },
};

export const linkAndImageChecks = [internalLinks, outboundLinks, images, altTexts];
