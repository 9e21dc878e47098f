import { expect } from "vitest";

/** What `piece` takes where the limits were set: on the developers' machine, with nothing else to do. */
const PIECE_MS = 25;
const ROUNDS = 2;
const ATTEMPTS = 5;

/** Work like that of a parser: many small objects and strings. */
function piece(): number {
  const nodes: { name: string; parent: number; children: number[] }[] = [];
  for (let n = 0; n < 40_000; n++) {
    nodes.push({ name: `node ${n}`, parent: n >> 2, children: [] });
    if (n) nodes[n >> 2]!.children.push(n);
  }
  const text = nodes.map(({ name, children }) => `<${name}>${children.join()}</${name}>`).join("");
  return text.split("<").length + new Map(nodes.map((node) => [node.name, node])).size;
}

function timeOfPiece(): number {
  const start = performance.now();
  for (let round = 0; round < ROUNDS; round++) piece();
  return performance.now() - start;
}

/**
 * Fails where the work takes longer than that at the machine's full speed. The machine's speed at the moment is measured
 * before and after; other work may still disturb one attempt, so several must fail.
 */
export async function expectWithin(limitMs: number, act: () => unknown): Promise<void> {
  const figures: string[] = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = timeOfPiece();
    const start = performance.now();
    await act();
    const ms = performance.now() - start;
    const slowness = Math.max(1, Math.max(before, timeOfPiece()) / PIECE_MS);
    if (ms <= limitMs * slowness) return;
    figures.push(`${ms.toFixed()} ms on a machine ${slowness.toFixed(1)} times slower`);
  }
  expect.fail(`not within ${limitMs} ms: ${figures.join("; ")}`);
}
