import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { describe, it } from "node:test";
import { build } from "./build.ts";

const codeOf = (address?: string) => {
  const folder = build(address);
  const code = readFileSync(`${folder}/index.js`, "utf8");
  rmSync(folder, { recursive: true });
  return code;
};

describe("the shipped bundle", () => {
  it("holds no trace of the crash points, which the test's own build has", () => {
    const traces = /crash_?points?|item-claimed|store-written|provider-asked/i;
    assert.match(codeOf("http://127.0.0.1:9"), traces);
    assert.doesNotMatch(codeOf(), traces);
  });
});
