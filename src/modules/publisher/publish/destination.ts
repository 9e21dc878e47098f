import { and, eq } from "drizzle-orm";
import { findBridge, findSite, type RemoteSite } from "../../../clients/wordpress";
import { owned } from "../../../db/queries";
import { siteIntegrations } from "../../../db/schema";
import type { Ctx } from "../../../db/context";
import { MINUTE_MS, SECOND_MS } from "../../../lib/time";
import { buildConnectionTarget } from "../../integration/connection.service";
import type { ConnectionTarget } from "../../integration/connection-tests";
import type { IntegrationRow } from "../../integration/integrations.service";
import { ItemError } from "../../jobs/items.service";
import { describeFinding } from "./errors";

export type Destination = { row: IntegrationRow; target: ConnectionTarget };

/** Loads the site's integration and credentials. Throws ItemError if either is missing. */
export async function openDestination({ actor, db }: Ctx, siteId: number): Promise<Destination> {
  const [row] = await db
    .select()
    .from(siteIntegrations)
    .where(
      and(
        owned(actor, siteIntegrations),
        eq(siteIntegrations.site_id, siteId),
        eq(siteIntegrations.platform, "wordpress"),
      ),
    );
  if (!row) throw new ItemError("The site has no WordPress integration: connect it first", false);
  if (!row.is_active) throw new ItemError("The site's WordPress integration is disabled", false);
  const target = await buildConnectionTarget(row).catch((error: unknown) => {
    throw new ItemError(describeFinding(error), false);
  });
  return { row, target };
}

/** Facts from a site's discovery that a publication needs. Contains no credentials. */
type DiscoveredSite = { root: string; home: string; namespaces: string[] };
export type KnownSite = RemoteSite & DiscoveredSite;

/** How long a request waits for facts that its items could determine themselves. */
const DISCOVERY_MS = 3 * SECOND_MS;
const CACHE_MS = 10 * MINUTE_MS;
const MAX_CACHED = 500;
/** Discovered sites, by integration and its version. */
const cachedSites = new Map<string, { outline: DiscoveredSite; until: number }>();
const cacheKey = ({ id, updated_at }: IntegrationRow) => `${id}/${updated_at}`;

/** The cached site, or a new discovery. */
export async function discoverSite({ row, target: { url, login } }: Destination): Promise<KnownSite> {
  const cached = cachedSites.get(cacheKey(row));
  if (cached && cached.until > Date.now()) return { ...cached.outline, login };
  const find = login.auth_type === "api_key" ? findBridge : findSite;
  const { root, index } = await find(url, login);
  const outline = { root, home: index.home, namespaces: index.namespaces };
  cacheSite(row, outline);
  return { ...outline, login };
}

function cacheSite(row: IntegrationRow, outline: DiscoveredSite) {
  if (cachedSites.size >= MAX_CACHED) cachedSites.clear();
  cachedSites.set(cacheKey(row), { outline, until: Date.now() + CACHE_MS });
}

/** Called after a failure, because the REST API may have moved. */
export const evictSite = ({ row }: Destination) => void cachedSites.delete(cacheKey(row));

/** What a job passes to its items: the discovered site, and the version of the integration that it is valid for. */
type SiteSnapshot = { outline: DiscoveredSite; version: string };

/** Discovers the site once for all items of a job. Null if that is slow or fails; each item then reports why. */
export async function findKnownSite(
  ctx: Ctx,
  siteId: number,
): Promise<{ site: KnownSite; snapshot: SiteSnapshot } | null> {
  const discovery = openDestination(ctx, siteId).then(async (destination) => {
    const site = await discoverSite(destination);
    const { login: _, ...outline } = site;
    return { site, snapshot: { outline, version: destination.row.updated_at } };
  });
  const timeout = new Promise<null>((resolve) => setTimeout(() => resolve(null), DISCOVERY_MS));
  return Promise.race([discovery.catch(() => null), timeout]);
}

/** Caches a passed snapshot unless the integration has changed since. */
export function cacheSnapshot({ row }: Destination, { outline, version }: SiteSnapshot) {
  if (version === row.updated_at && !cachedSites.has(cacheKey(row))) cacheSite(row, outline);
}
