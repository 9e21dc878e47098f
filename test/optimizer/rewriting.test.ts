import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { contentRevisions, contents, creditUsage } from "../../src/db/schema";
import { GenerationError, type Provider, RetryLater } from "../../src/generation/provider";
import { describeChangedFact } from "../../src/modules/optimizer/fixes/facts";
import type { FixDraft } from "../../src/modules/optimizer/fixes/fix";
import { improve, type Surroundings } from "../../src/modules/optimizer/fixes/improve";
import { describeRewriteIssues, rewrite } from "../../src/modules/optimizer/rewriting";
import { aContent, aPerson, aSite, db } from "../factories";
import { as } from "../harness";
import { asks, says } from "../openai/answers";
import { dropMock, seen, teach, useMock } from "../openai/mock";
import { drain } from "../queue";

const around: Surroundings = { cluster_terms: [], word_count: null, domain: null, images: [], others: [] };
const plain = "They say that it is warm in here again. ";
const fact = `<p>"It was 39.5 °C", she said in 2024. See <a href="/pillows/">pillows</a>.</p><blockquote><p>Keep cool</p></blockquote>`;
const html = `<p>Women wake up at night. ${plain.repeat(20)}</p><h2>What helps</h2>${fact}<p>${plain.repeat(25)}</p>`;
const better = `<p>Night sweats wake many women up. ${plain.repeat(20)}</p><h2>What helps against night sweats</h2>${fact}<p>${plain.repeat(25)}</p>`;
const draft: FixDraft = {
  html,
  title: "Night sweats: what helps at home",
  slug: "night-sweats",
  excerpt: "",
  meta_title: "Night sweats: what helps at home",
  meta_description: "",
  keyword: "night sweats",
  site_name: "Sleep Well",
  is_slug_final: false,
};

const usage = { model: "fake", tokens_in: 1000, tokens_out: 1000, cost_usd: 0.01 };
/** A language model that always gives this answer. */
const fake = (content_html: string | Error, more: object = {}) => {
  const asked: any[] = [];
  const provider = {
    name: "fake",
    note: null,
    rates: { tokens_per_credit: null, credits_per_image: null },
    async answer(_name: string, input: unknown) {
      asked.push(input);
      if (content_html instanceof Error) throw content_html;
      const output = {
        content_html,
        meta_title: "",
        meta_description: "",
        changes: ["Said it sooner"],
        ...more,
      };
      return { output, usage };
    },
  } as unknown as Provider;
  return { provider, asked };
};
const mechanical = improve(draft, around);
const rewritten = (answer: string | Error, more?: object) =>
  rewrite(fake(answer, more).provider, {
    original: html,
    mechanical,
    surroundings: around,
    secondary_keywords: [],
  });

describe("rewrite", () => {
  it("keeps a text that scores higher and has the same facts, and says what was changed", async () => {
    const found = (await rewritten(better))!;
    expect(found.rewriting).toEqual({ kept: true, reason: null, changes: ["Said it sooner"] });
    expect(found.improvement.draft.html).toContain("Night sweats wake many women up.");
    expect(found.improvement.after.score).toBeGreaterThan(mechanical.after.score);
    expect(found.improvement.before).toEqual(mechanical.before);
    expect(found.improvement.applied.map(({ change }) => change)).toContain(
      "Rewritten by the language model",
    );
  });

  it("asks with the findings that a text can mend, the weightiest first, and the score", async () => {
    const { provider, asked } = fake(better);
    await rewrite(provider, {
      original: html,
      mechanical,
      surroundings: around,
      secondary_keywords: ["hot flashes"],
    });
    expect(asked[0]).toMatchObject({ score: mechanical.after.score, secondary_keywords: ["hot flashes"] });
    expect(asked[0].issues).toEqual(describeRewriteIssues(mechanical.after));
    expect(asked[0].issues.join()).toContain('Use "night sweats"');
    expect(asked[0].issues.join()).not.toContain("Link to a source");
  });

  it.each([
    ["loses a number", better.replace("39.5", "39"), "It loses the number 39.5"],
    ["adds a number", better.replace("many", "80 of 100"), "It adds the number 80"],
    [
      "changes a quotation",
      better.replace("<p>Keep cool</p>", "<p>Keep calm</p>"),
      "It loses the quotation Keep cool",
    ],
    ["loses a link", better.replace(/<a[^>]*>pillows<\/a>/, "pillows"), "It loses the link /pillows/"],
    [
      "adds a link",
      better.replace("women", '<a href="https://made.example/up">women</a>'),
      "It adds the link https://made.example/up",
    ],
    [
      "adds an image",
      `${better}<img src="https://made.example/up.png" alt="x">`,
      "It adds the image https://made.example/up.png",
    ],
    [
      "leaves out much of the text",
      better.replace(plain.repeat(25), plain),
      "It leaves out a large part of the text",
    ],
    ["changes nothing", html, "It changes nothing"],
  ])("keeps the mechanical fixes alone where the model %s", async (_what, answer, reason) => {
    const found = (await rewritten(answer))!;
    expect(found.rewriting).toMatchObject({ kept: false, reason });
    expect(found.improvement).toBe(mechanical);
  });

  it("keeps the mechanical fixes alone where the score would fall", async () => {
    const worse = html
      .replace("<h2>What helps</h2>", "")
      .replaceAll("again. ", "again and they go on about it, ");
    const found = (await rewritten(worse))!;
    expect(found.rewriting.reason).toMatch(/^The score would fall from [\d.]+ to [\d.]+$/);
    expect(found.improvement).toBe(mechanical);
  });

  it("sanitises what the model wrote", async () => {
    const found = (await rewritten(`${better}<script>alert(1)</script><p onclick="x">So be it.</p>`))!;
    expect(found.rewriting.kept).toBe(true);
    expect(found.improvement.draft.html).not.toMatch(/script|onclick/);
  });

  it("does without an answer that is of no use, and passes on what may pass or has to be mended", async () => {
    const found = await rewritten(new GenerationError("The model refused", "refusal"));
    expect(found).toMatchObject({
      rewriting: { kept: false, reason: "The model refused" },
      usage: { tokens_in: 0 },
    });
    await expect(rewritten(new RetryLater("later"))).rejects.toBeInstanceOf(RetryLater);
    await expect(rewritten(new GenerationError("wrong", "wrong_key"))).rejects.toThrow("wrong");
  });
});

