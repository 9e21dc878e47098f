export type Seed = {
  /** 0 ≤ n < 1. */
  next: () => number;
  /** From `low` to `high`, both included. */
  between: (low: number, high: number) => number;
  /** Of a list that is not empty. */
  pick: <T>(list: readonly T[]) => T;
  shuffle: <T>(list: readonly T[]) => T[];
};

/** FNV-1a over UTF-16 code units. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The same text always gives the same sequence (mulberry32). */
export function seedFrom(text: string): Seed {
  let state = hashText(text);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const between = (low: number, high: number) => low + next() * (high - low);
  const shuffle = <T>(list: readonly T[]) => {
    const left = [...list];
    const out: T[] = [];
    while (left.length > 0) out.push(...left.splice(Math.floor(next() * left.length), 1));
    return out;
  };
  const pick = <T>(list: readonly T[]) => {
    if (list.length === 0) throw new RangeError("There is nothing to pick from");
    return list[Math.floor(next() * list.length)] as T;
  };
  return { next, between, shuffle, pick };
}
