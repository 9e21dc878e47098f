export const contentStructures = [
  "article",
  "guide",
  "comparison",
  "review",
  "listicle",
  "landing_page",
  "business_page",
  "service_page",
  "general",
  "cluster_hub",
  "product_page",
  "category_archive",
  "tag_archive",
  "attribute_archive",
] as const;
export type ContentStructure = (typeof contentStructures)[number];
