import { configDefaults, defineConfig } from "vitest/config";
import { project, whole } from "./vitest.config";

/** A change is not to be found by a busy machine: what measures time stays out, and what tries a thousand times. */
const left = ["test/auth/timing.test.ts", "test/http/limiter-callers.test.ts"];

/** The suite, narrowed to the tests of what is mutated. */
export default defineConfig(async () => {
  const { plugins, test } = await project({
    name: "mutation",
    include: process.env.MUTATION_TESTS?.split(" ") ?? [],
    exclude: [...configDefaults.exclude, ...left],
  });
  return { plugins, test: { ...test, ...whole } };
});
