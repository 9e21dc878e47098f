import { after, before } from "node:test";
import type { Browser } from "playwright-core";
import { startTemporaryWorker, type TemporaryWorker } from "../../scripts/temporary-worker.ts";
import { openBrowser } from "./browser.ts";

export type Stage = { origin: string; browser: Browser };

/** A worker and a browser for the tests of a file, and what these need made before; both end with them. */
export function setStage(make: (stage: Stage) => Promise<void>): Stage {
  const stage = {} as Stage;
  let worker: TemporaryWorker | undefined;
  before(async () => {
    stage.browser = await openBrowser();
    worker = await startTemporaryWorker();
    stage.origin = worker.origin;
    await make(stage);
  });
  after(async () => {
    await stage.browser?.close();
    await worker?.stop();
  });
  return stage;
}
