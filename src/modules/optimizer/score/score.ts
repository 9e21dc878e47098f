import { type Check, type CheckDefinition, type Input, SCORER_VERSION } from "./check";
import { duplication } from "./duplication";
import { keywordChecks } from "./keyword";
import { linkAndImageChecks } from "./links-and-images";
import { metaChecks } from "./meta";
import { parsePage } from "./page";
import { structureChecks } from "./structure";

export const checkDefinitions: CheckDefinition[] = [
  ...metaChecks,
  ...structureChecks,
  ...keywordChecks,
  ...linkAndImageChecks,
  duplication,
];

export type Analysis = {
  scorer_version: string;
  /** 0 to 100: the weighted mean of the applicable checks. */
  score: number;
  language: string | null;
  word_count: number;
  checks: Check[];
};

export function analyse(input: Input): Analysis {
  const page = parsePage(input.html);
  const checks = checkDefinitions.map(({ id, weight, want, judge }): Check => {
    const { score, got, evidence = [], fix = null } = judge(page, input);
    return { id, weight, got, want, evidence, fix, score };
  });
  return {
    scorer_version: SCORER_VERSION,
    score: computeTotal(checks),
    language: page.language,
    word_count: page.wordCount,
    checks,
  };
}

/** Checks that do not apply are ignored; without any the score is 0. */
export function computeTotal(checks: readonly Pick<Check, "score" | "weight">[]): number {
  let [sum, weights] = [0, 0];
  for (const { score, weight } of checks) {
    if (score === null) continue;
    sum += score * weight;
    weights += weight;
  }
  return weights ? Math.round((10 * sum) / weights) / 10 : 0;
}
