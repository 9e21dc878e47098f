// The plugin's PHP, read as PHP 7.4 reads it.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import php from "php-parser";

const PLUGIN = join(import.meta.dirname, "../../clients/wordpress");

type Node = { kind: string; loc?: { start: { line: number }; source?: string | null } | null } & Record<
  string,
  any
>;

/** Every PHP file of the plugin, by its path. */
export const phpFiles = (): Map<string, string> =>
  new Map(
    readdirSync(PLUGIN, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".php"))
      .map((path) => [path, readFileSync(join(PLUGIN, path), "utf8")]),
  );

function parse(code: string, version: string): Node {
  return new php.Engine({
    parser: { version, extractDoc: false, suppressErrors: false },
    ast: { withPositions: true, withSource: true },
  }).parseCode(code, "plugin.php");
}

/** All nodes, each before what is in it. */
function* nodesOf(node: unknown): Generator<Node> {
  if (Array.isArray(node)) for (const one of node) yield* nodesOf(one);
  else if (node !== null && typeof node === "object") {
    if ("kind" in node && typeof node.kind === "string") yield node as Node;
    for (const [key, inner] of Object.entries(node)) if (key !== "loc") yield* nodesOf(inner);
  }
}

/** Syntax that came after 7.4 and that the parser lets pass at any version, each with what it is called. */
const later: [string, (node: Node) => boolean][] = [
  ["constructor promotion", ({ kind, flags }) => kind === "parameter" && flags > 0],
  ["a union type", ({ kind }) => kind === "uniontype"],
  ["an intersection type", ({ kind }) => kind === "intersectiontype"],
  ["a readonly property or class", ({ readonly, isReadonly }) => readonly === true || isReadonly === true],
  ["a static return type", ({ type }) => isNamed(type, ["static"])],
  ["a type of PHP 8", ({ type }) => isNamed(type, ["mixed", "never", "false", "true", "null"])],
  ["an octal number with 0o", ({ kind, loc }) => kind === "number" && /^0o/i.test(loc?.source ?? "")],
  ["new in an initialiser", ({ kind, value }) => isInitialised.includes(kind) && value?.kind === "new"],
  ["a property hook", ({ kind, hooks }) => kind === "property" && hooks?.length > 0],
];
const isInitialised = ["parameter", "property", "static", "constant"];
const isNamed = (type: Node | undefined, names: string[]) =>
  type !== null &&
  typeof type === "object" &&
  names.includes(String(type.raw ?? type.name ?? "").toLowerCase());

/** What of the code PHP 7.4 does not take; empty where it takes it all. */
export function refusalsOf(code: string): string[] {
  // To 7.4 an attribute is a comment, which hides the rest of its line.
  const attribute = /^[^'"\n]*#\[/m.test(code) ? ["an attribute"] : [];
  try {
    const found: string[] = [...attribute];
    for (const node of nodesOf(parse(code, "7.4")))
      for (const [name, is] of later.map(([name, test]) => [name, test(node)] as const))
        if (is) found.push(`${name}, line ${node.loc?.start.line}`);
    return found;
  } catch (error) {
    return [...attribute, (error as Error).message];
  }
}

/** The functions that the code calls, the classes that it makes or asks, the texts in it that may be callbacks, and what it declares. */
export function namesIn(code: string) {
  const set = () => new Set<string>();
  const names = { functions: set(), classes: set(), texts: set(), declared: set() };
  for (const { kind, what, value, name } of nodesOf(parse(code, "8.3"))) {
    if (kind === "string") names.texts.add(String(value).toLowerCase());
    if (kind === "function") names.declared.add(plain(String(name?.name ?? name)));
    if (what?.kind !== "name") continue;
    if (kind === "call") names.functions.add(plain(what.name));
    if (kind === "new" || kind === "staticlookup") names.classes.add(plain(what.name));
  }
  return names;
}

const plain = (name: string) => name.replace(/^\\/, "").toLowerCase();
