import type { ContentStructure } from "../lib/content-structures";
import type { ClusteringInput, ClusteringOutput } from "../text/clustering/clusters";

/** Usage of a call. Tokens as counted by the provider; `cost_usd` is 0 if nothing is billed. */
export type Usage = { model: string; tokens_in: number; tokens_out: number; cost_usd: number };
export type Answer<T> = { output: T; usage: Usage };

export type IdeasInput = {
  site_name: string;
  cluster: {
    name: string;
    description: string;
    /** Highest volume first. */
    keywords: { keyword: string; volume: number; intent: string | null }[];
  };
  count: number;
  /** Existing titles and target keywords of the site, which are not proposed again. */
  taken_titles: string[];
  taken_keywords: string[];
};
export type IdeasOutput = {
  ideas: {
    idea_title: string;
    /** Plain text: the subject of the article. */
    description: string;
    /** The h2 headings to cover, in order. */
    headings: string[];
    content_structure: ContentStructure;
    /** The first is the primary keyword. */
    target_keywords: string[];
    estimated_word_count: number;
  }[];
};

export type ArticleInput = {
  site_name: string;
  title: string;
  description: string;
  headings: string[];
  /** The first is the primary keyword. */
  keywords: string[];
  word_count: number;
  content_structure: ContentStructure;
  tone: string;
  include_faq: boolean;
  /** Existing pages of the site, with which the article must not compete. */
  existing_titles: string[];
  existing_keywords: string[];
};
export type ArticleOutput = {
  title: string;
  content_html: string;
  excerpt: string;
  /** At most 60 characters. */
  meta_title: string;
  /** At most 160 characters. */
  meta_description: string;
  slug: string;
  primary_keyword: string;
  secondary_keywords: string[];
  tags: string[];
  categories: string[];
};

export type ImagePromptsInput = {
  title: string;
  content_html: string;
  primary_keyword: string;
  /** Maximum number of images inside the article, in addition to the featured image. */
  max_images: number;
  style: string;
};
export type ImagePromptsOutput = {
  images: {
    image_type: "featured" | "in_article";
    /** 0 for the featured image, then 1, 2, … in the order of the article's h2 sections. */
    position: number;
    /** Words drawn or described: the title for the featured image, otherwise the section's heading. */
    caption: string;
    prompt: string;
    alt_text: string;
  }[];
};

export type OptimizationInput = {
  title: string;
  content_html: string;
  meta_title: string;
  meta_description: string;
  primary_keyword: string;
  secondary_keywords: string[];
  /** 0 to 100, by the analysis. */
  score: number;
  /** Findings of the analysis, in words. */
  issues: string[];
};
export type OptimizationOutput = {
  content_html: string;
  /** At most 60 characters. */
  meta_title: string;
  /** At most 160 characters. */
  meta_description: string;
  /** The changes, one short sentence each. */
  changes: string[];
};

export const imageQualities = ["basic", "quality", "premium"] as const;
export type ImageQuality = (typeof imageQualities)[number];
export type DrawInput = {
  /** Title of the article. */
  title: string;
  caption: string;
  prompt: string;
  style: string;
  width: number;
  height: number;
};
export type Drawing = {
  bytes: Uint8Array;
  mime_type: "image/png" | "image/jpeg" | "image/webp";
  width: number;
  height: number;
};

type Functions = {
  clustering: { input: ClusteringInput; output: ClusteringOutput };
  ideas: { input: IdeasInput; output: IdeasOutput };
  article: { input: ArticleInput; output: ArticleOutput };
  image_prompts: { input: ImagePromptsInput; output: ImagePromptsOutput };
  optimization: { input: OptimizationInput; output: OptimizationOutput };
};
export type FunctionName = keyof Functions;
export type InputOf<F extends FunctionName> = Functions[F]["input"];
export type AnswerOf<F extends FunctionName> = Answer<Functions[F]["output"]>;
