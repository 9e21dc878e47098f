import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import csv from "../data/keywords.csv?raw";
import { clusters, keywords } from "../../src/db/schema";
import { aCluster, aKeyword, aPerson, aSite, db } from "../factories";
import { as } from "../harness";
import { drain } from "../queue";

const jobOf = async (person: any, reply: any) =>
  (await as(person).get(`/jobs/${reply.body.data.task_id}/`)).body.data;

describe("POST /planner/clusters/auto_cluster/", () => {
  it("clusters the 600 sample keywords, and charges at most what it reserved", async () => {
    const person = await aPerson();
    const { site, sector } = await aSite(person);
    await as(person).post(`/planner/keywords/import/?site_id=${site.id}&sector_id=${sector.id}`, csv);
    const reply = await as(person).post("/planner/clusters/auto_cluster/", { site_id: site.id });
    expect(reply.status).toBe(202);
    await drain();
    const job = await jobOf(person, reply);
    expect(job).toMatchObject({ status: "succeeded", done: 1 });
    expect(job.credits_charged).toBeLessThanOrEqual(job.credits_reserved);
    const rows = await db.select().from(keywords).where(eq(keywords.site_id, site.id));
    const mapped = rows.filter((row) => row.status === "mapped");
    expect(mapped.length).toBe(job.items[0].result.keywords);
    expect(mapped.length).toBeGreaterThan(540);
    expect(mapped.every((row) => row.cluster_id)).toBe(true);
    const clusterOf = (keyword: string) => rows.find((row) => row.keyword === keyword)!.cluster_id;
    expect(clusterOf("menopause symptoms")).toBe(clusterOf("symptoms of menopause"));
    expect(clusterOf("does menopause cause pimples")).not.toBe(clusterOf("menopause weight gain"));
    expect(await db.select().from(clusters).where(eq(clusters.site_id, site.id))).toHaveLength(
      job.items[0].result.clusters,
    );
  });

  it("adds to the clusters that the sector has", async () => {
    const person = await aPerson();
    const { place, site } = await aSite(person);
    const cluster = await aCluster(place, { name: "Night Sweats" });
    await aKeyword(place, { keyword: "night sweats causes", cluster_id: cluster.id, status: "mapped" });
    await aKeyword(place, { keyword: "night sweats remedies", cluster_id: cluster.id, status: "mapped" });
    const fresh = await aKeyword(place, { keyword: "causes of night sweats" });
    await as(person).post("/planner/clusters/auto_cluster/", { site_id: site.id });
    await drain();
    const [row] = await db.select().from(keywords).where(eq(keywords.id, fresh.id));
    expect(row).toMatchObject({ cluster_id: cluster.id, status: "mapped" });
  });

  it("leaves alone what is disabled, what is mapped and what is not asked for", async () => {
    const person = await aPerson();
    const { place, site } = await aSite(person);
    const [asked, same] = [
      await aKeyword(place, { keyword: "hot flash relief" }),
      await aKeyword(place, { keyword: "relief for hot flashes" }),
    ];
    const other = await aKeyword(place, { keyword: "hot flashes relief tips" });
    const off = await aKeyword(place, { keyword: "hot flash relief now", disabled: true });
    await as(person).post("/planner/clusters/auto_cluster/", { site_id: site.id, ids: [asked.id, same.id] });
    await drain();
    const status = async (id: number) =>
      (await db.select().from(keywords).where(eq(keywords.id, id)))[0]!.status;
    expect([await status(asked.id), await status(same.id)]).toEqual(["mapped", "mapped"]);
    expect([await status(other.id), await status(off.id)]).toEqual(["new", "new"]);
  });

  it("is refused where nothing waits, and for another account's site", async () => {
    const person = await aPerson();
    const { site } = await aSite(person);
    const theirs = await aSite(await aPerson());
    const nothing = await as(person).post("/planner/clusters/auto_cluster/", { site_id: site.id });
    expect(nothing.body.errors).toEqual({ site_id: ["There are no new, enabled keywords"] });
    const foreign = await as(person).post("/planner/clusters/auto_cluster/", { site_id: theirs.site.id });
    expect(foreign.body.errors).toEqual({ site_id: ["No such site"] });
  });
});
