import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { describe, it } from "node:test";
import { build, buildForCrashes } from "./build.ts";

const shipped = build();
const crashed = await buildForCrashes();
const read = (path: string) => readFileSync(path, "utf8");
const [index, tested, entry] = [
  read(`${shipped}/index.js`),
  read(`${crashed}/index.js`),
  read(`${crashed}/crash.js`),
];
for (const folder of [shipped, crashed]) rmSync(folder, { recursive: true });

describe("the shipped bundle", () => {
  it("is what the crash tests kill, byte for byte", () => {
    assert.ok(tested === index, "the bundle beside the crash tests' entry differs from the shipped one");
    assert.match(entry, /from "\.\/index\.js"/);
  });

  it("holds no trace of the crash points, which are in the entry alone", () => {
    const traces = /crash.?(points?|controller)|\bstandIn\b|\bcreatePoints\b/i;
    assert.match(entry, traces);
    assert.equal(traces.exec(index), null);
  });

  it("is not repeated in the entry", () => {
    const own = /^\/\/ (\S+)$/gm;
    const files = [...entry.matchAll(own)].map(([, path]) => path!);
    assert.deepEqual(
      files.filter((path) => !path.startsWith("test/crash/worker/")),
      [],
    );
  });
});
