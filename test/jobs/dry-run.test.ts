import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { accounts, idempotencyKeys, images, jobItems, jobs } from "../../src/db/schema";
import { aCluster, aContent, aKeyword, aPerson, aSite, aTask, db, type Person } from "../factories";
import { as, send, tokenOf } from "../harness";
import { takeMessages } from "../queue";

async function aPlace(credits = 1000) {
  const person = await aPerson("editor", { credits });
  const { place } = await aSite(person);
  const cluster = await aCluster(place, { name: "Sleep" });
  await aKeyword(place, { cluster_id: cluster.id, status: "mapped" });
  await aKeyword(place);
  const task = await aTask(place, { title: "Sleeping well" });
  const content = await aContent(place, { content_html: `<p>${"word ".repeat(300)}</p>` });
  const { account_id, site_id } = place;
  const row = { account_id, site_id, content_id: content.id, image_type: "featured", position: 0 } as const;
  const [image] = await db
    .insert(images)
    .values({ ...row, caption: "A lamp", prompt: "Old" })
    .returning();
  const bare = await aContent(place, { title: "Bare" });
  return { person, place, cluster, task, content, bare, image: image! };
}
type Place = Awaited<ReturnType<typeof aPlace>>;

const requests: [path: (at: Place) => string, body: (at: Place) => object, kind: string][] = [
  [() => "/planner/clusters/auto_cluster/", ({ place }) => ({ site_id: place.site_id }), "cluster_keywords"],
  [() => "/planner/clusters/generate_ideas/", ({ cluster }) => ({ ids: [cluster.id] }), "generate_ideas"],
  [({ task }) => `/writer/tasks/${task.id}/generate_content/`, () => ({}), "generate_content"],
  [({ bare }) => `/writer/content/${bare.id}/generate_images/`, () => ({}), "image_prompts"],
  [() => "/writer/images/generate_for_content/", ({ bare }) => ({ content_id: bare.id }), "image_prompts"],
  [() => "/writer/images/regenerate/", ({ image }) => ({ image_id: image.id, prompt: "New" }), "draw_image"],
  [
    () => "/linker/batch_process/",
    ({ content, bare }) => ({ content_ids: [content.id, bare.id] }),
    "link_content",
  ],
  [() => "/optimizer/optimize/", ({ content }) => ({ content_id: content.id }), "optimize_content"],
  [() => "/optimizer/batch_optimize/", ({ content }) => ({ content_ids: [content.id] }), "optimize_content"],
];

const rowsOf = async ({ user }: Person) => {
  const [[account], made, items, pictures] = await db.batch([
    db.select().from(accounts).where(eq(accounts.id, user.account_id)),
    db.select().from(jobs).where(eq(jobs.account_id, user.account_id)),
    db.select().from(jobItems).where(eq(jobItems.account_id, user.account_id)),
    db.select().from(images).where(eq(images.account_id, user.account_id)),
  ]);
  return { account, made, items, pictures };
};

describe("a dry run", () => {
  it.each(requests)(
    "of %s tells what the same body would reserve, and does nothing",
    async (path, body, kind) => {
      const at = await aPlace();
      const before = await rowsOf(at.person);
      const told = await as(at.person).post(path(at), { ...body(at), dry_run: true });
      expect(told.status).toBe(200);
      const { items, credits, ...rest } = told.body.data;
      expect(rest).toEqual({ dry_run: true, balance: 1000, sufficient: true });
      expect(items.map((item: any) => item.kind)).toEqual(items.map(() => kind));
      expect(items.reduce((sum: number, item: any) => sum + item.credits, 0)).toBe(credits);
      expect(await rowsOf(at.person)).toEqual(before);
      expect(takeMessages()).toEqual([]);

      const made = await as(at.person).post(path(at), { ...body(at), dry_run: false });
      expect(made.status).toBe(202);
      const job = (await as(at.person).get(`/jobs/${made.body.data.task_id}/`)).body.data;
      expect([job.credits_reserved, job.total]).toEqual([credits, items.length]);
      expect(job.items.map((item: any) => item.label)).toEqual(items.map((item: any) => item.label));
    },
  );

  it("tells also what the balance does not cover", async () => {
    const at = await aPlace(2);
    const path = `/writer/tasks/${at.task.id}/generate_content/`;
    const { status, body } = await as(at.person).post(path, { dry_run: true });
    expect([status, body.data.sufficient, body.data.balance]).toEqual([200, false, 2]);
    expect((await as(at.person).post(path, {})).status).toBe(402);
  });

  it("finds the same faults as what it stands for", async () => {
    const [at, other] = [await aPlace(), await aPlace()];
    const dry = { dry_run: true };
    expect((await as(at.person).post(`/writer/tasks/${other.task.id}/generate_content/`, dry)).status).toBe(
      404,
    );
    const foreign = { ids: [other.cluster.id], ...dry };
    expect((await as(at.person).post("/planner/clusters/generate_ideas/", foreign)).status).toBe(404);
    expect(
      (await as(at.person).post("/writer/images/regenerate/", { image_id: other.image.id, ...dry })).status,
    ).toBe(404);
  });
});

describe("the body of generate_content", () => {
  const post = async (at: Place, init: RequestInit) =>
    send(`/api/v1/writer/tasks/${at.task.id}/generate_content/`, {
      method: "POST",
      ...init,
      headers: { Authorization: `Bearer ${await tokenOf(at.person)}`, ...init.headers },
    });

  it.each([
    ["no body and no type", {}],
    ["no body of a type", { headers: { "Content-Type": "application/json" } }],
    ["no body, by a key", { headers: { "Idempotency-Key": "once" } }],
  ])("may be left out: %s", async (_what, init) => {
    expect((await post(await aPlace(), init)).status).toBe(202);
  });

  it.each([
    ["text/plain", 415],
    ["", 415],
    ["application/json", 200],
  ])("of the type %j is answered %d, so that no dry run is taken for an order", async (type, status) => {
    const at = await aPlace();
    const body = new TextEncoder().encode('{"dry_run": true}');
    const reply = await post(at, { body, headers: type ? { "Content-Type": type } : {} });
    expect(reply.status).toBe(status);
    expect((await rowsOf(at.person)).made).toEqual([]);
  });

  it("is replayed by its key as it was answered", async () => {
    const at = await aPlace();
    const init = { headers: { "Idempotency-Key": "dry", "Content-Type": "application/json" } };
    const [first, again] = [
      await post(at, { ...init, body: '{"dry_run": true}' }),
      await post(at, { ...init, body: '{"dry_run": true}' }),
    ];
    expect(await again.json()).toEqual(await first.json());
    expect((await post(at, { ...init, body: "{}" })).status).toBe(422);
    const kept = eq(idempotencyKeys.account_id, at.person.user.account_id);
    expect(await db.select().from(idempotencyKeys).where(kept)).toHaveLength(1);
  });
});
