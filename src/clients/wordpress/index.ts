import { guardedFetch } from "../guarded-fetch";
import { decodeText } from "../json-answer";

export * from "./bridge";
export { type FoundSite, findSite, readIndex } from "./discovery";
export * from "./library";
export * from "./posts";
export type * from "./shapes";
export type { Login, RemoteSite } from "./transport";
export { knowsByXmlRpc } from "./xmlrpc";

/** A published page as a visitor gets it: without credentials. */
export async function fetchLivePage(url: string) {
  const answer = await guardedFetch(url, { headers: { Accept: "text/html", "User-Agent": "IGNY8" } });
  const robots = answer.headers.get("X-Robots-Tag");
  return { status: answer.status, url: answer.url, robots, html: decodeText(answer) };
}
