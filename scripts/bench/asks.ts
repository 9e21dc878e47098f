import type { Ask } from "./load.ts";
import type { Account } from "./rows.ts";

export type Asks = Record<string, Ask>;
const BULK = 100;

/** What is asked of an account, by name. */
export function asksOf(account: Account): Asks {
  const { siteId, newSiteId, newSectorId, firstId, rows, token } = account;
  const get = (path: string): Ask => ({ method: "GET", path: `/api/v1/planner${path}`, token, expects: 200 });
  const post = (path: string, expects: number, body: Ask["body"]): Ask => ({
    ...get(path),
    method: "POST",
    expects,
    body,
  });
  const page = (n: number) =>
    get(`/keywords/?site_id=${siteId}&status=new&ordering=-volume&page=${n}&page_size=20`);
  // Keywords of the site that are in no cluster: three of four. All of them are written, and stay what they are.
  const loose = (n: number) => firstId + Math.floor(n / 3) * 4 + (n % 3) + 1;
  const bulk = (n: number) => ({
    ids: Array.from({ length: BULK }, (_, i) => loose((n * BULK + i) % Math.floor(rows * 0.7))),
    status: "new",
  });
  const keyword = (n: number) => ({
    site_id: newSiteId,
    sector_id: newSectorId,
    keyword: `night sweats relief ${process.pid} ${n}`,
    volume: 1_000,
    difficulty: 40,
    intent: "informational",
  });
  return {
    "list, page 1": page(1),
    "list, page 3": page(3),
    ...(rows >= 80_000 && { "list, page 2,000": page(2_000) }),
    search: get(`/keywords/?site_id=${siteId}&search=night+sweats+relief&page=1`),
    get: get(`/keywords/${firstId + 500}/`),
    create: post("/keywords/", 201, keyword),
    "bulk of 100": post("/keywords/bulk_status/", 200, bulk),
  };
}
