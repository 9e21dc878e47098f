import list from "./common-passwords.txt";

/**
 * The passwords of ten characters and more among the 50,000 most common ones, lower-case: those of the list in
 * @zxcvbn-ts/language-common 4.1.3 (MIT).
 */
let known: Set<string> | undefined;

/** Whether a guesser tries this password first, whatever its case. */
export const isCommonPassword = (password: string): boolean =>
  (known ??= new Set(list.split("\n"))).has(password.normalize("NFKC").toLowerCase());
