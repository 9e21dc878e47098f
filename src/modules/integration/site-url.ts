/** What people copy along from their browser. */
const BEHIND_SITE = /\/(wp-admin|wp-json|wp-login\.php|xmlrpc\.php|index\.php)(\/.*)?$/;

/** The address of a site, a sub-folder's too, without the slash behind it; it was found to be a URL before. */
export function normaliseSiteUrl(text: string): string {
  const { origin, pathname } = new URL(text);
  return origin + pathname.replace(BEHIND_SITE, "").replace(/\/+$/, "");
}
