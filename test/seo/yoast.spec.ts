import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { bundled } from "../../scripts/bundle.ts";
import type * as Score from "../../src/modules/optimizer/score/score.ts";
import { type Article, articles, DOMAIN } from "./articles.ts";
import { type Rating, ratingsOf } from "./yoast.ts";

/** Our check beside Yoast's assessment of the same thing. */
const pairs = {
  meta_description_length: "metaDescriptionLength",
  keyword_in_meta_description: "metaDescriptionKeyword",
  keyword_in_title: "keyphraseInSEOTitle",
  keyword_in_first_paragraph: "introductionKeyword",
  keyword_in_headings: "subheadingsKeyword",
  keyword_in_slug: "slugKeyword",
  keyword_density: "keyphraseDensity",
  section_length: "subheadingsTooLong",
  paragraph_length: "textParagraphTooLong",
  sentence_length: "textSentenceLength",
  length: "textLength",
  internal_links: "internalLinks",
  outbound_links: "externalLinks",
  images: "images",
  image_alts: "imageKeyphrase",
} as const;
const LEAST_SHARE = 0.9;

const { analyse } = await bundled<typeof Score>('export * from "./src/modules/optimizer/score/score"');

const ratingOf = (score: number): Rating => (score >= 90 ? "good" : score >= 50 ? "ok" : "bad");

function ourRatings({ html, keyword, title, slug, meta_title, meta_description }: Article) {
  const nothing = { cluster_terms: [], word_count: null, images: [], others: [] };
  const input = { html, keyword, title, slug, meta_title, meta_description, domain: DOMAIN, ...nothing };
  return new Map(analyse(input).checks.map(({ id, score }) => [id, score === null ? null : ratingOf(score)]));
}

describe("the checks that Yoast has too, on 50 articles of public-domain prose", () => {
  const both = articles.map((article) => ({ ours: ourRatings(article), theirs: ratingsOf(article) }));
  for (const [check, assessment] of Object.entries(pairs))
    it(`${check} says what ${assessment} says`, (t) => {
      const compared = both.flatMap(({ ours, theirs }, n) => {
        const [a, b] = [ours.get(check), theirs.get(assessment)];
        return a && b ? [{ n, a, b }] : [];
      });
      const different = compared.filter(({ a, b }) => a !== b);
      const share = 1 - different.length / compared.length;
      const told = different.map(({ n, a, b }) => `${n}: ${a}, theirs ${b}`).join("; ");
      t.diagnostic(`the same on ${compared.length - different.length} of ${compared.length}. ${told}`);
      assert.ok(compared.length >= 20, `${compared.length} compared`);
      assert.ok(share >= LEAST_SHARE, told);
    });
});
