import list from "./common-passwords.txt";

/**
 * The passwords of ten or more characters among the 50,000 most common ones, in lower case. Source: @zxcvbn-
 * ts/language-common 4.1.3 (MIT).
 */
let known: Set<string> | undefined;

/** Whether the password is among the most common ones, ignoring case. */
export const isCommonPassword = (password: string): boolean =>
  (known ??= new Set(list.split("\n"))).has(password.normalize("NFKC").toLowerCase());
