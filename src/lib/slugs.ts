const MAX_SLUG = 80;

/** ASCII letters, digits and hyphens; `fallback` if nothing of the text can be transliterated. */
export function toSlug(text: string, fallback: string): string {
  const ascii = text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/ß/g, "ss").toLowerCase();
  const slug = ascii
    .replace(/['’]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return slug.slice(0, MAX_SLUG).replace(/-+$/, "") || fallback;
}

/** The slug, with the first free number if it is taken. */
export function freeSlug(base: string, taken: readonly string[]): string {
  if (!taken.includes(base)) return base;
  let n = 2;
  while (taken.includes(`${base}-${n}`)) n += 1;
  return `${base}-${n}`;
}
