import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { jobItems } from "../../src/db/schema";
import { systemCtx } from "../../src/db/context";
import type { Ctx } from "../../src/db/context";
import { claimItem } from "../../src/modules/jobs/items.service";
import { publishContent } from "../../src/modules/publisher/publish/publish-content";
import { db } from "../factories";
import { as } from "../harness";
import { deliver, takeMessages } from "../queue";
import { fakeSite } from "./fake-site";
import { accountsOf, anArticle, anImage, recordsOf, rowOf, work } from "./helpers";

async function claimed(ctx: Ctx, id: number) {
  const item = await claimItem(ctx, id);
  if (item === null || item === "full") throw new Error("not claimed");
  return item;
}

type Article = Awaited<ReturnType<typeof anArticle>>;

async function anIllustrated() {
  const article = await anArticle({ categories: ["One"], tags: ["two"] });
  for (const position of [0, 1]) await anImage(article.content, position);
  await as(article.person).post(`${article.path}/publish_to_wordpress/`);
  return { ...article, message: takeMessages()[0]! };
}

/** Takes the item and works on it until the site has answered `after` times; then nobody hears of the worker again. */
async function killedAfter(
  wp: ReturnType<typeof fakeSite>,
  { place }: Article,
  itemId: number,
  after: number,
) {
  const ctx = systemCtx(place.account_id, "killed");
  const item = await claimed(ctx, itemId);
  let answers = 0;
  const died = new Promise<boolean>((resolve) => {
    wp.faults.push({
      match: /./,
      answer: async (real) => {
        const answer = await real();
        if ((answers += 1) < after) return answer;
        resolve(true);
        return new Promise(() => {});
      },
    });
    publishContent(ctx, item).then(
      () => resolve(false),
      () => {},
    );
  });
  const isDead = await died;
  wp.faults.length = 0;
  const past = new Date(Date.now() - 1000).toISOString();
  await db.update(jobItems).set({ due_at: past }).where(eq(jobItems.id, itemId));
  return isDead;
}

async function expectOnce(wp: ReturnType<typeof fakeSite>, { content, place }: Article) {
  expect(wp.list()).toHaveLength(1);
  const [post] = wp.list();
  expect(post).toMatchObject({ status: "publish", slug: content.slug, title: content.title });
  expect([wp.media.size, wp.terms.size]).toEqual([2, 2]);
  expect([...wp.media.keys()]).toContain(post.featured_media);
  expect(post.content.match(/<img /g)).toHaveLength(1);
  expect(await rowOf(content.id)).toMatchObject({ site_status: "published", external_id: String(post.id) });
  expect((await recordsOf(content.id)).map(({ status }) => status)).toEqual(["published"]);
  const { news } = await accountsOf(place);
  expect(news.map(({ notification_type }) => notification_type)).toEqual(["content_published"]);
}

describe("a worker that dies", () => {
  it("after any answer of the site leaves one post, with each image and term once", async () => {
    let deaths = 0;
    for (let after = 1; ; after++) {
      const wp = fakeSite();
      const article = await anIllustrated();
      const { message } = article;
      const isDead = await killedAfter(wp, article, message.item_id, after);
      await deliver([message]);
      await expectOnce(wp, article);
      if (!isDead) break;
      deaths += 1;
    }
    // The index, the look-up, two terms asked for and made, the draft, two images, the showing, and the live page.
    expect(deaths).toBe(11);
  });

  it("again and again at ever later points still leaves one", async () => {
    const wp = fakeSite();
    const article = await anIllustrated();
    for (const after of [4, 5, 6, 4, 3]) await killedAfter(wp, article, article.message.item_id, after);
    await deliver([article.message]);
    await expectOnce(wp, article);
  });

  it("after the post was shown, and before that was stored here, leaves one", async () => {
    const wp = fakeSite();
    const article = await anIllustrated();
    const ctx = systemCtx(article.place.account_id, "killed");
    const item = await claimed(ctx, article.message.item_id);
    await publishContent(ctx, item);
    expect((await rowOf(article.content.id)).site_status).toBe("publishing");
    await db.update(jobItems).set({ due_at: "2020-01-01T00:00:00.000Z" }).where(eq(jobItems.id, item.id));
    await deliver([article.message]);
    await expectOnce(wp, article);
  });
});

describe("two at once", () => {
  it("deliveries of one message make one post", async () => {
    const wp = fakeSite();
    const article = await anIllustrated();
    await deliver([article.message, article.message]);
    await expectOnce(wp, article);
    await deliver([article.message]);
    await expectOnce(wp, article);
  });

  it("workers, one of which lost its lease, leave one post", async () => {
    const wp = fakeSite();
    const article = await anIllustrated();
    const ctx = systemCtx(article.place.account_id, "twice");
    const item = await claimed(ctx, article.message.item_id);
    await Promise.allSettled([publishContent(ctx, item), publishContent(ctx, item)]);
    expect(wp.list()).toHaveLength(1);
    await db.update(jobItems).set({ due_at: "2020-01-01T00:00:00.000Z" }).where(eq(jobItems.id, item.id));
    await deliver([article.message]);
    expect(wp.list()).toMatchObject([{ status: "publish" }]);
  });

  it("requests for one content are one job", async () => {
    const wp = fakeSite();
    const { person, path, content } = await anArticle();
    const replies = await Promise.all([1, 2, 3].map(() => as(person).post(`${path}/publish_to_wordpress/`)));
    expect(replies.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
    await work();
    expect(wp.list()).toHaveLength(1);
    expect(await recordsOf(content.id)).toHaveLength(1);
  });
});
