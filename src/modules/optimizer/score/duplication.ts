import { tokenize } from "../../../text/terms";
import { type CheckDefinition, inapplicable, passed, formatPercent, quote } from "./check";

const SHINGLE_WORDS = 5;
const MIN_SHINGLES = 20;
/** Pages of a site share phrases; from this share on they share text. */
const SHARED_TEXT = { none: 0.05, all: 0.5 };

/**
 * Hashes of all five-word sequences (FNV-1a): the more two texts have in common, the more text they share (Broder
 * 1997).
 */
function buildShingles(tokens: readonly string[]): Set<number> {
  const words = tokens.map(hashWord);
  const shingles = new Set<number>();
  for (let at = 0; at + SHINGLE_WORDS <= words.length; at += 1) {
    let value = 0x811c9dc5;
    for (let n = 0; n < SHINGLE_WORDS; n += 1) value = Math.imul(value ^ words[at + n]!, 0x01000193);
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
  want: `At most ${formatPercent(SHARED_TEXT.none)} of the text on another page of the site`,
  judge: ({ tokens }, { others }) => {
    if (!others.length) return inapplicable("No other page to compare with");
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
    const most = shares[0]!.share;
    const got = formatPercent(most);
    if (most <= SHARED_TEXT.none) return passed(got);
    return {
      score: Math.round(
        100 * Math.max(0, 1 - (most - SHARED_TEXT.none) / (SHARED_TEXT.all - SHARED_TEXT.none)),
      ),
      got,
      evidence: shares
        .filter(({ share }) => share > SHARED_TEXT.none)
        .slice(0, 3)
        .map(
          ({ content_id, title, share }) =>
            `${quote(title)} (content ${content_id}): ${formatPercent(share)}`,
        ),
      fix: "Write this part anew, or send readers to the page that has it",
    };
  },
};
