// Fails where a file of src/ imports what its layer may not, and where docs/architecture.md has another table of layers.
// `--write` writes the table.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { forbiddenImports, layersAsMarkdown, layersOutOfOrder } from "./layers.ts";

const DOCUMENT = "docs/architecture.md";
const MARKS = /(?<=<!-- layers -->\n\n)[\s\S]*?(?=\n\n<!-- \/layers -->)/;

const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((file) =>
  /(?<!\.d)\.ts$/.test(file),
);
const problems = [
  ...layersOutOfOrder(),
  ...files.flatMap((file) => forbiddenImports(file, readFileSync(`src/${file}`, "utf8"))),
];

const document = readFileSync(DOCUMENT, "utf8");
const current = document.replace(MARKS, layersAsMarkdown());
if (process.argv.includes("--write")) writeFileSync(DOCUMENT, current);
else if (current !== document || !MARKS.test(document))
  problems.push(`${DOCUMENT} has another table of layers: node scripts/checks/check-layers.ts --write`);

for (const problem of problems) console.error(problem);
if (problems.length) process.exit(1);
console.log(`${files.length} files import only what their layers may.`);
