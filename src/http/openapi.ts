import type { OpenAPIHono } from "@hono/zod-openapi";
import { rateLimits, type Scope } from "./rate-limits";
import {
  headerParameters,
  listHeaderParameters,
  documentedHeaders,
  impliedReplies,
  notModified,
  reference,
  replyHeaders,
} from "./openapi-headers";
import { satisfiable, type Schemas } from "./openapi-schemas";

type Document = ReturnType<OpenAPIHono["getOpenAPI31Document"]>;
type PathItem = NonNullable<Document["paths"]>[string];
type Operation = NonNullable<PathItem["get"]>;
type Reply = NonNullable<Operation["responses"]>[string];

const methods = ["get", "post", "put", "patch", "delete"] as const;
type Method = (typeof methods)[number];

/** In the order of the menus of the docs pages. */
const tagDescriptions: Record<string, string> = {
  Auth: "Accounts, sessions and users; sites and their sectors.",
  "Keywords library": "The shared library of researched keywords.",
  Planner: "Keywords, clusters and content ideas.",
  Writer: "Writing tasks, content and its images.",
  Jobs: "Asynchronous work: status, items, events.",
  Automation: "Automated runs from keywords to articles.",
  Linker: "Links between a site's articles.",
  Optimizer: "Scores and improvements of content items.",
  Publisher: "Publications and their records.",
  Integration: "Connections with WordPress, and settings of a site.",
  Billing: "Credits: balance, usage, transactions.",
  Notifications: "Notifications of finished work, failures and alerts.",
  System: "Settings, prompts, modules and health.",
  Staff: "For the operators of the service: plan, status and credits of any account.",
};

const parameterDescriptions: Record<string, string> = {
  page: "Page number, starting at 1. Returns 404 past the last page",
  page_size: "Rows per page",
  ordering: "Sort field; prefix it with `-` for descending order",
  search: "Search text",
};

/** Completes the generated document: operation ids, access, headers, tags, trailing slashes. */
export function completeDocument(document: Document): Document {
  const generated = satisfiable(document, (document.components?.schemas ?? {}) as Schemas);
  const shared: Record<string, Reply> = { NotModified: notModified };
  const schemas = (generated.components?.schemas ?? {}) as Schemas;
  const used = new Set<string>();
  const items = Object.entries(generated.paths ?? {});
  const paths = items.map(([path, item]) => {
    const operations = methods.flatMap((method) => {
      const operation = item[method];
      if (!operation) return [];
      for (const tag of operation.tags ?? []) used.add(tag);
      const id = operationId(method, path, item);
      return [[method, complete(operation, { id, method, schemas, shared })]];
    });
    // Hono strips the trailing slash before matching, so routes are declared without it; public paths have it.
    return [`${path}/`, Object.fromEntries(operations)];
  });
  return {
    ...generated,
    tags: [...new Set([...Object.keys(tagDescriptions), ...used])].flatMap((name) =>
      used.has(name) ? [{ name, ...describeTag(name) }] : [],
    ),
    paths: Object.fromEntries(paths),
    components: {
      ...generated.components,
      headers: documentedHeaders,
      parameters: headerParameters,
      responses: shared,
    },
  };
}

/** The document's linter reports tags without a description. */
const describeTag = (name: string) =>
  tagDescriptions[name] === undefined ? {} : { description: tagDescriptions[name] };

type Position = { id: string; method: Method; schemas: Schemas; shared: Record<string, Reply> };

function complete(operation: Operation, { id, method, schemas, shared }: Position): Operation {
  const {
    "x-required-role": role,
    "x-rate-limit-scope": scope,
    "x-api-keys": admitsKeys,
  } = operation as Record<string, unknown>;
  const answered = { method, isPublic: role === "public", schema: answerSchema(operation), schemas };
  const parameters = [
    ...(operation.parameters ?? []).map(describeParameter),
    ...listHeaderParameters(answered),
  ];
  const access =
    `${role === "public" ? "Public" : `Requires the role ${role} or higher`}. ` +
    `Rate limit: ${scope}, ${rateLimits[scope as Scope]} per minute.`;
  return {
    ...operation,
    operationId: operation.operationId ?? id,
    description: [operation.description, access].filter(Boolean).join("\n\n"),
    security:
      role === "public" ? [] : [{ bearer: [] }, { session: [] }, ...(admitsKeys ? [{ apiKey: [] }] : [])],
    ...(parameters.length && { parameters }),
    responses: {
      ...Object.fromEntries(
        Object.entries<Reply>(operation.responses ?? {}).map(([status, reply]) => [
          status,
          shareReply(status, { ...reply, headers: replyHeaders(status, answered) }, shared),
        ]),
      ),
      ...impliedReplies(answered),
    },
  };
}

function answerSchema(operation: Operation) {
  const reply: Reply = operation.responses?.["200"];
  return reply?.content?.["application/json"]?.schema;
}

/** Error responses are the same everywhere: each is defined once. */
function shareReply(status: string, reply: Reply, shared: Record<string, Reply>): Reply {
  if (Number(status) < 400) return reply;
  const name = `Error${status}`;
  shared[name] ??= reply;
  return JSON.stringify(shared[name]) === JSON.stringify(reply) ? reference("responses", name) : reply;
}

function describeParameter<P extends object>(parameter: P): P {
  if (!("name" in parameter && typeof parameter.name === "string" && "schema" in parameter)) return parameter;
  const description = parameterDescriptions[parameter.name];
  return { ...(description && { description }), ...parameter, schema: withoutNull(parameter.schema) };
}

/** Parameters are never null, whatever their coercion accepts. */
const withoutNull = (schema: unknown) =>
  schema && typeof schema === "object" && "type" in schema && Array.isArray(schema.type)
    ? { ...schema, type: schema.type.find((type) => type !== "null") }
    : schema;

/** planner_keywords_list, …_create, …_retrieve, …_update, …_destroy; an action goes by its path alone. */
function operationId(method: Method, path: string, item: PathItem): string {
  const segments = path.replace("/api/v1/", "").split("/");
  const words = segments.filter((segment) => !segment.startsWith("{")).map((word) => word.replace(/-/g, "_"));
  const isResource = item.get !== undefined || path.endsWith("}");
  const verb = method === "get" ? readingVerb(path, item) : isResource && verbs[method];
  return [...words, ...(verb ? [verb] : [])].join("_");
}

const verbs = { post: "create", put: "update", patch: "partial_update", delete: "destroy" } as const;

function readingVerb(path: string, { get }: PathItem) {
  if (path.endsWith("}")) return "retrieve";
  const schema = get && answerSchema(get);
  return schema?.properties?.results ? "list" : "get";
}
