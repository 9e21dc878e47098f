import {
  type CheckDefinition,
  type Range,
  fairScore,
  inapplicable,
  passed,
  formatCount,
  quote,
  rangeScore,
} from "./check";

export const META_TITLE_RANGE = { min: 30, max: 60 };
/** Search engines cut it at about 156 characters, and add to texts shorter than 120. */
export const META_DESCRIPTION_RANGE = { min: 120, max: 156 };
export const TITLE = { min: 20, max: 70 };

type Field = "title" | "meta_title" | "meta_description";

const lengthCheck = (field: Field, name: string, weight: number, range: Range): CheckDefinition => ({
  id: `${field}_length`,
  weight,
  want: `${range.min} to ${range.max} characters`,
  judge: (_page, input) => {
    const { min, max } = range;
    const text = input[field];
    if (text === null) return inapplicable("Unknown");
    if (!text) return { score: 0, got: "Missing", fix: `Write a ${name} of ${min} to ${max} characters` };
    const { length } = [...text];
    const got = formatCount(length, "character");
    if (length >= min && length <= max) return passed(got);
    const fix =
      length < min
        ? `Add at least ${formatCount(min - length, "character")}`
        : `Shorten it by ${formatCount(length - max, "character")}: search results would cut it off`;
    return {
      score: fairScore(rangeScore(length, range) / 100),
      got,
      evidence: [quote(text, 200)],
      fix,
    };
  },
});

export const metaChecks: CheckDefinition[] = [
  lengthCheck("title", "title", 3, TITLE),
  lengthCheck("meta_title", "meta title", 6, META_TITLE_RANGE),
  lengthCheck("meta_description", "meta description", 6, META_DESCRIPTION_RANGE),
];
