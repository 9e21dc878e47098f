import { vi } from "vitest";
import { readText } from "../harness";
import { defaults, fakeRest, type Options, page, PASSWORD } from "./fake-rest";

export { BRIDGE_KEY, json, page, PASSWORD } from "./fake-rest";

export type Fault = {
  match: RegExp;
  times?: number;
  answer: (asked: Request, real: () => Promise<Response>) => Response | Promise<Response>;
};
type Call = { line: string; authorization: string | null; key: string | null; body: string };

/** Answers what the worker fetches as a WordPress does, by the answers of a real one. Any other host has no name. */
export function fakeWordPress(given: Partial<Options> = {}) {
  const options = { ...defaults, ...given };
  const faults: Fault[] = [];
  const calls: Call[] = [];
  const { rest, posts, media } = fakeRest(options);
  function xmlRpc(body: string): Response {
    if (!options.xmlRpc) return page("Forbidden", 403);
    const knows = body.includes("<string>editor</string>") && body.includes(PASSWORD.replace(/ /g, ""));
    const fault = `<fault><value><struct><member><name>faultCode</name><value><int>403</int></value></member></struct></value></fault>`;
    const said = knows ? "<params><param><value><array></array></value></param></params>" : fault;
    return new Response(`<?xml version="1.0"?>\n<methodResponse>${said}</methodResponse>`, {
      headers: { "Content-Type": "text/xml" },
    });
  }

  const base = new URL(options.url).pathname.replace(/\/$/, "");
  function real(asked: Request, body: string): Response {
    const url = new URL(asked.url);
    const path = url.pathname.slice(base.length);
    const route =
      url.searchParams.get("rest_route") ?? (path.startsWith("/wp-json") ? path.slice(8) || "/" : null);
    const reached =
      route !== null &&
      options.isWordPress &&
      !options.restOff &&
      (url.searchParams.has("rest_route") || options.permalinks === "pretty");
    if (reached) return rest(asked.method, route, url.searchParams, asked, body);
    if (path === "/xmlrpc.php") return xmlRpc(body);
    if (route !== null && options.restOff) return page("Not found", 404);
    if (!options.isWordPress) return page("A shop of another kind", path === "/" ? 200 : 404);
    const link = options.restOff ? {} : { Link: `<${options.url}/wp-json/>; rel="https://api.w.org/"` };
    return page('<link href="/wp-includes/css/x.css">', 200, link);
  }

  const spy = vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const asked = new Request(input as RequestInfo, init as RequestInit);
    const url = new URL(asked.url);
    if (url.origin !== new URL(options.url).origin) throw new Error("internal error; reference = test");
    const body = await readText(asked);
    const line = `${asked.method} ${url.pathname}${url.search}`;
    calls.push({
      line,
      authorization: asked.headers.get("Authorization"),
      key: asked.headers.get("X-IGNY8-API-KEY"),
      body,
    });
    const at = faults.findIndex((fault) => fault.match.test(line));
    if (at < 0) return real(asked, body);
    const fault = faults[at]!;
    if (fault.times !== undefined && (fault.times -= 1) <= 0) faults.splice(at, 1);
    return fault.answer(asked, async () => real(asked, body));
  });

  return { options, faults, calls, posts, media, spy, lines: () => calls.map(({ line }) => line) };
}

/** Changes the text of the real answer, its type and status kept. */
export const rewritten = (match: RegExp, change: (text: string) => string | Uint8Array): Fault => ({
  match,
  answer: async (_asked, real) => {
    const response = await real();
    return new Response(change(await response.text()), {
      status: response.status,
      headers: { "Content-Type": response.headers.get("Content-Type")! },
    });
  },
});
