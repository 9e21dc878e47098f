export type ClusteringInput = {
  keywords: { id: number; keyword: string; volume: number }[];
  /** Clusters the sector already has, with some of their keywords: reused where new keywords belong to them. */
  existing: { id: number; name: string; keywords: string[] }[];
};
export type ClusteringOutput = {
  clusters: {
    /** The id of the existing cluster that these keywords join, or null for a new cluster. */
    existing_id: number | null;
    name: string;
    description: string;
    /** `evidence`: why the keyword is in this cluster, in a few words. */
    keywords: { id: number; evidence: string }[];
  }[];
};
