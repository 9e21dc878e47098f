/** What the mechanical fixes may change, and what they need to know. */
export type FixDraft = {
  html: string;
  title: string;
  slug: string;
  excerpt: string;
  meta_title: string;
  meta_description: string;
  keyword: string;
  site_name: string;
  /** A published page keeps its address. */
  is_slug_final: boolean;
};

export type Change = Partial<Pick<FixDraft, "html" | "slug" | "meta_title" | "meta_description">>;

/** A mechanical change that affects no fact of the text. */
export type Fix = {
  field: "content_html" | "slug" | "meta_title" | "meta_description";
  description: string;
  apply: (draft: FixDraft) => Change;
};
