import { RemoteError } from "../../../clients/remote-error";
import { fetchLivePage } from "../../../clients/wordpress";

/** The published page as a visitor sees it. */
export type LiveCheck = {
  url: string;
  status: number | null;
  title_found: boolean;
  noindex: boolean;
  /** Links of the article that are missing on the page: at most ten. */
  links_missing: string[];
  /** In words; empty if there are none. */
  problems: string[];
};

const MAX_LINKS = 10;

/** Fetches the page as a visitor. Never throws because of the site: a missing page is a finding. */
export async function checkLivePage(
  url: string,
  { title, html }: { title: string; html: string },
): Promise<LiveCheck> {
  try {
    const page = await fetchLivePage(url);
    const found = {
      url: page.url,
      status: page.status,
      title_found: toComparable(page.html).includes(toComparable(title)),
      noindex: isNoindex(page),
      links_missing: findMissingLinks(html, page.html),
    };
    return { ...found, problems: listProblems(found) };
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    const unreachable = { url, status: null, title_found: false, noindex: false, links_missing: [] };
    return { ...unreachable, problems: [`The live page could not be fetched: ${error.message}`] };
  }
}

function listProblems({
  status,
  title_found,
  noindex,
  links_missing,
}: Omit<LiveCheck, "problems">): string[] {
  if (status !== 200) return [`The live page responds with ${status}`];
  return [
    ...(title_found ? [] : ["The live page does not show the title"]),
    ...(noindex ? ["The live page asks search engines not to index it"] : []),
    ...(links_missing.length
      ? [`The live page is missing ${links_missing.length} of the article's links`]
      : []),
  ];
}

/** Letters and digits only: themes change quotes and dashes. */
const toComparable = (text: string) =>
  text
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, hex: string) => toCharacter(Number.parseInt(hex, 16)))
    .replace(/&#(\d{1,7});/g, (_, code: string) => toCharacter(Number(code)))
    .replace(/&[a-z]+;/gi, "")
    .normalize("NFKC")
    .replace(/[^\p{L}\p{N}]+/gu, "")
    .toLowerCase();

const toCharacter = (code: number) => (code <= 0x10ffff ? String.fromCodePoint(code) : "");

function isNoindex({ robots, html }: { robots: string | null; html: string }): boolean {
  const tags = html.match(/<meta\b[^>]*\bname=["']?(robots|googlebot)\b[^>]*>/gi) ?? [];
  return [robots ?? "", ...tags].some((text) => /\bnoindex\b/i.test(text));
}

function findMissingLinks(sent: string, shown: string): string[] {
  const present = new Set(listHrefs(shown));
  const wanted = listHrefs(sent).filter((href) => /^(https?:|\/)/i.test(href));
  return [...new Set(wanted)].filter((href) => !present.has(href)).slice(0, MAX_LINKS);
}

const listHrefs = (html: string) =>
  [...html.matchAll(/<a\b[^>]*\bhref=["']([^"']+)["']/gi)].map(([, href = ""]) =>
    href.replace(/&(amp|#0?38);/g, "&").replace(/\/$/, ""),
  );
