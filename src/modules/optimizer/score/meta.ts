import {
  type CheckDefinition,
  fairScore,
  inapplicable,
  passed,
  formatCount,
  quote,
  rangeScore,
} from "./check";

export const META_TITLE_RANGE = { least: 30, most: 60 };
/** Search engines cut at about 156 characters, and fill up texts shorter than 120. */
export const META_DESCRIPTION_RANGE = { least: 120, most: 156 };
export const TITLE = { least: 20, most: 70 };

type Field = "title" | "meta_title" | "meta_description";
type Range = { least: number; most: number };

const lengthCheck = (
  field: Field,
  name: string,
  weight: number,
  { least, most }: Range,
): CheckDefinition => ({
  id: `${field}_length`,
  weight,
  want: `${least} to ${most} characters`,
  judge: (_page, input) => {
    const text = input[field];
    if (text === null) return inapplicable("Not given");
    if (!text) return { score: 0, got: "Missing", fix: `Write a ${name} of ${least} to ${most} characters` };
    const { length } = [...text];
    const got = formatCount(length, "character");
    if (length >= least && length <= most) return passed(got);
    const fix =
      length < least
        ? `Say more: ${formatCount(least - length, "character")} or more are missing`
        : `Shorten it by ${formatCount(length - most, "character")}: search results cut it off`;
    return {
      score: fairScore(rangeScore(length, least, most) / 100),
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