describe("describeChangedFact", () => {
  it("sees through markup, quotation marks and spaces, and not through figures", () => {
    const before = "<p>She said “it’s  hot” at 1,000.5 m; 3/4 agreed.</p>";
    expect(describeChangedFact(before, `<h2>At 1,000.5 m</h2><p>"it's hot", said 3/4.</p>`)).toBeNull();
    expect(describeChangedFact(before, `<p>"it's hot" at 1000.5 m, 3/4</p>`)).toBe(
      "It loses the number 1,000.5",
    );
    expect(describeChangedFact(before, "<p>It's hot at 1,000.5 m; 3/4</p>")).toBe(
      "It loses the quotation it's hot",
    );
    expect(describeChangedFact("<p>Don't, won't.</p>", "<p>Won’t, don’t.</p>")).toBeNull();
  });
});

describe("POST /optimizer/optimize/ with a language model", () => {
  beforeEach(useMock);
  afterAll(dropMock);

  async function optimised(answer: string) {
    await teach(
      says(asks.optimization, {
        content_html: answer,
        meta_title: draft.meta_title,
        meta_description: "",
        changes: ["Said it sooner"],
      }),
    );
    const person = await aPerson();
    const { place } = await aSite(person);
    const content = await aContent(place, {
      title: draft.title,
      slug: draft.slug,
      primary_keyword: draft.keyword,
      meta_title: draft.meta_title,
      content_html: html,
    });
    const { body } = await as(person).post("/optimizer/optimize/", { content_id: content.id });
    await drain();
    const job = (await as(person).get(`/jobs/${body.data.task_id}/`)).body.data;
    const [row] = await db.select().from(contents).where(eq(contents.id, content.id));
    const [spent] = await db
      .select()
      .from(creditUsage)
      .where(eq(creditUsage.account_id, person.user.account_id));
    const revisions = await db
      .select()
      .from(contentRevisions)
      .where(eq(contentRevisions.content_id, content.id));
    return { job, row: row!, spent: spent!, revisions };
  }

  it("stores the rewriting, keeps a revision, and charges by the model's usage", async () => {
    const { job, row, spent, revisions } = await optimised(better);
    expect(job.items[0]).toMatchObject({ status: "done", result: { rewriting: { kept: true } } });
    const { score_before, score_after } = job.items[0].result;
    expect(score_after).toBeGreaterThan(score_before);
    expect(row.content_html).toContain("Night sweats wake many women up.");
    expect(revisions).toHaveLength(1);
    expect(spent).toMatchObject({ provider: "openai", tokens_in: 100, tokens_out: 50 });
    expect(await seen()).toHaveLength(1);
  });

  it("does the mechanical fixes alone where the rewriting is not kept, and charges those", async () => {
    const { job, row, spent } = await optimised(better.replace("39.5", "40"));
    expect(job.items[0].result.rewriting).toMatchObject({ kept: false, reason: "It loses the number 39.5" });
    expect(row.content_html).toContain("Women wake up at night.");
    expect(row.meta_description).not.toBe("");
    expect(spent).toMatchObject({ provider: "openai", tokens_in: 100, credits_used: job.items[0].charged });
    expect(spent.credits_used).toBeGreaterThan(0);
  });
});
