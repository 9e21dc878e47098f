export type ClusteringInput = {
  keywords: { id: number; keyword: string; volume: number }[];
  /** Existing clusters of the sector with some of their keywords: new keywords may join them. */
  existing: { id: number; name: string; keywords: string[] }[];
};
export type ClusteringOutput = {
  clusters: {
    /** Id of the existing cluster that these keywords join, or null for a new cluster. */
    existing_id: number | null;
    name: string;
    description: string;
    /** `evidence`: a short reason why the keyword is in this cluster. */
    keywords: { id: number; evidence: string }[];
  }[];
};
