const CHARACTERS_PER_TOKEN = 4;

/** Estimated tokens of a text: one per four characters, the average of common tokenisers. */
export const estimateTokens = (text: string) => Math.ceil(text.length / CHARACTERS_PER_TOKEN);
