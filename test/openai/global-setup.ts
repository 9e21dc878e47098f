import { LLMock } from "@copilotkit/aimock";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    openaiOrigin: string;
  }
}

/** A server that speaks OpenAI's API, on loopback, for as long as the tests run. */
export default async function setup(project: TestProject) {
  const mock = new LLMock({ port: 0, strict: true, logLevel: "silent" });
  project.provide("openaiOrigin", await mock.start());
  return () => mock.stop();
}
