import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import type { TemporaryWorker } from "../../scripts/temporary-worker.ts";
import { connectSite, startWorkerFor, until } from "./harness/account.ts";
import { restOf } from "./harness/browser.ts";
import { type Site, startSite } from "./harness/site.ts";

let site: Site;
let worker: TemporaryWorker;
let blog: Awaited<ReturnType<typeof connectSite>>;
let sector_id: number;

before(async () => {
  site = await startSite();
  worker = await startWorkerFor([site]);
  blog = await connectSite(worker.origin, site);
  sector_id = (await blog.api.call("GET", `/auth/sectors/?site_id=${blog.site_id}`)).results[0].id;
});

after(async () => {
  await worker?.stop();
  await site?.stop();
});

afterEach(() => site.afflict());

/** What the host does to the request that makes the post, and what a person is told of it. */
const hosts: [fault: string, told: RegExp, more?: Record<string, unknown>][] = [
  ["strip_auth", /removes the Authorization header/, { match: "." }],
  [
    "status",
    /Could not insert post/,
    { body: '{"code":"db_insert_error","message":"Could not insert post"}' },
  ],
  ["status", /does not accept bodies of this size/, { status: 413, body: "<h1>Too large</h1>" }],
  ["waf_html", /firewall in front of the site refuses/],
  ["challenge_html", /firewall in front of the site requires a browser/],
  ["rate_limit", /Too many requests\. Wait/],
  ["bad_gateway", /gateway in front of the site gets no response/],
  ["critical_error", /responds with a server error/],
  ["maintenance", /down for maintenance/],
  ["plain_404", /nothing at this address/],
  ["https_redirect", /Set external_site_url to https:\/\/127/],
  ["host_redirect", /Set external_site_url to http:\/\/www\.blog/, { to: "http://www.blog.example" }],
  ["login_redirect", /requires visitors to sign in/],
  ["slow_after", /did not respond within ten seconds/, { ms: 10_500 }],
  ["lost_response", /gets no response.*may have succeeded/],
  ["notice_prefix", /PHP notice/],
  ["bom_prefix", /byte order mark/],
  ["truncated", /is incomplete/],
  ["empty", /response is empty/],
];

/** So that an account's rate limit is not reached. */
const POLL_MS = 700;

let serial = 0;
async function anArticle() {
  const content_html = "<p>First words.</p><h2>Two</h2><p>End.</p>";
  const title = `Article ${(serial += 1)} of a faulty host`;
  const { id } = await blog.api.call("POST", "/writer/content/", {
    site_id: blog.site_id,
    sector_id,
    title,
    content_html,
  });
  await blog.api.call("POST", `/writer/content/${id}/approve/`);
  return { title, content_html, path: `/writer/content/${id}/` };
}

const postsNamed = async (title: string): Promise<any[]> => {
  const posts: any[] = await restOf(site)(
    "GET",
    "/wp/v2/posts?status=any,trash&context=edit&per_page=100&orderby=id",
  );
  return posts.filter((post) => post.title.raw === title);
};

describe("a host that fails a publication", () => {
  for (const [fault, told, more] of hosts)
    it(`by ${fault} is told as ${told.source}, loses nothing, and has one post in the end`, async () => {
      const { title, content_html, path } = await anArticle();
      site.afflict([{ match: "POST .*/wp/v2/posts", fault, ...more }]);
      const { task_id } = await blog.api.call("POST", `${path}publish_to_wordpress/`);
      const jobOf = () => blog.api.call("GET", `/jobs/${task_id}/`);
      const tried = await until(jobOf, ({ items }) => items[0].error !== null, POLL_MS);
      assert.match(tried.items[0].error, told);
      site.afflict();
      assert.deepEqual(
        (await postsNamed(title)).filter(({ status }) => status !== "draft"),
        [],
      );
      assert.equal((await blog.api.call("GET", path)).content_html, content_html);
      // What may pass is tried again by itself; what stays until somebody changes the site has failed.
      const done = await until(jobOf, ({ status }) => ["succeeded", "failed"].includes(status), POLL_MS);
      if (done.status === "failed") await blog.api.work(`${path}publish_to_wordpress/`);
      assert.deepEqual(
        (await postsNamed(title)).map(({ status }) => status),
        ["publish"],
      );
      assert.equal((await blog.api.call("GET", path)).site_status, "published");
    });

  it("has in nearly each case a diagnosis of its own", () =>
    assert.ok(new Set(hosts.map(([, told]) => told.source)).size >= 18));
});
