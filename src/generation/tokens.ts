const CHARACTERS_PER_TOKEN = 4;

/** Tokens of a text where no model counts them: one for every four characters, as the usual tokenisers average. */
export const estimateTokens = (text: string) => Math.ceil(text.length / CHARACTERS_PER_TOKEN);
