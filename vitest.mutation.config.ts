import { defineConfig } from "vitest/config";
import base from "./vitest.config";

/** The suite, narrowed to the tests of what is mutated. */
export default defineConfig(async (env) => {
  const config = await base(env);
  return { ...config, test: { ...config.test, include: process.env.MUTATION_TESTS?.split(" ") } };
});
