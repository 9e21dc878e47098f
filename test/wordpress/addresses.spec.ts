import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { TemporaryWorker } from "../../scripts/temporary-worker.ts";
import { connectSite, startWorkerFor } from "./harness/account.ts";
import { restOf } from "./harness/browser.ts";
import { BRIDGE_KEY, type Site, startSite } from "./harness/site.ts";

const settings: [where: string, Record<string, string>][] = [
  ["with plain permalinks", { WP_PERMALINKS: "plain" }],
  ["in a sub-folder", { WP_FOLDER: "blog" }],
  ["in a sub-folder, with plain permalinks", { WP_FOLDER: "blog", WP_PERMALINKS: "plain" }],
];
const ways: [by: string, Record<string, unknown>][] = [
  ["by an application password", {}],
  ["by the plugin's key", { auth_type: "api_key", username: null, credential: BRIDGE_KEY }],
];

const sites: Site[] = [];
let worker: TemporaryWorker;

before(async () => {
  for (const [, given] of settings) sites.push(await startSite(given));
  worker = await startWorkerFor(sites);
});

after(async () => {
  await worker?.stop();
  for (const site of sites) await site.stop();
});

for (const [n, [where]] of settings.entries())
  describe(`a WordPress ${where}`, () => {
    for (const [by, way] of ways)
      it(`is published to ${by}, once, and its page is found`, async () => {
        const site = sites[n]!;
        const { api, site_id, path } = await connectSite(worker.origin, site, way);
        assert.equal((await api.call("POST", `${path}test_connection/`)).code, "connected");
        const { results } = await api.call("GET", `/auth/sectors/?site_id=${site_id}`);
        const title = `Found ${by}`;
        const { id } = await api.call("POST", "/writer/content/", {
          site_id,
          sector_id: results[0].id,
          title,
          content_html: `<p>See <a href="${site.url}/about/">about us</a>.</p><h2>Two</h2><p>End.</p>`,
          categories: ["Sleep"],
          tags: ["night"],
        });
        if (!("auth_type" in way))
          await api.work(`/writer/content/${id}/generate_images/`, { max_images: 1 });
        await api.call("POST", `/writer/content/${id}/approve/`);
        for (const shown of [title, `${title} again`]) {
          if (shown !== title) await api.call("PUT", `/writer/content/${id}/`, { title: shown });
          await api.work(`/writer/content/${id}/publish_to_wordpress/`);
          const [record] = (await api.call("GET", `/publisher/records/?content_id=${id}`)).results;
          assert.deepEqual([record.status, record.checks.live.problems], ["published", []]);
          const posts: any[] = await restOf(site, "admin")(
            "GET",
            "/wp/v2/posts?status=any,trash&context=edit&per_page=100",
          );
          const ours = posts.filter((post) => post.title.raw.startsWith(title));
          assert.equal(ours.length, 1);
          assert.deepEqual([ours[0].title.raw, ours[0].status, ours[0].tags.length], [shown, "publish", 1]);
          assert.equal(record.external_url, ours[0].link);
          assert.ok(ours[0].link.startsWith(`${site.url}/`));
        }
      });

    it("is synced", async () => {
      const { sync, contents } = await connectSite(worker.origin, sites[n]!);
      assert.ok((await sync()).imported >= 4);
      assert.ok((await contents()).some(({ title }) => title === "Some news"));
    });
  });
