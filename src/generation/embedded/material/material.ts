/**
 * What a kind of section can say. A text is a paragraph, sentence by sentence, of which any beginning stands alone.
 * Frames are those of `render`: `{topic}` with the verbs that agree with it, `{expert}` and `{source}` of the field.
 */
export type Material = {
  openers: string[][];
  passages: string[][];
  /** Each under an h3 of its own. */
  parts: { heading: string; text: string[] }[];
  lists: { lead: string; items: string[] }[];
  /** One thing a reader should verify. */
  checks: string[];
  answers: string[][];
};
