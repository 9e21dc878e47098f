import type { Points } from "./points";
import { labelOf, type Query } from "./sql";
import { standIn } from "./stand-in";

/** Wraps a binding by what it is. Values are no bindings; a binding of an unknown kind is refused. */
export function wrapBinding(points: Points, name: string, bound: unknown): unknown {
  if (typeof bound !== "object" || bound === null) return bound;
  if ("withSession" in bound) return wrapDatabase(points, name, bound as D1Database);
  if ("sendBatch" in bound) return wrapQueue(points, name, bound as Queue);
  if ("createMultipartUpload" in bound) return wrapBucket(points, name, bound as R2Bucket);
  if ("idFromName" in bound) return wrapObjects(points, name, bound as DurableObjectNamespace);
  throw new Error(`The binding ${name} has no crash points: see test/crash/worker`);
}

/** Statements as D1 takes them, by those that stand for them. */
const real = new WeakMap<D1PreparedStatement, { statement: D1PreparedStatement; query: Query }>();

export function wrapDatabase(points: Points, name: string, db: D1Database): D1Database {
  return standIn(
    name,
    db,
    {
      withSession: (constraint) => wrapSession(points, name, db.withSession(constraint)),
      prepare: (sql) => wrapStatement(points, name, db.prepare(sql), { sql, values: [] }),
      batch: (statements) => runBatch(points, name, db, statements),
    },
    [],
  );
}

const wrapSession = (points: Points, name: string, session: D1DatabaseSession): D1DatabaseSession =>
  standIn(
    name,
    session,
    {
      prepare: (sql) => wrapStatement(points, name, session.prepare(sql), { sql, values: [] }),
      batch: (statements) => runBatch(points, name, session, statements),
    },
    ["getBookmark"],
  );

function runBatch(
  points: Points,
  name: string,
  db: D1Database | D1DatabaseSession,
  statements: D1PreparedStatement[],
) {
  const found = statements.map((one) => real.get(one)!);
  const label = labelOf(found.map(({ query }) => query));
  const run = () => db.batch(found.map(({ statement }) => statement));
  return label === null ? run() : points.effect(`${name} ${label}`, run);
}

function wrapStatement(
  points: Points,
  name: string,
  statement: D1PreparedStatement,
  query: Query,
): D1PreparedStatement {
  const label = labelOf([query]);
  const around =
    (method: "run" | "all" | "raw" | "first") =>
    (...args: unknown[]) => {
      const run = () => (statement[method] as (...args: unknown[]) => Promise<unknown>)(...args);
      return label === null ? run() : points.effect(`${name} ${label}`, run);
    };
  const wrapped: D1PreparedStatement = standIn("D1PreparedStatement", statement, {
    bind: (...values) => wrapStatement(points, name, statement.bind(...values), { ...query, values }),
    run: around("run"),
    all: around("all"),
    raw: around("raw"),
    first: around("first"),
  });
  real.set(wrapped, { statement, query });
  return wrapped;
}

const typeOf = (body: unknown) =>
  typeof body === "object" && body !== null && "type" in body ? String(body.type) : "message";

export const wrapQueue = (points: Points, name: string, queue: Queue): Queue =>
  standIn(name, queue, {
    send: (body, options) => points.effect(`${name}.send ${typeOf(body)}`, () => queue.send(body, options)),
    sendBatch(messages, options) {
      const all = [...messages];
      const types = new Set(all.map(({ body }) => typeOf(body)));
      return points.effect(`${name}.sendBatch ${[...types].join(" ")}`, () => queue.sendBatch(all, options));
    },
  });

export const wrapBucket = (points: Points, name: string, bucket: R2Bucket): R2Bucket =>
  standIn(
    name,
    bucket,
    {
      put: (...args: Parameters<R2Bucket["put"]>) => points.effect(`${name}.put`, () => bucket.put(...args)),
      delete: (keys) => points.effect(`${name}.delete`, () => bucket.delete(keys)),
    },
    ["get", "head", "list"],
  );

/** Methods of Durable Objects that change nothing. */
const queries = ["modulesOff", "changed"];

/** The name of a call: with its first argument where that is a word, such as the command of a run. */
export const callName = (method: string, [first]: readonly unknown[]) =>
  typeof first === "string" && /^[a-z_-]{1,20}$/.test(first) ? `${method} ${first}` : method;

export const wrapObjects = (
  points: Points,
  name: string,
  namespace: DurableObjectNamespace,
): DurableObjectNamespace =>
  standIn(name, namespace, {
    getByName: (objectName, options) => wrapStub(points, name, namespace.getByName(objectName, options)),
  });

type Call = (...args: unknown[]) => Promise<unknown>;

const wrapStub = (points: Points, name: string, stub: DurableObjectStub): DurableObjectStub =>
  new Proxy(stub, {
    get(target, key) {
      if (typeof key === "symbol" || key === "then") return undefined;
      // A stub has every method: whether the object has it shows when it is called.
      const call: Call = (...args) => (target as unknown as Record<string, Call>)[key]!(...args);
      if (queries.includes(key)) return call;
      return (...args: unknown[]) => points.effect(`${name}.${callName(key, args)}`, () => call(...args));
    },
  });
