import type { IntegrationConfig } from "./integrations.schema";

export type SeoKeys = NonNullable<IntegrationConfig["seo_meta_keys"]>;

/** SEO plugins that store their texts in post meta, by their REST namespace. */
const plugins = {
  yoast: {
    namespace: "yoast/v1",
    keys: {
      title: "_yoast_wpseo_title",
      description: "_yoast_wpseo_metadesc",
      focus_keyword: "_yoast_wpseo_focuskw",
    },
  },
  rank_math: {
    namespace: "rankmath/v1",
    keys: {
      title: "rank_math_title",
      description: "rank_math_description",
      focus_keyword: "rank_math_focus_keyword",
    },
  },
  seopress: {
    namespace: "seopress/v1",
    keys: {
      title: "_seopress_titles_title",
      description: "_seopress_titles_desc",
      focus_keyword: "_seopress_analysis_target_kw",
    },
  },
  aioseo: {
    namespace: "aioseo/v1",
    keys: { title: "_aioseo_title", description: "_aioseo_description" },
  },
} satisfies Record<string, { namespace: string; keys: SeoKeys }>;
type SeoPlugin = keyof typeof plugins;
export const seoPlugins = Object.keys(plugins) as [SeoPlugin, ...SeoPlugin[]];

/** Detects the SEO plugin by its REST namespace, or else by its fields, if REST accepts them. */
export function detectSeoPlugin(
  namespaces: readonly string[],
  metaKeys: readonly string[],
): SeoPlugin | null {
  const byNamespace = seoPlugins.find((name) => namespaces.includes(plugins[name].namespace));
  return byNamespace ?? seoPlugins.find((name) => hasWritableKeys(plugins[name].keys, metaKeys)) ?? null;
}

/** Meta keys for SEO texts: the configured ones, or else the plugin's; null if REST accepts neither. */
export function resolveSeoKeys(
  config: IntegrationConfig,
  namespaces: readonly string[],
  metaKeys: readonly string[],
): SeoKeys | null {
  const plugin = detectSeoPlugin(namespaces, metaKeys);
  const keys = config.seo_meta_keys ?? (plugin && plugins[plugin].keys);
  return keys && hasWritableKeys(keys, metaKeys) ? keys : null;
}

const hasWritableKeys = ({ title, description }: SeoKeys, metaKeys: readonly string[]) =>
  metaKeys.includes(title) && metaKeys.includes(description);
