// Fails where the OpenAPI document does not speak as a REST reference does: a summary that begins with no verb of the
// list, or a word of ours that no reader knows.
import { build } from "esbuild";

/** What a summary may begin with. */
const VERBS =
  "Accept Add Analyze Approve Cancel Change Check Clear Close Cluster Confirm Count Create Delete End Estimate Export " +
  "Generate Get Grant Import Invite Link List Log Mark Move Optimize Pause Preview Process Propose Publish Receive " +
  "Refresh Regenerate Register Remove Replace Request Resend Reset Resolve Restore Resume Retry Revert Revoke Rotate " +
  "Schedule Score Search Send Set Start Stop Stream Synchronize Test Undo Unschedule Update Validate Verify";

/** Words of a private dialect, and turns that no reference has. */
const STRANGE =
  /\b(doors?|whereabouts|tells?|told|asks? (?:again|for)|wish(?:es|ed)?|bur(?:y|ied)|comes? (?:again|back)|nobody|somebody|anybody|whatever|a contents?(?! (?:item|idea|type|structure|setting))|what (?:it|is|was|they|came|comes)|who (?:asks|is asking)|as yet|all the same|by itself|of its own|goes on|let in|put by|room for)\b/i;

type Described = { summary?: string; description?: string };

/** The document that the worker serves, built without a worker: each binding is an empty text here. */
async function readDocument() {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { app } from "./src/app"; export { openApiDocument } from "./src/http/docs";`,
      resolveDir: ".",
      loader: "ts",
    },
    bundle: true,
    format: "esm",
    platform: "node",
    write: false,
    logLevel: "error",
    loader: { ".txt": "text", ".ttf": "binary", ".wasm": "binary" },
    plugins: [
      {
        name: "workers",
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^cloudflare:workers$/ }, () => ({ path: "workers", namespace: "stub" }));
          onLoad({ filter: /.*/, namespace: "stub" }, () => ({
            contents:
              'export const env = new Proxy({}, { get: () => "" }); export class DurableObject {} export const waitUntil = () => {};',
          }));
        },
      },
    ],
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
  const { app, openApiDocument } = await import(`data:text/javascript;base64,${code}`);
  return openApiDocument(app);
}

/** Every text of the document with where it stands. */
function* textsIn(value: unknown, path: string): Generator<[path: string, text: string]> {
  if (!value || typeof value !== "object") return;
  for (const [key, inner] of Object.entries(value)) {
    const here = `${path}/${key}`;
    if (typeof inner === "string" && ["summary", "description", "title"].includes(key)) yield [here, inner];
    else yield* textsIn(inner, here);
  }
}

const document = await readDocument();
const operations = Object.entries<Record<string, Described>>(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    ...operation,
  })),
);
const verbs = VERBS.split(" ");
const problems = [
  ...operations
    .filter(({ summary = "" }) => !verbs.includes(summary.split(" ")[0] ?? ""))
    .map(({ name, summary }) => `${name}: "${summary}" begins with no verb of the list`),
  ...[...textsIn(document, "")].flatMap(([path, text]) => {
    const strange = STRANGE.exec(text);
    return strange ? [`${path}: "${strange[0]}" in "${text}"`] : [];
  }),
];

for (const problem of problems) console.error(problem);
if (problems.length) process.exit(1);
console.log(`${operations.length} operations, described in the words of a REST reference.`);
