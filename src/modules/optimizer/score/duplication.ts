import { tokenize } from "../../../text/terms";
import { type CheckDefinition, inapplicable, passed, formatPercent, quote } from "./check";

const SHINGLE_WORDS = 5;
const MIN_SHINGLES = 20;
/** Shares of the text: up to `min`, pages merely use the same phrases; from `max` on, the score is 0. */
const SHARED_TEXT = { min: 0.05, max: 0.5 };

/**
 * Hashes of all five-word sequences (FNV-1a): the more two texts have in common, the more text they share (Broder
 * 1997).
 */
function buildShingles(tokens: readonly string[]): Set<number> {
  const words = tokens.map(hashWord);
  const shingles = new Set<number>();
  for (let end = SHINGLE_WORDS; end <= words.length; end += 1) {
    let value = 0x811c9dc5;
    for (const word of words.slice(end - SHINGLE_WORDS, end)) value = Math.imul(value ^ word, 0x01000193);
    shingles.add(value);
  }
  return shingles;
}

function hashWord(word: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) value = Math.imul(value ^ word.charCodeAt(at), 0x01000193);
  return value;
}

/** Approximate words of stored HTML, much faster than parsing it. */
const tokenizeHtml = (html: string) => tokenize(html.replace(/<[^>]*>|&#?\w+;/g, " "));

export const duplication: CheckDefinition = {
  id: "duplication",
  weight: 8,
  want: `At most ${formatPercent(SHARED_TEXT.min)} of the text also on another page of the site`,
  judge: ({ tokens }, { others }) => {
    if (!others.length) return inapplicable("There are no other pages to compare with");
    const own = buildShingles(tokens);
    if (own.size < MIN_SHINGLES) return inapplicable("The text is too short");
    const shares = others
      .map((other) => {
        const theirs = buildShingles(tokenizeHtml(other.html));
        let common = 0;
        for (const shingle of own) if (theirs.has(shingle)) common += 1;
        return { ...other, share: common / own.size };
      })
      .toSorted((a, b) => b.share - a.share);
    const most = shares[0]?.share ?? 0;
    const got = formatPercent(most);
    if (most <= SHARED_TEXT.min) return passed(got);
    return {
      score: Math.round(
        100 * Math.max(0, 1 - (most - SHARED_TEXT.min) / (SHARED_TEXT.max - SHARED_TEXT.min)),
      ),
      got,
      evidence: shares
        .filter(({ share }) => share > SHARED_TEXT.min)
        .slice(0, 3)
        .map(
          ({ content_id, title, share }) =>
            `${quote(title)} (content item ${content_id}): ${formatPercent(share)}`,
        ),
      fix: "Rewrite the shared text, or link to the page that contains it",
    };
  },
};
