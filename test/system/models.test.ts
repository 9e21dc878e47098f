import { describe, expect, it } from "vitest";
import { computeTokenCredits } from "../../src/modules/billing/pricing";
import { aPerson } from "../factories";
import { as } from "../harness";

describe("the models", () => {
  it("are listed with their rates and prices", async () => {
    const { status, body } = await as(await aPerson("viewer")).get("/system/models/?page_size=100");
    expect(status).toBe(200);
    const named = (name: string) => body.results.find((model: any) => model.name === name);
    expect(named("gpt-4.1-mini")).toEqual({
      id: expect.any(Number),
      name: "gpt-4.1-mini",
      provider: "openai",
      kind: "text",
      tokens_per_credit: null,
      credits_per_image: null,
      usd_per_million_tokens_in: 0.4,
      usd_per_million_tokens_out: 1.6,
      usd_per_image: null,
    });
    expect(named("dall-e-3")).toMatchObject({ kind: "image", credits_per_image: 5, usd_per_image: 0.08 });
    expect(named("igny8-embedded-1")).toMatchObject({ provider: "embedded", usd_per_million_tokens_in: 0 });
  });

  it("come in pages", async () => {
    const { body } = await as(await aPerson("viewer")).get("/system/models/?page=2&page_size=5");
    expect(body.results).toHaveLength(5);
    expect(body.count).toBeGreaterThan(10);
  });

  it("may have a rate of their own, which takes the place of the operation's", () => {
    expect(computeTokenCredits("content_generation", 1000)).toBe(10);
    expect(computeTokenCredits("content_generation", 1000, null)).toBe(10);
    expect(computeTokenCredits("content_generation", 1000, 50)).toBe(20);
    expect(computeTokenCredits("content_generation", 10, 50)).toBe(3);
  });
});
