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
import { connected, type Diagnosis, diagnosisOf, Finding } from "./diagnosis";
import type { IntegrationConfig } from "./integrations.schema";
import { probeMedia, probeSeoMeta, withDraft } from "./probes";
import { signIn, type SignedIn } from "./sign-in";

export type Target = { url: string; login: Login; config: IntegrationConfig };

/** Signs in, and tries what a publish does: a draft, an image, SEO texts. Nothing of it stays. */
export const testWhole = ({ url, login, config }: Target) =>
  diagnosed(url, async () => {
    if (login.auth_type === "api_key") return void (await askBridge(url, login));
    const signedIn = await signIn(url, login);
    await withDraft(signedIn, POSTS, async (draft) => {
      await probeMedia(signedIn);
      await probeSeoMeta(signedIn.site, config)(draft);
    });
  });

/** Signs in, and tries one kind of thing. */
export const testOne = ({ url, login, config }: Target, collection: Collection) =>
  diagnosed(url, async () => {
    if (login.auth_type === "api_key") requireOffered(await askBridge(url, login), collection);
    else await probes[collection](await signIn(url, login), config);
  });

const probes: Record<Collection, (signedIn: SignedIn, config: IntegrationConfig) => Promise<void>> = {
  posts: (signedIn) => withDraft(signedIn, POSTS),
  pages: (signedIn) => withDraft(signedIn, PAGES),
  media: probeMedia,
  categories: (signedIn) => mayManage(signedIn, CATEGORIES),
  // Who may write posts may make tags, but not delete them: so none is made here.
  tags: async (signedIn) => {
    await mayManage(signedIn, POSTS);
    await tryEditing(signedIn.site, TAGS, "view");
  },
  seo_meta: (signedIn, config) => withDraft(signedIn, POSTS, probeSeoMeta(signedIn.site, config)),
};

/** The edit context of a list is shown to those alone who may change what is in it. */
async function mayManage({ site }: SignedIn, route: string) {
  await tryEditing(site, route, "edit").catch((error: unknown) => {
    if (isRefusal(error, "rest_no_route")) throw new Finding("collection_missing");
    throw isRefusal(error, "rest_forbidden_context") ? new Finding("terms_refused") : error;
  });
}

async function askBridge(url: string, login: Login): Promise<SiteMetadata> {
  const site = await findBridge(url, login).catch((error: unknown) => {
    throw isRefusal(error) ? new Finding("rest_off", error.message) : error;
  });
  return readSiteMetadata(site).catch((error: unknown) => {
    const isRefused = isRefusal(error) && [401, 403].includes(error.facts.status ?? 0);
    throw isRefused ? new Finding("wrong_key") : error;
  });
}

const offered: Partial<Record<Collection, (site: SiteMetadata) => { enabled: boolean } | undefined>> = {
  posts: (site) => site.post_types.post,
  pages: (site) => site.post_types.page,
  categories: (site) => site.taxonomies.category,
  tags: (site) => site.taxonomies.post_tag,
};

/** The plugin takes images and SEO texts along with each article. */
function requireOffered(site: SiteMetadata, collection: Collection) {
  const look = offered[collection];
  if (look && !look(site)?.enabled) throw new Finding("collection_missing");
}

async function diagnosed(url: string, test: () => Promise<void>): Promise<Diagnosis> {
  try {
    await test();
    return connected();
  } catch (error) {
    return diagnosisOf(await refined(error, url));
  }
}

/** Without words from the runtime a failed handshake looks like no answer: where plain http answers, it is TLS. */
async function refined(error: unknown, url: string): Promise<unknown> {
  if (!(error instanceof RemoteError && error.code === "unreachable" && url.startsWith("https:")))
    return error;
  const isUp = await guardedFetch(url.replace("https:", "http:"), { method: "HEAD" }).then(
    () => true,
    (other: unknown) => other instanceof RemoteError && other.code === "redirected",
  );
  return isUp ? new RemoteError("tls_failed") : error;
}
