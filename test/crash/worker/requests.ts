import type { Points } from "./points";

const reads = ["GET", "HEAD", "OPTIONS"];

export const isRead = (method: string) => reads.includes(method.toUpperCase());

/** A path with `*` for every id. */
export function pathPattern(url: URL): string {
  const path = url.searchParams.get("rest_route") ?? url.pathname;
  return path.replace(/\/(\d+|[0-9A-Z]{26})(?=\/|$)/g, "/*");
}

/** `fetch` with points around every request that may change something. */
export function wrapFetch(points: Points, send: typeof fetch): typeof fetch {
  return (input, init) => {
    const request = input instanceof Request ? input : null;
    const method = init?.method ?? request?.method ?? "GET";
    const run = () => send(input, init);
    if (isRead(method)) return run();
    const url = new URL(request?.url ?? String(input));
    return points.effect(`fetch ${method.toUpperCase()} ${pathPattern(url)}`, run);
  };
}
