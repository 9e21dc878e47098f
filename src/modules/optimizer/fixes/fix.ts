/** A content item as the mechanical fixes see it. */
export type FixDraft = {
  html: string;
  title: string;
  slug: string;
  excerpt: string;
  meta_title: string;
  meta_description: string;
  keyword: string;
  site_name: string;
  /** Whether the slug must stay: the page has, or may soon have, its address. */
  is_slug_final: boolean;
};

export type Change = Partial<Pick<FixDraft, "html" | "slug" | "meta_title" | "meta_description">>;

/** A mechanical change that does not affect the facts of the text. */
export type Fix = {
  field: "content_html" | "slug" | "meta_title" | "meta_description";
  description: string;
  apply: (draft: FixDraft) => Change;
};
