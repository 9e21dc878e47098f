import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Input } from "../../src/modules/optimizer/score/check";
import { analyse, checkDefinitions, computeTotal } from "../../src/modules/optimizer/score/score";

const nothing: Input = {
  html: "",
  title: null,
  slug: null,
  meta_title: null,
  meta_description: null,
  keyword: null,
  cluster_terms: [],
  word_count: null,
  domain: null,
  images: [],
  others: [],
};
const checksOf = (input: Partial<Input>) =>
  Object.fromEntries(analyse({ ...nothing, ...input }).checks.map((check) => [check.id, check]));
const scoreOf = (id: string, input: Partial<Input>) => checksOf(input)[id]!.score;

const plain = "You can sleep well at night when it is warm. ";
const article = `<p>Night sweats wake you up. ${plain}</p><h2>Why night sweats come</h2><p>${plain.repeat(8)}</p>
<h2>What helps</h2><p>${plain.repeat(8)} Night sweats go. <a href="/pillows/">Pillows</a> <a href="https://nhs.uk/x">Ask</a></p>
<figure><img src="/a.png" alt="A woman with night sweats"></figure><p>${plain.repeat(14)}</p>`;
const good: Input = {
  ...nothing,
  html: article,
  title: "Night sweats: what helps at night",
  slug: "night-sweats",
  meta_title: "Night sweats: what helps at night",
  meta_description:
    "Night sweats wake you up. Read what helps when it is warm, which pillows stay cool, and when to ask a doctor about it all.",
  keyword: "night sweats",
  cluster_terms: ["night sweats", "sleep warm"],
  word_count: 320,
};

describe("analyse", () => {
  it("gives a good article the full score, with a version", () => {
    const analysis = analyse(good);
    expect(analysis.checks.filter((check) => check.score !== null && check.score < 100)).toEqual([]);
    expect(analysis).toMatchObject({ score: 100, language: "english", scorer_version: "1.1.0" });
  });

  it("leaves out of the weighting what does not apply, and says a fix for all that is not in order", () => {
    fc.assert(
      fc.property(
        fc.record({
          html: fc
            .array(
              fc.constantFrom(
                article,
                "<h1>One</h1>",
                "<h4></h4>",
                "<p>Two night sweat</p>",
                "<img src=a>",
                "<div>",
              ),
              { maxLength: 4 },
            )
            .map((parts) => parts.join("")),
          title: fc.constantFrom(null, "", "Night sweats", "x".repeat(90)),
          slug: fc.constantFrom(null, "", "night-sweats", "other"),
          meta_title: fc.constantFrom(null, "", "Night"),
          meta_description: fc.constantFrom(null, "", "night sweats ".repeat(20)),
          keyword: fc.constantFrom(null, "night sweats", "the", "¿"),
          word_count: fc.constantFrom(null, 100, 5000),
        }),
        (input) => {
          const { checks, score } = analyse({ ...nothing, ...input });
          expect(checks.map(({ id }) => id)).toEqual(checkDefinitions.map(({ id }) => id));
          for (const check of checks) {
            expect(check.score === null || (check.score >= 0 && check.score <= 100), check.id).toBe(true);
            expect(check.fix !== null, check.id).toBe(check.score !== null && check.score < 100);
          }
          expect(score).toBe(computeTotal(checks.filter((check) => check.score !== null)));
        },
      ),
    );
  });

  it("answers null for what fits English alone, in other languages", () => {
    const html = `<p>${"Was man in der Nacht gegen die Hitze tun kann, wenn nichts mehr hilft. ".repeat(30)}</p>`;
    const checks = checksOf({ html });
    expect([checks.readability!.score, checks.sentence_length!.score]).toEqual([null, null]);
  });
});

