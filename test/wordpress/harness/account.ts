// Accounts whose sites are real WordPresses.
import { startTemporaryWorker } from "../../../scripts/temporary-worker.ts";
import { Client } from "../../browser/client.ts";
import type { Site } from "./site.ts";

/** A worker that may reach these sites. */
export const startWorkerFor = (sites: readonly Site[]) =>
  startTemporaryWorker({ ALLOWED_PRIVATE_HOSTS: sites.map(({ url }) => new URL(url).host).join(",") });

/** A site of an account of its own, connected to this WordPress. */
export async function connectSite(origin: string, site: Site, more: Record<string, unknown> = {}) {
  const api = new Client(origin);
  await api.register();
  const { id: site_id } = await api.call("POST", "/auth/sites/", { name: `Blog ${crypto.randomUUID()}` });
  await api.call("POST", "/auth/sectors/", { site_id, name: "Sector" });
  const { username, application_password: credential } = site.users.editor;
  const made = await api.call("POST", "/integration/", {
    site_id,
    external_site_url: site.url,
    auth_type: "application_password",
    username,
    credential,
    create_api_key: true,
    ...more,
  });
  const path = `/integration/${made.id}/`;
  const contents = async (): Promise<any[]> =>
    (await api.call("GET", `/writer/content/?site_id=${site_id}`)).results;
  return {
    api,
    site_id,
    path,
    key: made.api_key.key as string,
    contents,
    /** The content that stands for a post. */
    contentOf: async (post: number): Promise<any> => {
      const found = (await contents()).find(({ external_id }) => external_id === String(post));
      return found && api.call("GET", `/writer/content/${found.id}/`);
    },
    /** Syncs, and tells what came of it. */
    sync: async (direction = "both"): Promise<any> =>
      (await api.work(`${path}sync/`, { direction })).items.at(-1).result,
    terms: async (): Promise<any[]> =>
      (await api.call("GET", `/writer/taxonomies/?site_id=${site_id}`)).results,
    health: (): Promise<any> => api.call("GET", `${path}sync_health/`),
  };
}

/** Waits until it holds: what comes by a webhook comes after the answer. */
export async function until<T>(
  look: () => Promise<T>,
  holds: (found: T) => boolean,
  everyMs = 200,
): Promise<T> {
  let found = await look();
  for (const start = Date.now(); !holds(found) && Date.now() - start < 15_000; found = await look())
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  if (!holds(found)) throw new Error(`It did not come: ${JSON.stringify(found)}`);
  return found;
}
