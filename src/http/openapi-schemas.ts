import { lastItem } from "../lib/collections";

/** A schema of the document. */
export type Schema = {
  $ref?: string;
  type?: string | string[];
  description?: string;
  allOf?: Schema[];
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: unknown;
  [keyword: string]: unknown;
};
export type Schemas = Record<string, Schema>;

/**
 * Makes every schema satisfiable. An extension of an object is generated as an allOf of both: if neither allows
 * additional properties, nothing satisfies it. A nullable object is generated as an object that is also null.
 */
export function satisfiable<T>(part: T, schemas: Schemas): T {
  if (Array.isArray(part)) return part.map((one) => satisfiable(one, schemas)) as T;
  if (part === null || typeof part !== "object") return part;
  const inner = Object.fromEntries(
    Object.entries(part).map(([key, value]) => [key, satisfiable(value, schemas)]),
  ) as Schema;
  return (inner.allOf ? joined(inner, schemas) : inner) as T;
}

function joined({ allOf, ...rest }: Schema, schemas: Schemas): Schema {
  const [base, { type, description, ...more }] = allOf as [Schema, Schema];
  const said = description === undefined ? {} : { description };
  const isExtended = more.properties !== undefined;
  const whole = isExtended ? extended(whatIs(base, schemas), more) : base;
  if (Array.isArray(type) && type.includes("null"))
    return { ...rest, ...said, anyOf: [whole, { type: "null" }] };
  return isExtended ? { ...rest, ...whole, ...said } : { ...rest, allOf: allOf! };
}

/** The extending schema takes precedence. */
const extended = (parent: Schema, child: Schema): Schema => ({
  ...parent,
  ...child,
  properties: { ...parent.properties, ...child.properties },
  required: [...new Set([...(parent.required ?? []), ...(child.required ?? [])])],
});

/** Resolves a reference to an object schema. */
function whatIs(schema: Schema, schemas: Schemas): Schema {
  const named = schema.$ref ? schemas[lastItem(schema.$ref.split("/"))] : schema;
  if (!named) throw new Error(`No such schema: ${schema.$ref}`);
  return satisfiable(named, schemas);
}
