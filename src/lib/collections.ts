// Access to what has to be there, for code that computes with indexes: a mistake stops at its place instead of spreading.

/** The element at an index from 0. Throws RangeError if there is none. */
export function itemAt<T>(items: ArrayLike<T>, index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`There is no element ${index} of ${items.length}`);
  return item;
}

/** The last element. Throws RangeError if there is none. */
export const lastItem = <T>(items: ArrayLike<T>): T => itemAt(items, items.length - 1);

/** The value of a key. Throws RangeError if the map does not have it. */
export function valueAt<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new RangeError(`The map has no key ${String(key)}`);
  return value;
}
