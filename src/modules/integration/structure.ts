import { RemoteError } from "../../clients/remote-error";
import {
  countRows,
  findBridge,
  type FoundSite,
  type Login,
  POSTS,
  readMetaKeys,
  readSiteMetadata,
  readTaxonomies,
  readTypes,
} from "../../clients/wordpress";
import { isoIn } from "../../lib/time";
import type { SiteStructure } from "./connection.schema";
import type { IntegrationConfig } from "./integrations.schema";
import { resolveSeoKeys, detectSeoPlugin } from "./seo-meta";

const MAX_KINDS = 50;
/** Internal types of WordPress, which it does not mark as such for users who may not edit. */
const INTERNAL =
  /^(nav_menu|nav_menu_item|link_category|post_format|revision|attachment|custom_css|customize_changeset|wp_.*)$/;
/** Routes are requested with credentials, so only plain paths are accepted. */
const ROUTE = /^[\w-]+(\/[\w-]+)*$/;

type RemoteKind = { slug: string; name: string; rest_base: string; rest_namespace: string };

/** Reads post types, taxonomies and SEO fields. Totals that the site does not report are null. */
export async function readStructure(site: FoundSite, config: IntegrationConfig): Promise<SiteStructure> {
  const [types, taxonomies, metaKeys] = await Promise.all([
    readTypes(site),
    readTaxonomies(site),
    nullIfRemoteFails(readMetaKeys(site, POSTS)),
  ]);
  const shownTypes = Object.values(types).filter((type) => isPublic(type) && type.viewable !== false);
  const slugs = shownTypes.map(({ slug }) => slug);
  const shownTaxonomies = Object.values(taxonomies).filter(
    (taxonomy) => isPublic(taxonomy) && taxonomy.types.some((type) => slugs.includes(type)),
  );
  return {
    ...toOutline(site),
    seo_plugin: detectSeoPlugin(site.index.namespaces, metaKeys ?? []),
    seo_meta_keys: resolveSeoKeys(config, site.index.namespaces, metaKeys ?? []),
    post_types: await Promise.all(
      shownTypes.slice(0, MAX_KINDS).map(async (type) => ({
        ...(await readKind(site, type)),
        taxonomies: type.taxonomies.filter((slug) => !INTERNAL.test(slug)),
      })),
    ),
    taxonomies: await Promise.all(
      shownTaxonomies.slice(0, MAX_KINDS).map(async (taxonomy) => ({
        ...(await readKind(site, taxonomy)),
        types: taxonomy.types,
      })),
    ),
  };
}

const isPublic = ({ slug, rest_base, rest_namespace }: RemoteKind) =>
  !INTERNAL.test(slug) && ROUTE.test(rest_base) && ROUTE.test(rest_namespace);

async function readKind(
  site: FoundSite,
  { slug, name, hierarchical, ...rest }: RemoteKind & { hierarchical: boolean },
) {
  const rest_route = `/${rest.rest_namespace}/${rest.rest_base}`;
  return {
    slug,
    name,
    rest_route,
    hierarchical,
    total: await nullIfRemoteFails(countRows(site, rest_route)),
  };
}

/** For optional information, whose absence is no reason to fail. */
async function nullIfRemoteFails<T>(request: Promise<T>): Promise<T | null> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof RemoteError) return null;
    throw error;
  }
}

const toOutline = ({ root, index }: FoundSite) => ({
  name: index.name,
  home: index.home,
  rest_root: root,
  timezone: index.timezone_string || `UTC${index.gmt_offset < 0 ? "" : "+"}${index.gmt_offset}`,
  read_at: isoIn(),
});

/** Reads the structure from the IGNY8 plugin, which writes SEO texts itself. */
export async function readBridgeStructure(url: string, login: Login): Promise<SiteStructure> {
  const site = await findBridge(url, login);
  const { post_types, taxonomies } = await readSiteMetadata(site);
  const toKinds = (all: typeof post_types) =>
    Object.entries(all)
      .filter(([slug, kind]) => kind.enabled && !INTERNAL.test(slug))
      .slice(0, MAX_KINDS)
      .map(([slug, { label, count }]) => ({
        slug,
        name: label || slug,
        rest_route: null,
        hierarchical: false,
        total: count,
      }));
  return {
    ...toOutline(site),
    seo_plugin: null,
    seo_meta_keys: null,
    post_types: toKinds(post_types).map((kind) => ({ ...kind, taxonomies: [] })),
    taxonomies: toKinds(taxonomies).map((kind) => ({ ...kind, types: [] })),
  };
}
