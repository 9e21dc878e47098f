import type { Schema, Schemas } from "./openapi-schemas";
import { lastItem } from "../lib/collections";

type Text = { type: "string"; minLength?: number; maxLength?: number };
const text: Text = { type: "string" };
const integer = { type: "integer" } as const;

export const documentedHeaders = {
  "X-Request-Id": { description: "Identifies the request in logs and errors", schema: text },
  "X-RateLimit-Limit": { description: "Requests per minute", schema: integer },
  "X-RateLimit-Remaining": { description: "Remaining requests in the current window", schema: integer },
  "X-RateLimit-Reset": { description: "When the window resets, in epoch seconds", schema: integer },
  "Retry-After": { description: "Seconds to wait before retrying", schema: integer },
  ETag: { description: "Version of the object, for `If-None-Match` and `If-Match`", schema: text },
  "Idempotent-Replayed": {
    description: "Present if the response is that of an earlier request with the same `Idempotency-Key`",
    schema: { ...text, enum: ["true"] },
  },
};
type Header = keyof typeof documentedHeaders;
const everywhere: Header[] = [
  "X-Request-Id",
  "X-RateLimit-Limit",
  "X-RateLimit-Remaining",
  "X-RateLimit-Reset",
];

const header = (name: string, description: string, schema: Text = text) => ({
  name,
  in: "header" as const,
  description,
  schema,
});
/** Request headers, by their names in the document. */
export const headerParameters = {
  IdempotencyKey: header(
    "Idempotency-Key",
    "A unique name that you choose for this request. For 24 hours, the same request with the same key returns the first response instead of being carried out again. Responses that contain a secret are not stored",
    { ...text, minLength: 1, maxLength: 255 },
  ),
  IfNoneMatch: header(
    "If-None-Match",
    "An `ETag` of an earlier response: returns 304 if the object has not changed",
  ),
  IfMatch: header("If-Match", "An `ETag` of an earlier response: returns 412 if the object has changed"),
};

/** The response to a client that has the current version. */
export const notModified = {
  description: "Not modified",
  headers: referenceHeaders([...everywhere, "ETag"]),
};

/** What the headers depend on: the method, the access, and the response schema. */
type Answered = { method: string; isPublic: boolean; schema: Schema | undefined; schemas: Schemas };

/** GET of one object or of settings: no list, no file. */
const isTagged = ({ method, schema }: Answered) =>
  method === "get" && schema !== undefined && !schema.properties?.results;

/** A change of a versioned object. */
const isVersioned = ({ method, schema, schemas }: Answered) =>
  ["put", "patch"].includes(method) &&
  findField(findField(schema, "data", schemas), "updated_at", schemas) !== undefined;

function findField(schema: Schema | undefined, name: string, schemas: Schemas): Schema | undefined {
  if (!schema) return undefined;
  if (schema.$ref) return findField(schemas[lastItem(schema.$ref.split("/"))], name, schemas);
  return schema.allOf ? findField(schema.allOf[0], name, schemas) : schema.properties?.[name];
}

/** Request headers that apply to the operation. */
export function listHeaderParameters(answered: Answered) {
  const names: (keyof typeof headerParameters)[] = [];
  // Public operations do not store responses: without an account, keys of different clients would collide.
  if (answered.method === "post" && !answered.isPublic) names.push("IdempotencyKey");
  if (isTagged(answered)) names.push("IfNoneMatch");
  if (isVersioned(answered)) names.push("IfMatch");
  return names.map((name) => reference("parameters", name));
}

/** Responses of the operation beyond those that it declares. */
export const impliedReplies = (answered: Answered) =>
  isTagged(answered) ? { 304: reference("responses", "NotModified") } : {};

/** Response headers. */
export function replyHeaders(status: string, answered: Answered) {
  const names = [...everywhere];
  if (status === "429" || status === "503") names.push("Retry-After");
  if (status === "200" && (isTagged(answered) || isVersioned(answered))) names.push("ETag");
  if (status.startsWith("2") && answered.method === "post" && !answered.isPublic)
    names.push("Idempotent-Replayed");
  return referenceHeaders(names);
}

function referenceHeaders(names: Header[]) {
  return Object.fromEntries(names.map((name) => [name, reference("headers", name)]));
}

export function reference(kind: "headers" | "parameters" | "responses", name: string) {
  return { $ref: `#/components/${kind}/${name}` };
}
