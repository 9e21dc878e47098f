import { isRefusal, RemoteError } from "../../clients/remote-error";
import {
  createDraft,
  deleteMedia,
  deletePost,
  listDropped,
  listPosts,
  mayPublish,
  type Post,
  POSTS,
  type RemoteSite,
  updatePost,
  uploadMedia,
} from "../../clients/wordpress";
import { Finding } from "./diagnosis";
import type { IntegrationConfig } from "./integrations.schema";
import { resolveSeoKeys } from "./seo-meta";
import type { SignedIn } from "./sign-in";

const TITLE = "IGNY8 connection test";
/** A transparent pixel. */
const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** Creates a draft, passes it on, and removes it in any case. Reports whether the user may publish it. */
export async function withDraft(
  { site, me }: SignedIn,
  route: string,
  then: (draft: Post) => Promise<void> = async () => {},
): Promise<void> {
  if (route === POSTS && me?.capabilities && !me.capabilities.publish_posts)
    throw new Finding("cannot_publish");
  const draft = await createTestDraft(site, route);
  await withCleanup(
    async () => {
      if (!mayPublish(draft)) throw new Finding("cannot_publish");
      await then(draft);
    },
    () => deletePost(site, route, draft.id, true),
    `the draft ${draft.id}`,
  );
}

async function createTestDraft(site: RemoteSite, route: string): Promise<Post> {
  const title = `${TITLE} ${crypto.randomUUID().slice(0, 8)}`;
  try {
    return await createDraft(site, route, { title, content: "<p>This draft may be deleted.</p>" });
  } catch (error) {
    if (isRefusal(error, "rest_cannot_create")) throw new Finding("cannot_publish");
    if (isRefusal(error, "rest_no_route")) throw new Finding("collection_missing");
    // A lost or damaged response does not mean that nothing was created.
    if (!isRefusal(error)) await deleteOrphanedDraft(site, route, title).catch(() => {});
    throw error;
  }
}

async function deleteOrphanedDraft(site: RemoteSite, route: string, title: string) {
  const { rows } = await listPosts(site, route, { search: title, status: "any", per_page: 5 });
  for (const { id, title: shown } of rows) if (shown?.raw === title) await deletePost(site, route, id, true);
}

/** Uploads and removes a one-pixel image. */
export async function probeMedia({ site, me }: SignedIn): Promise<void> {
  if (me?.capabilities && !me.capabilities.upload_files) throw new Finding("media_refused");
  const bytes = Uint8Array.from(Buffer.from(PIXEL, "base64"));
  const media = await uploadMedia(site, {
    bytes,
    filename: "igny8-test.png",
    mime: "image/png",
    title: TITLE,
  }).catch((error: unknown) => {
    const refused = isRefusal(error) || (error instanceof RemoteError && error.code === "body_too_large");
    throw refused ? new Finding("media_refused", `The site refuses to take images: ${error.message}`) : error;
  });
  await withCleanup(
    async () => {},
    () => deleteMedia(site, media.id),
    `the image ${media.id}`,
  );
}

/** Writes SEO texts to a draft and checks that they were stored: WordPress silently drops unknown fields. */
export const probeSeoMeta =
  (site: SignedIn["site"], config: IntegrationConfig) =>
  async (draft: Post): Promise<void> => {
    const keys = resolveSeoKeys(config, site.index.namespaces, Object.keys(draft.meta ?? {}));
    if (!keys) throw new Finding("seo_meta_not_writable");
    const meta = Object.fromEntries(Object.values(keys).map((key) => [key, TITLE]));
    const route = draft.type === "page" ? "/wp/v2/pages" : POSTS;
    const kept = await updatePost(site, route, draft.id, { meta }).catch((error: unknown) => {
      throw isRefusal(error) ? new Finding("seo_meta_not_writable") : error;
    });
    const dropped = listDropped({ meta }, kept);
    if (dropped.length)
      throw new Finding("seo_meta_not_writable", `The site does not keep ${dropped.join(", ")}`);
  };

/** Removes everything that the test created, also after a failure, and reports if that was impossible. */
async function withCleanup(test: () => Promise<void>, remove: () => Promise<void>, what: string) {
  let found: unknown;
  await test().catch((error: unknown) => void (found = error));
  const stays = await remove().then(
    () => false,
    () => true,
  );
  const byHand = `Delete ${what} by hand: the site did not let us`;
  if (stays && found instanceof Finding) throw new Finding(found.code, `${found.message}. ${byHand}`);
  if (found) throw found;
  if (stays) throw new Finding("connected", `Connected. ${byHand}`);
}
