import { isRefusal, RemoteError } from "../../clients/remote-error";
import { guardedFetch } from "../../clients/guarded-fetch";
import {
  CATEGORIES,
  findBridge,
  type Login,
  PAGES,
  POSTS,
  readSiteMetadata,
  type SiteMetadata,
  TAGS,
  tryEditing,
} from "../../clients/wordpress";
import type { Collection } from "./connection.schema";
import { buildConnectedDiagnosis, type Diagnosis, diagnose, Finding } from "./diagnosis";
import type { IntegrationConfig } from "./integrations.schema";
import { probeMedia, probeSeoMeta, withDraft } from "./probes";
import { signIn, type SignedIn } from "./sign-in";

export type ConnectionTarget = { url: string; login: Login; config: IntegrationConfig };

/** Signs in and tries each step of a publication: a draft, an image, SEO texts. Deletes everything it creates. */
export const testFullConnection = ({ url, login, config }: ConnectionTarget) =>
  runDiagnosis(url, async () => {
    if (login.auth_type === "api_key") return void (await readBridgeMetadata(url, login));
    const signedIn = await signIn(url, login);
    await withDraft(signedIn, POSTS, async (draft) => {
      await probeMedia(signedIn);
      await probeSeoMeta(signedIn.site, config)(draft);
    });
  });

/** Signs in and tests access to one collection. */
export const testCollectionAccess = ({ url, login, config }: ConnectionTarget, collection: Collection) =>
  runDiagnosis(url, async () => {
    if (login.auth_type === "api_key")
      requireCollectionEnabled(await readBridgeMetadata(url, login), collection);
    else await probes[collection](await signIn(url, login), config);
  });

const probes: Record<Collection, (signedIn: SignedIn, config: IntegrationConfig) => Promise<void>> = {
  posts: (signedIn) => withDraft(signedIn, POSTS),
  pages: (signedIn) => withDraft(signedIn, PAGES),
  media: probeMedia,
  categories: (signedIn) => requireEditAccess(signedIn, CATEGORIES),
  // Users who may write posts may create tags but not delete them, so none is created here.
  tags: async (signedIn) => {
    await requireEditAccess(signedIn, POSTS);
    await tryEditing(signedIn.site, TAGS, "view");
  },
  seo_meta: (signedIn, config) => withDraft(signedIn, POSTS, probeSeoMeta(signedIn.site, config)),
};

/** WordPress shows lists in the edit context only to users who may edit them. */
async function requireEditAccess({ site }: SignedIn, route: string) {
  await tryEditing(site, route, "edit").catch((error: unknown) => {
    if (isRefusal(error, "rest_no_route")) throw new Finding("collection_missing");
    throw isRefusal(error, "rest_forbidden_context") ? new Finding("terms_refused") : error;
  });
}

async function readBridgeMetadata(url: string, login: Login): Promise<SiteMetadata> {
  const site = await findBridge(url, login).catch((error: unknown) => {
    throw isRefusal(error) ? new Finding("rest_off", error.message) : error;
  });
  return readSiteMetadata(site).catch((error: unknown) => {
    const isRefused = isRefusal(error) && [401, 403].includes(error.facts.status ?? 0);
    throw isRefused ? new Finding("wrong_key") : error;
  });
}

const collectionSelectors: Partial<
  Record<Collection, (site: SiteMetadata) => { enabled: boolean } | undefined>
> = {
  posts: (site) => site.post_types.post,
  pages: (site) => site.post_types.page,
  categories: (site) => site.taxonomies.category,
  tags: (site) => site.taxonomies.post_tag,
};

/** The plugin transfers images and SEO texts with each article. */
function requireCollectionEnabled(site: SiteMetadata, collection: Collection) {
  const select = collectionSelectors[collection];
  if (select && !select(site)?.enabled) throw new Finding("collection_missing");
}

async function runDiagnosis(url: string, test: () => Promise<void>): Promise<Diagnosis> {
  try {
    await test();
    return buildConnectedDiagnosis();
  } catch (error) {
    return diagnose(await detectTlsFailure(error, url));
  }
}

/**
 * Without Cloudflare's status codes, a failed handshake looks like an unknown name or no answer. Plain http, without
 * credentials, distinguishes them: the name resolves, or the host answers.
 */
async function detectTlsFailure(error: unknown, url: string): Promise<unknown> {
  if (!(error instanceof RemoteError) || error.facts.status !== undefined || !url.startsWith("https:"))
    return error;
  if (error.code !== "unreachable" && error.code !== "host_not_found") return error;
  const plain = await guardedFetch(url.replace("https:", "http:"), { method: "HEAD" }).then(
    () => "answers",
    (failure: unknown) => (failure instanceof RemoteError ? failure.code : "refused_url"),
  );
  const isUp = plain === "answers" || plain === "redirected";
  const isKnown = isUp || !["host_not_found", "refused_url"].includes(plain);
  return (error.code === "unreachable" ? isUp : isKnown) ? new RemoteError("tls_failed") : error;
}
