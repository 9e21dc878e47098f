import { clip } from "../embedded/wording";

export const META_TITLE = 60;
export const META_DESCRIPTION = 160;
export const EXCERPT = 300;

/** The whole words of a text that fit, as plain text on one line. */
export const fitted = (text: string, limit: number) => clip(text.replace(/\s+/g, " ").trim(), limit);
