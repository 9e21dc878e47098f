import { ulid } from "ulidx";
import { describe, expect, it } from "vitest";
import { modelCalls } from "../../src/db/schema";
import { aColleague, aPerson, aSite, db } from "../factories";
import { as } from "../harness";

const PATH = "/billing/usage/calls/";

async function aCall(
  place: { account_id: number; site_id: number },
  fields: Partial<typeof modelCalls.$inferInsert> = {},
) {
  const used = { tokens_in: 10, tokens_out: 5, cost_usd: 0.001, latency_ms: 900, outcome: "ok" };
  const call = { function: "ideas", provider: "openai", model: "gpt-4.1-mini", ...used, ...fields };
  const { account_id, site_id } = place;
  await db.insert(modelCalls).values({ account_id, site_id, ...call });
}

describe("the calls of models", () => {
  it("are listed newest first with their tokens, cost, latency and outcome", async () => {
    const owner = await aPerson("owner");
    const { place } = await aSite(owner);
    const job_id = ulid();
    await aCall(place, { job_id, item_id: 3 });
    await aCall(place, { outcome: "timeout", latency_ms: 120_000 });
    const viewer = await aColleague(owner.user, "viewer");
    const { body } = await as(viewer).get(PATH);
    expect(body.count).toBe(2);
    expect(body.results[0]).toMatchObject({ outcome: "timeout", latency_ms: 120_000, job_id: null });
    expect(body.results[1]).toEqual({
      id: expect.any(Number),
      site_id: place.site_id,
      job_id,
      item_id: 3,
      function: "ideas",
      provider: "openai",
      model: "gpt-4.1-mini",
      tokens_in: 10,
      tokens_out: 5,
      cost_usd: 0.001,
      latency_ms: 900,
      outcome: "ok",
      created_at: expect.any(String),
    });
  });

  it("are filtered by site, job, model, outcome and time, and come in pages", async () => {
    const owner = await aPerson("owner");
    const [{ place }, { place: other }] = [await aSite(owner), await aSite(owner)];
    const job_id = ulid();
    await aCall(place, { job_id, model: "a" });
    await aCall(place, { outcome: "timeout", created_at: "2026-01-01T00:00:00.000Z" });
    await aCall(other, { model: "b" });
    const count = async (query: string) => (await as(owner).get(`${PATH}?${query}`)).body.count;
    expect(await count(`site_id=${place.site_id}`)).toBe(2);
    expect(await count(`job_id=${job_id}`)).toBe(1);
    expect(await count("model=b")).toBe(1);
    expect(await count("outcome=ok")).toBe(2);
    expect(await count("end=2026-02-01T00:00:00Z")).toBe(1);
    expect(await count("start=2026-02-01T00:00:00Z&outcome=ok")).toBe(2);
    const { body } = await as(owner).get(`${PATH}?page=2&page_size=2`);
    expect([body.results.length, body.count, body.next]).toEqual([1, 3, null]);
    expect((await as(owner).get(`${PATH}?job_id=x`)).status).toBe(400);
  });

  it("are the account's alone, and of the sites that a person may see", async () => {
    const owner = await aPerson("owner");
    const [{ place }, { place: other }] = [await aSite(owner), await aSite(owner)];
    await aCall(place);
    await aCall(other);
    const viewer = await aColleague(owner.user, "viewer", { site_access: [place.site_id] });
    expect((await as(viewer).get(PATH)).body.count).toBe(1);
    expect((await as(await aPerson("owner")).get(PATH)).body.count).toBe(0);
  });
});
