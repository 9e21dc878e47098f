/** Paths of WordPress that people copy from the browser along with the site's address. */
const WORDPRESS_PATHS = /\/(wp-admin|wp-json|wp-login\.php|xmlrpc\.php|index\.php)(\/.*)?$/;

/** The address of a site, possibly in a sub-folder, without a trailing slash. Expects a valid URL. */
export function normaliseSiteUrl(text: string): string {
  const { origin, pathname } = new URL(text);
  return origin + pathname.replace(WORDPRESS_PATHS, "").replace(/\/+$/, "");
}
