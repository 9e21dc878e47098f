type Method = (...args: never[]) => unknown;

/**
 * An object that stands for `real`. The members of `wrapped` replace its own, and those of `reads` are passed on as they
 * are. Plain values are passed on too. Any other member is refused, so that no effect is left without crash points.
 */
export function standIn<T extends object>(
  name: string,
  real: T,
  wrapped: { [K in keyof T]?: T[K] extends Method ? (...args: Parameters<T[K]>) => unknown : unknown },
  reads: readonly (keyof T)[] = [],
): T {
  return new Proxy(real, {
    get(target, key) {
      if (Object.hasOwn(wrapped, key)) return wrapped[key as keyof T];
      const value: unknown = Reflect.get(target, key);
      if ((typeof value !== "function" && typeof value !== "object") || value === null) return value;
      if (!reads.includes(key as keyof T))
        throw new Error(`${name}.${String(key)} has no crash points: see test/crash/worker`);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