describe("the checks", () => {
  it("measure title and meta by characters", () => {
    expect(scoreOf("meta_title_length", { meta_title: "x".repeat(60) })).toBe(100);
    expect(scoreOf("meta_title_length", { meta_title: "é".repeat(61) })).toBeLessThan(100);
    expect(scoreOf("meta_description_length", { meta_description: "" })).toBe(0);
    expect(scoreOf("meta_description_length", {})).toBeNull();
  });

  it("name the headings that are out of order", () => {
    const { headings } = checksOf({ html: "<h1>Top</h1><h2>One</h2><h4>Deep</h4><h2></h2>" });
    expect(headings!.evidence).toEqual([
      '"Top" is an h1',
      '"Deep" is an h4 under an h2',
      "Heading 4 is empty",
    ]);
  });

  it("find the keyword in any form in text, word by word in titles", () => {
    const keyword = "hot flashes";
    expect(scoreOf("keyword_in_first_paragraph", { keyword, html: "<p>A flash that is hot.</p>" })).toBe(100);
    expect(scoreOf("keyword_in_title", { keyword, title: "Hot flashes" })).toBe(100);
    expect(scoreOf("keyword_in_title", { keyword, title: "A hot flash" })).toBe(60);
    expect(scoreOf("keyword_in_slug", { keyword, slug: "hot-flash-relief" })).toBe(100);
    expect(scoreOf("keyword_in_slug", { keyword, slug: "relief" })).toBe(50);
  });

  it("take too much of the keyword for stuffing, and too little for another subject", () => {
    const of = (times: number) =>
      scoreOf("keyword_density", {
        keyword: "night sweats",
        html: `<p>${"night sweats. ".repeat(times)}${"word ".repeat(200 - 2 * times)}</p>`,
      });
    expect([of(0), of(2), of(6)]).toEqual([0, 100, 100]);
    expect(of(1)).toBeLessThan(50);
    expect(of(9)).toBeLessThan(60);
    expect(of(20)).toBe(0);
  });

  it("name the cluster's terms that the text lacks", () => {
    const { term_coverage } = checksOf({
      html: article,
      cluster_terms: ["night sweats", "hormone therapy", "fan"],
    });
    expect(term_coverage!.evidence).toEqual(["hormone therapy", "fan"]);
    expect(term_coverage!.score).toBe(56);
  });

  it("hold the length against the task's", () => {
    const html = `<p>${"word ".repeat(800)}</p>`;
    expect(scoreOf("length", { html, word_count: 1000 })).toBe(100);
    expect(scoreOf("length", { html, word_count: 2000 })).toBeLessThan(100);
    expect(checksOf({ html, word_count: 2000 }).length!.fix).toBe("Write 800 more words");
  });

  it("tell links of the site from others by its host", () => {
    const html =
      '<p>x <a href="https://www.site.example/a">a</a> <a href="//other.example">b</a> <a href="#h-x">c</a></p>';
    const checks = checksOf({ html, domain: "site.example" });
    expect([checks.internal_links!.got, checks.outbound_links!.got]).toEqual(["1 link", "1 link"]);
  });

  it("ask each image what it shows", () => {
    const { image_alts } = checksOf({
      html: '<img src="/a.png"><img src="/b.png" alt="B">',
      images: [{ alt: "" }],
    });
    expect(image_alts).toMatchObject({ got: "1 of 3", evidence: ["/a.png", "image 1"] });
  });

  it("find the page from which text was taken", () => {
    const words = Array.from({ length: 200 }, (_, n) => `word${n}`);
    const html = `<p>${words.join(" ")}</p>`;
    const other = (list: string[]) => ({ content_id: 7, title: "Other", html: `<p>${list.join(" ")}</p>` });
    const half = checksOf({
      html,
      others: [other(words.slice(0, 100)), other(words.toReversed())],
    }).duplication;
    expect(half).toMatchObject({ got: "49%", evidence: ['"Other" (content item 7): 49%'] });
    expect(scoreOf("duplication", { html, others: [other(words.toReversed())] })).toBe(100);
    expect(scoreOf("duplication", { html, others: [other(words)] })).toBe(0);
  });
});
