import { createServer } from "node:http";
import { LLMock } from "@copilotkit/aimock";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    openaiMocks: string;
  }
}

/**
 * Answers each request with the origin of another server that speaks OpenAI's API, on loopback: a test worker has one of
 * its own, so that workers do not teach each other's.
 */
export default async function setup(project: TestProject) {
  const mocks: LLMock[] = [];
  const desk = createServer(async (_request, response) => {
    const mock = new LLMock({ port: 0, strict: true, logLevel: "silent" });
    mocks.push(mock);
    response.end(await mock.start());
  });
  await new Promise<void>((resolve) => desk.listen(0, "127.0.0.1", resolve));
  project.provide("openaiMocks", `http://127.0.0.1:${(desk.address() as AddressInfo).port}`);
  return async () => {
    desk.closeAllConnections();
    desk.close();
    await Promise.all(mocks.map((mock) => mock.stop()));
  };
}
