// Measures the linker over 1,000 candidates and the optimizer on an article of 3,000 words, cold and warm; fails where
// either is above 50 ms.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { bundled } from "./bundle.ts";
import type { proposeLinks } from "../src/modules/linker/propose.ts";
import type { analyse } from "../src/modules/optimizer/score/score.ts";

const LIMIT_MS = 50;
const ROUNDS = 30;
const PROCESSES = 5;
const root = new URL("..", import.meta.url).pathname;

type Bundled = { proposeLinks: typeof proposeLinks; analyse: typeof analyse };

/** Of this thread alone: V8 compiles and collects on others besides. */
function cpuOf(work: () => unknown): number {
  const start = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1000;
}

type Times = { cold: number; warm: number; worst: number };
const middle = (times: number[]) => times.toSorted((a, b) => a - b)[times.length >> 1]!;

/** The first run of a process has neither compiled code nor remembered stems, as a new isolate has; the others have. */
function measured(work: () => unknown): Times {
  const cold = cpuOf(work);
  const times = Array.from({ length: ROUNDS }, () => cpuOf(work));
  return { cold, warm: middle(times), worst: Math.max(...times) };
}

const rows: { Keyword: string }[] = parse(readFileSync(`${root}test/data/keywords.csv`), { columns: true });
const keywords = rows.map((row) => row.Keyword);
const keywordAt = (n: number) => keywords[n % keywords.length]!;

/** 3,000 words that name keywords of the site, in paragraphs under headings. */
function article(): string {
  const parts: string[] = [];
  for (let n = 0, words = 0; words < 3000; n += 1) {
    const text =
      `Some readers ask about ${keywordAt(n * 7)} and whether it helps at home. Others have read that ` +
      `${keywordAt(n * 13 + 1)} matters more, or that nothing does. Keep notes for a week, compare them, and ask ` +
      `somebody who knows about ${keywordAt(n * 29 + 2)} before anything is bought.`;
    words += text.split(" ").length;
    parts.push(n % 4 ? `<p>${text}</p>` : `<h2>On ${keywordAt(n)}</h2><p>${text}</p>`);
  }
  return parts.join("\n");
}

const html = article();
const candidates = Array.from({ length: 1000 }, (_, n) => ({
  content_id: n + 2,
  url: `/page-${n}/`,
  title: `${keywordAt(n)}: what to know`,
  keywords: [0, 1, 2, 3].map((more) => keywordAt(n * 3 + more)),
  cluster_id: n % 40,
  inbound_links: n % 5,
}));
const { proposeLinks: propose, analyse: score } = await bundled<Bundled>(
  `export * from "./src/modules/linker/propose"; export * from "./src/modules/optimizer/score/score";`,
);
const page = { content_id: 1, url: "/page/", html, keyword: keywordAt(5), cluster_id: 3 };

const input = {
  html,
  title: keywordAt(5),
  slug: "page",
  meta_title: keywordAt(5),
  meta_description: keywordAt(5),
  keyword: keywordAt(5),
  cluster_terms: Array.from({ length: 30 }, (_, n) => keywordAt(n)),
  word_count: 3000,
  domain: null,
  images: [],
  others: Array.from({ length: 10 }, (_, n) => ({
    content_id: n,
    title: keywordAt(n),
    html: html.replaceAll("somebody", `person ${n}`),
  })),
};

const benches: Record<string, () => unknown> = {
  "score, 3,000 words, alone": () => score({ ...input, others: [] }),
  "score, 3,000 words, beside 10 pages as long": () => score(input),
};
for (const anchor_strategy of ["exact", "partial", "semantic"] as const)
  benches[`links, ${anchor_strategy}, 1,000 candidates`] = () =>
    propose(page, candidates, { max_links: 10, anchor_strategy, domain: null });

// Each in processes of its own: what ran before would have warmed it.
const asked = process.argv[2];
if (asked !== undefined) console.log(JSON.stringify(measured(benches[asked]!)));
else
  for (const name of Object.keys(benches)) {
    const runs = Array.from({ length: PROCESSES }, (): Times => {
      const { stdout } = spawnSync(process.execPath, [import.meta.filename, name], { encoding: "utf8" });
      return JSON.parse(stdout);
    });
    const cold = middle(runs.map((run) => run.cold));
    const warm = middle(runs.map((run) => run.warm));
    const worst = Math.max(...runs.map((run) => run.worst));
    console.log(
      `${name}: cold ${cold.toFixed(1)} ms, warm ${warm.toFixed(1)} ms (worst ${worst.toFixed(1)} ms)`,
    );
    if (Math.max(cold, warm) > LIMIT_MS) process.exitCode = 1;
  }
