// A worker for one check: on a free port, on storage of its own that goes with it.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepare, startWorker } from "./local.ts";

export type TemporaryWorker = { origin: string; stop: () => Promise<void> };

/** Its output is kept, and shown where it does not come up. */
export async function startTemporaryWorker(vars: Record<string, string> = {}): Promise<TemporaryWorker> {
  const storage = mkdtempSync(join(tmpdir(), "igny8-"));
  const remove = () => rmSync(storage, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  const output: string[] = [];
  try {
    prepare(storage, true);
    const worker = await startWorker(await freePort(), storage, (text) => void output.push(text), vars);
    const stop = () => worker.stop().finally(remove);
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.once(signal, () => void stop().then(() => process.exit(1)));
    return { origin: worker.origin, stop };
  } catch (error) {
    remove();
    console.error(output.join("").slice(-4000));
    throw error;
  }
}

export const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
