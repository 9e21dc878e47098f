import { build } from "esbuild";

const root = new URL("..", import.meta.url).pathname;

/** Parts of the worker as a module of this process. `contents` says what it exports, with paths from the project's root. */
export async function bundled<T>(contents: string): Promise<T> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: "ts" },
    bundle: true,
    format: "esm",
    platform: "node",
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]!.contents).toString("base64")}`);
}
