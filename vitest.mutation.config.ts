import { defineConfig } from "vitest/config";
import base from "./vitest.config";

/** The suite, narrowed to the tests of what is mutated. */
export default defineConfig(async (env) => {
  const config = await base(env);
  const include = process.env.MUTATION_TESTS?.split(" ") ?? config.test.include;
  return { ...config, test: { ...config.test, include } };
});
