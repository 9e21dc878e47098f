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
 * The same schemas, each of which something can meet. An object that extends another is generated as both at once: where
 * both take no other properties, nothing is both. And what may be null is generated as an object that is null too.
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

/** What the child says of a property holds: that is what extending is. */
const extended = (parent: Schema, child: Schema): Schema => ({
  ...parent,
  ...child,
  properties: { ...parent.properties, ...child.properties },
  required: [...new Set([...(parent.required ?? []), ...(child.required ?? [])])],
});

/** The object that a schema names, or is. */
function whatIs(schema: Schema, schemas: Schemas): Schema {
  const named = schema.$ref ? schemas[schema.$ref.split("/").at(-1)!] : schema;
  if (!named) throw new Error(`No such schema: ${schema.$ref}`);
  return satisfiable(named, schemas);
}
