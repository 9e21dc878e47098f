// Measures clusterKeywords on labelled queries (test/data) beside TF-IDF with agglomerative clustering, by V-measure.
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { build } from "esbuild";
import { agnes } from "ml-hclust";
import type { clusterKeywords } from "../src/text/clustering/clustering.ts";
import type { isStopWord, stem, tokenize } from "../src/text/terms.ts";

type Bundled = {
  clusterKeywords: typeof clusterKeywords;
  isStopWord: typeof isStopWord;
  stem: typeof stem;
  tokenize: typeof tokenize;
};

const root = new URL("..", import.meta.url).pathname;

/** The project's imports name no extension, which Node alone cannot resolve. */
async function bundle(): Promise<Bundled> {
  const contents = `export * from "./src/text/clustering/clustering"; export * from "./src/text/terms";`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: "ts" },
    bundle: true,
    format: "esm",
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]!.contents).toString("base64")}`);
}

/** Rosenberg and Hirschberg 2007: the harmonic mean of homogeneity and completeness. */
function vMeasure(truth: string[], labels: number[]) {
  const entropy = (keys: unknown[]) => {
    const counts = new Map<unknown, number>();
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    return -[...counts.values()].reduce((sum, n) => sum + (n / keys.length) * Math.log(n / keys.length), 0);
  };
  const shared = entropy(truth) + entropy(labels) - entropy(truth.map((label, i) => `${label} ${labels[i]}`));
  const homogeneity = shared / entropy(truth);
  const completeness = shared / entropy(labels);
  return { homogeneity, completeness, v: (2 * homogeneity * completeness) / (homogeneity + completeness) };
}

/** Cosine distances of L2-normed TF-IDF vectors with smoothed idf, as scikit-learn computes them. */
function tfidfDistances(documents: string[][]): number[][] {
  const frequency = new Map<string, number>();
  for (const words of documents)
    for (const word of new Set(words)) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const vectors = documents.map((words) => {
    const vector = new Map<string, number>();
    for (const word of words) {
      const idf = Math.log((1 + documents.length) / (1 + frequency.get(word)!)) + 1;
      vector.set(word, (vector.get(word) ?? 0) + idf);
    }
    const length = Math.hypot(...vector.values()) || 1;
    return new Map([...vector].map(([word, weight]) => [word, weight / length]));
  });
  return vectors.map((a, i) =>
    vectors.map((b, j) => {
      let similarity = 0;
      for (const [word, weight] of a) similarity += weight * (b.get(word) ?? 0);
      return i === j ? 0 : Math.max(0, 1 - similarity);
    }),
  );
}

function agglomerate(documents: string[][], truth: string[]) {
  const tree = agnes(tfidfDistances(documents), { method: "average", isDistanceMatrix: true });
  const labelsOf = (groups: { indices(): number[] }[]) => {
    const labels: number[] = [];
    groups.forEach((group, label) => group.indices().forEach((i) => (labels[i] = label)));
    return { groups: groups.length, ...vMeasure(truth, labels) };
  };
  const thresholds = Array.from({ length: 69 }, (_, i) => 0.3 + i / 100);
  const byThreshold = thresholds.map((threshold) => labelsOf(tree.cut(threshold)));
  return {
    told: labelsOf(tree.group(new Set(truth).size).children),
    best: byThreshold.reduce((best, each) => (each.v > best.v ? each : best)),
  };
}

const rows: { query: string; label: string }[] = parse(
  readFileSync(`${root}test/data/labelled-queries.csv`),
  {
    columns: true,
  },
);
const queries = rows.map((row) => row.query);
const truth = rows.map((row) => row.label);
const ours = await bundle();
const results: Record<string, object> = {};
const round = (value: number) => Number(value.toFixed(3));

function record(name: string, result: ReturnType<typeof vMeasure> & { groups: number }, ms: number) {
  const { groups, homogeneity, completeness, v } = result;
  const measures = { homogeneity: round(homogeneity), completeness: round(completeness), v: round(v) };
  results[name] = { groups, ...measures, ms: Math.round(ms) };
}

function measured<T>(work: () => T): { value: T; ms: number } {
  const start = performance.now();
  return { value: work(), ms: performance.now() - start };
}

const keywords = queries.map((keyword, id) => ({ id, keyword, volume: 0 }));
const { value: output, ms } = measured(() => ours.clusterKeywords({ keywords, existing: [] }));
// What is in no cluster counts as a group of its own.
const labels = queries.map((_, id) => -1 - id);
output.clusters.forEach((cluster, label) => cluster.keywords.forEach(({ id }) => (labels[id] = label)));
record("clusterKeywords", { groups: new Set(labels).size, ...vMeasure(truth, labels) }, ms);

const words = queries.map((query) => ours.tokenize(query).filter((word) => !ours.isStopWord(word)));
const stems = words.map((list) => list.map((word) => ours.stem(word)));
for (const [name, documents] of Object.entries({ words, stems })) {
  const { value, ms: taken } = measured(() => agglomerate(documents, truth));
  record(`agglomerative, TF-IDF of ${name}, told the number of groups`, value.told, taken);
  record(`agglomerative, TF-IDF of ${name}, its best threshold`, value.best, taken);
}
console.table(results);
const best = Math.max(
  ...Object.values(results)
    .slice(1)
    .map((result) => (result as { v: number }).v),
);
const mine = (results.clusterKeywords as { v: number }).v;
console.log(`V-measure ${mine}, the best of the others ${best}`);
if (mine <= best) process.exitCode = 1;
