// The API on http://localhost:8787, on local storage that stays between runs.
import { prepare, root, startWorker } from "./local.ts";

const port = Number(process.env.PORT ?? 8787);
const storage = `${root}.wrangler/state`;

prepare(storage, false);
const worker = await startWorker(port, storage, (text) => process.stdout.write(text));
console.log(
  `\nAPI    ${worker.origin}/api/v1/\nDocs   ${worker.origin}/api/docs/ and ${worker.origin}/api/redoc/\n`,
);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void worker.stop());
process.exitCode = (await worker.exited) ?? 0;
