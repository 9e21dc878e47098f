// Fails where a name is exported by two files of src/, or by one of which nobody imports it.
import { readdirSync, readFileSync } from "node:fs";

const EXPORT = /^export (?:async )?(?:abstract )?(?:const|let|function\*?|class|type|interface|enum) (\w+)/gm;
/** What the runtime calls by its name. */
const CALLED = ["src/index.ts"];

const read = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
    .map((file) => ({ file: `${folder}/${file}`, text: readFileSync(`${folder}/${file}`, "utf8") }));

const sources = read("src");
const everywhere = [...sources, ...read("test"), ...read("scripts")];
/** The files in which a word stands. */
const mentions = Map.groupBy(
  everywhere.flatMap(({ file, text }) => [...new Set(text.match(/\w+/g))].map((word) => ({ word, file }))),
  ({ word }) => word,
);
const exported = Map.groupBy(
  sources.flatMap(({ file, text }) => [...text.matchAll(EXPORT)].map(([, name = ""]) => ({ name, file }))),
  ({ name }) => name,
);

const problems = [...exported].flatMap(([name, places]) => {
  const files = [...new Set(places.map(({ file }) => file))];
  if (files.length > 1) return [`${name} is exported by ${files.join(" and by ")}`];
  const isAlone = mentions.get(name)?.every(({ file }) => file === files[0]);
  return isAlone && !CALLED.includes(files[0] ?? "") ? [`${name} of ${files[0]} is imported by nobody`] : [];
});

for (const problem of problems) console.error(problem);
if (problems.length) process.exit(1);
console.log(`${exported.size} exported names, each of one file and imported by another.`);
