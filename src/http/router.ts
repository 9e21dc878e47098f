import { OpenAPIHono } from "@hono/zod-openapi";
import { z } from "zod";
import { ApiError, type FieldErrors } from "../lib/errors";
import type { Role } from "../lib/actor";
import type { AppEnv } from "./app-env";
import { bodyThere, optionalBodyRead } from "./json-body";

/** A router whose failed validations reach `onError`, and whose document says of each route who may call it. */
export function router() {
  const app = new OpenAPIHono<AppEnv>({
    strict: false,
    defaultHook: (result) => {
      if (!result.success)
        throw new ApiError("VALIDATION_ERROR", undefined, { errors: fieldErrors(result.error.issues) });
    },
  });
  const openapi = app.openapi;
  app.openapi = ((route: Described, ...rest: [never]) => {
    const doors = [route.middleware].flat();
    const middleware = [...doors, ...readersOf(route)];
    return openapi(
      { ...Object.assign({}, ...doors.map(describeDoor)), ...route, middleware } as never,
      ...rest,
    );
  }) as typeof openapi;
  return app;
}

type Described = {
  middleware: Door | Door[];
  operationId?: string;
  request?: { body?: { required?: boolean; content: Partial<Record<string, { schema: unknown }>> } };
};

/** What reads the body before it is validated. */
function readersOf({ request }: Described) {
  if (!request?.body) return [];
  if (request.body.required === false) return [optionalBodyRead];
  const schema = request.body.content["application/json"]?.schema;
  return schema instanceof z.ZodType && schema.safeParse({}).success ? [bodyThere] : [];
}

/** What a guard, or what stands behind it, says of itself. */
export type Door = { needs: Role | null; scope: string } | { deprecated: true };

const describeDoor = (door: Door) =>
  "needs" in door ? { "x-required-role": door.needs ?? "public", "x-rate-limit-scope": door.scope } : door;

/** The messages by field, with unknown fields named one by one. */
function fieldErrors(issues: readonly z.core.$ZodIssue[]): FieldErrors {
  // Without a prototype: a field may be called `constructor`.
  const errors = Object.create(null) as FieldErrors;
  for (const issue of issues) {
    const unknown = issue.code === "unrecognized_keys" ? issue.keys : [];
    if (unknown.length) for (const key of unknown) add([...issue.path, key], "Unknown field");
    else add(issue.path, issue.message);
  }
  return errors;

  function add(path: PropertyKey[], message: string) {
    (errors[path.map(String).join(".")] ??= []).push(message);
  }
}
