import { OpenAPIHono } from "@hono/zod-openapi";
import type { z } from "zod";
import { ApiError, type FieldErrors } from "../lib/errors";
import type { AppEnv } from "./app-env";

/** A router whose failed validations reach `onError`. Paths match with and without their last slash. */
export const router = () =>
  new OpenAPIHono<AppEnv>({
    strict: false,
    defaultHook: (result) => {
      if (!result.success)
        throw new ApiError("VALIDATION_ERROR", undefined, { errors: fieldErrors(result.error.issues) });
    },
  });

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
