import { type OutputUnit, Validator } from "@cfworker/json-schema";
import { app } from "../src/app";
import { openApiInfo } from "../src/http/docs";
import { completeDocument } from "../src/http/openapi";

/** The document as it is served, and what it says of an answer, read by a validator that knows nothing of ours. */
export const served: any = completeDocument(app.getOpenAPI31Document(openApiInfo));

const validators = new Map<string, Validator | null>();

function validatorOf(operation: any, status: number): Validator | null {
  const key = `${operation.operationId} ${status}`;
  if (!validators.has(key)) {
    const reply = operation.responses[status];
    const found = reply?.$ref ? served.components.responses[reply.$ref.split("/").at(-1)] : reply;
    const schema = found?.content?.["application/json"]?.schema;
    validators.set(key, schema ? validating(schema) : null);
  }
  return validators.get(key)!;
}

const validating = (schema: object) =>
  new Validator({ ...schema, components: { schemas: served.components.schemas } } as object, "2020-12");

/** What of the body the document does not allow. */
export const undocumented = (operation: any, status: number, body: unknown): OutputUnit[] =>
  validatorOf(operation, status)?.validate(body).errors ?? [];

/** What of a request's body the document does not allow. */
export function unmet(operation: any, body: unknown): OutputUnit[] {
  const schema = operation.requestBody?.content?.["application/json"]?.schema;
  return schema ? validating(schema).validate(body).errors : [];
}
