// Yoast's own analysis, as its package runs it: the verdict of each of its assessments, by identifier.
import { createRequire } from "node:module";
import { type Article, DOMAIN } from "./articles.ts";

const require = createRequire(import.meta.url);
const { Paper, SeoAssessor, ContentAssessor, Assessor, assessments, interpreters } = require("yoastseo");
const Researcher = require("yoastseo/build/languageProcessing/languages/en/Researcher").default;

export type Rating = "good" | "ok" | "bad";

const paperOf = ({ html, title, slug, meta_description, keyword }: Article) =>
  new Paper(html, {
    keyword,
    slug,
    title,
    titleWidth: 400,
    textTitle: title,
    description: meta_description,
    permalink: `https://${DOMAIN}/${slug}/`,
    locale: "en_US",
  });

/** What the packaged assessors leave out, or have for other kinds of pages alone. */
class Others extends Assessor {
  constructor(researcher: unknown) {
    super(researcher);
    const { seo, readability } = assessments;
    this._assessments = [
      new seo.SubheadingsKeywordAssessment(),
      new seo.ImageCountAssessment(),
      new readability.SubheadingDistributionTooLongAssessment(),
    ];
  }
}

export function ratingsOf(article: Article): Map<string, Rating> {
  const paper = paperOf(article);
  const ratings = new Map<string, Rating>();
  for (const Each of [SeoAssessor, ContentAssessor, Others]) {
    const assessor = new Each(new Researcher(paper));
    assessor.assess(paper);
    for (const result of assessor.getValidResults())
      ratings.set(result.getIdentifier(), interpreters.scoreToRating(result.getScore()));
  }
  return ratings;
}

/** The reading ease as Yoast counts it, rounded to a tenth; its bounds are 0 and 100. */
export function readingEaseOf(html: string): number {
  const researcher = new Researcher(new Paper(html, { locale: "en_US" }));
  return researcher.getResearch("getFleschReadingScore").score;
}
