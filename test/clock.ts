import { onTestFinished, vi } from "vitest";

/** Stops the clock for the rest of the test, so that what is about to expire does not while the test works. */
export function stopClock(): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
  onTestFinished(() => void vi.useRealTimers());
}
