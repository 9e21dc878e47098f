import { analyse, type Analysis } from "../score/score";
import type { Input } from "../score/check";
import type { Change, FixDraft, Fix } from "./fix";
import { htmlFixes } from "./html";
import { metaFixes } from "./meta";

export type Improvement = {
  before: Analysis;
  after: Analysis;
  draft: FixDraft;
  applied: { field: Fix["field"]; change: string }[];
};

/** The scorer's input besides the draft. */
export type Surroundings = Pick<Input, "cluster_terms" | "word_count" | "domain" | "images" | "others">;

/** Applies the mechanical fixes one by one and keeps those that raise the score, which therefore never falls. */
export function improve(original: FixDraft, surroundings: Surroundings): Improvement {
  const before = analyse(toAnalysisInput(original, surroundings));
  let [draft, after] = [original, before];
  const applied: Improvement["applied"] = [];
  for (const fix of [...htmlFixes, ...metaFixes]) {
    const change = fix.apply(draft);
    if (!hasChanges(draft, change)) continue;
    const next = { ...draft, ...change };
    const scored = analyse(toAnalysisInput(next, surroundings));
    if (scored.score <= after.score) continue;
    [draft, after] = [next, scored];
    applied.push({ field: fix.field, change: fix.description });
  }
  return { before, after, draft, applied };
}

const hasChanges = (draft: FixDraft, change: Change) =>
  (Object.keys(change) as (keyof Change)[]).some((key) => change[key] !== draft[key]);

const toAnalysisInput = ({ keyword, ...draft }: FixDraft, surroundings: Surroundings): Input => ({
  ...surroundings,
  html: draft.html,
  title: draft.title,
  slug: draft.slug,
  meta_title: draft.meta_title,
  meta_description: draft.meta_description,
  keyword: keyword || null,
});
