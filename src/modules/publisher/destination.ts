import { and, eq } from "drizzle-orm";
import { findBridge, findSite, type FoundSite } from "../../clients/wordpress";
import { owned } from "../../db/queries";
import { siteIntegrations } from "../../db/schema";
import type { Ctx } from "../../lib/context";
import { MINUTE_MS } from "../../lib/time";
import { targetOf } from "../integration/connection.service";
import type { Target } from "../integration/connection-tests";
import type { IntegrationRow } from "../integration/integrations.service";
import { ItemError } from "../jobs/items.service";
import { wordsOf } from "./publish-errors";

export type Destination = { row: IntegrationRow; target: Target };

/** How the site's WordPress is asked. Throws ItemError where it cannot be. */
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
  if (!row.is_active) throw new ItemError("The site's WordPress integration is switched off", false);
  const target = await targetOf(row).catch((error: unknown) => {
    throw new ItemError(wordsOf(error), false);
  });
  return { row, target };
}

const KNOWN_MS = 10 * MINUTE_MS;
const MAX_KNOWN = 500;
/** Where sites keep their REST API: found once for many articles. No credential is kept. */
const known = new Map<string, { site: Omit<FoundSite, "login">; until: number }>();
const keyOf = ({ id, updated_at }: IntegrationRow) => `${id}/${updated_at}`;

export async function reach({ row, target: { url, login } }: Destination): Promise<FoundSite> {
  const kept = known.get(keyOf(row));
  if (kept && kept.until > Date.now()) return { ...kept.site, login };
  const find = login.auth_type === "api_key" ? findBridge : findSite;
  const { root, index } = await find(url, login);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(keyOf(row), { site: { root, index }, until: Date.now() + KNOWN_MS });
  return { root, index, login };
}

/** After a failure: the API may have moved. */
export const forgetSite = ({ row }: Destination) => void known.delete(keyOf(row));
