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

/** Creates a draft, calls `use` with it, and always deletes it. Throws a Finding if the user may not publish it. */
export async function withDraft(
  { site, me }: SignedIn,
  route: string,
  use: (draft: Post) => Promise<void> = async () => {},
): Promise<void> {
  if (route === POSTS && me?.capabilities && !me.capabilities.publish_posts)
    throw new Finding("cannot_publish");
  const draft = await createTestDraft(site, route);
  await withCleanup(
    async () => {
      if (!mayPublish(draft)) throw new Finding("cannot_publish");
      await use(draft);
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
    const isRefused = isRefusal(error) || (error instanceof RemoteError && error.code === "body_too_large");
    throw isRefused
      ? new Finding("media_refused", `The site refuses image uploads: ${error.message}`)
      : error;
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
    const stored = await updatePost(site, route, draft.id, { meta }).catch((error: unknown) => {
      throw isRefusal(error) ? new Finding("seo_meta_not_writable") : error;
    });
    const dropped = listDropped({ meta }, stored);
    if (dropped.length)
      throw new Finding("seo_meta_not_writable", `The site does not store ${dropped.join(", ")}`);
  };

/** Runs the test, then removes what it created, even after a failure. Reports objects that could not be removed. */
async function withCleanup(test: () => Promise<void>, remove: () => Promise<void>, what: string) {
  let failure: unknown;
  await test().catch((error: unknown) => void (failure = error));
  const remains = await remove().then(
    () => false,
    () => true,
  );
  const manualCleanup = `Delete ${what} manually: the site did not allow us to delete it`;
  if (remains && failure instanceof Finding)
    throw new Finding(failure.code, `${failure.message}. ${manualCleanup}`);
  if (failure) throw failure;
  if (remains) throw new Finding("connected", `Connected. ${manualCleanup}`);
}
