import { type FetchedAnswer, guardedFetch, staysOnSite } from "../guarded-fetch";
import { decodeText } from "../json-answer";
import { RemoteError, type RemoteTrouble } from "../remote-error";
import { SiteIndex } from "./shapes";
import { requestJson, type Login, type RemoteSite } from "./transport";

const INDEX_FIELDS = "name,home,namespaces,authentication,timezone_string,gmt_offset";

/** Failures after which the REST API may be found at another address. */
const SOFT: readonly RemoteTrouble[] = [
  "html_instead_of_json",
  "not_json",
  "not_found",
  "unexpected_shape",
  "empty_answer",
  "blocked",
  "challenged",
  "server_error",
  "gateway_failed",
];
/** Failures that say more than that nothing was found. */
const TELLING: readonly RemoteTrouble[] = [
  "blocked",
  "challenged",
  "server_error",
  "gateway_failed",
  "empty_answer",
];

export type FoundSite = RemoteSite & { index: SiteIndex };

export const readIndex = async (site: RemoteSite): Promise<SiteIndex> =>
  (await requestJson(site, "/", SiteIndex, { query: { _fields: INDEX_FIELDS } })).data;

/**
 * Finds the REST API of a WordPress site, also in a sub-folder: under `/wp-json`, by `?rest_route=` with plain
 * permalinks, or by the site's Link header. Throws RemoteError, among others `not_wordpress` and `rest_off`.
 */
export async function findSite(url: string, login: Login | null): Promise<FoundSite> {
  const tried = [`${url}/wp-json`, `${url}/?rest_route=`];
  const troubles: RemoteError[] = [];
  for (const root of tried) {
    const found = await tryRoot({ root, login }, troubles);
    if (found) return found;
  }
  const page = await guardedFetch(`${url}/`, { headers: { "User-Agent": "IGNY8" } });
  const linked = linkedRoot(url, page.headers);
  const found = linked && !tried.includes(linked) ? await tryRoot({ root: linked, login }, troubles) : null;
  if (found) return found;
  const told = troubles.find(({ code }) => TELLING.includes(code));
  throw told ?? new RemoteError(showsWordPress(page) ? "rest_off" : "not_wordpress");
}

async function tryRoot(site: RemoteSite, troubles: RemoteError[]): Promise<FoundSite | null> {
  try {
    return { ...site, index: await readIndex(site) };
  } catch (error) {
    if (!(error instanceof RemoteError) || !SOFT.includes(error.code)) throw error;
    troubles.push(error);
    return null;
  }
}

/** The root in the Link header. Never on another host, because credentials are sent there. */
function linkedRoot(url: string, headers: Headers): string | null {
  const link = /<([^>]+)>;\s*rel="https:\/\/api\.w\.org\/"/.exec(headers.get("Link") ?? "")?.[1];
  const target = link ? URL.parse(link, url) : null;
  if (!target || !staysOnSite(new URL(url), target)) return null;
  return target.href.replace(/\/$/, "");
}

const showsWordPress = (page: FetchedAnswer) =>
  /api\.w\.org/.test(page.headers.get("Link") ?? "") ||
  /\/wp-(content|includes)\/|<meta name="generator" content="WordPress/i.test(decodeText(page));
