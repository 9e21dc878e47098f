// A language model behind OpenAI's API, for the worker under test. It counts the calls that it is asked to answer, and can
// refuse some or take its time.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export class Model {
  calls = 0;
  /** Calls that are to be refused as by a provider that is down. */
  failing = 0;
  /** How long the next answers take, in ms. */
  slow: number[] = [];
  #server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    this.calls++;
    if (this.failing > 0) {
      this.failing--;
      return response.writeHead(503).end();
    }
    const wait = this.slow.shift() ?? 0;
    await new Promise((resolve) => setTimeout(resolve, wait));
    response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(this.#completion()));
  });

  /** The base URL of its API. */
  listen = () =>
    new Promise<string>((resolve) => {
      this.#server.listen(0, "127.0.0.1", () =>
        resolve(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`),
      );
    });

  close() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  reset() {
    this.calls = 0;
    this.failing = 0;
    this.slow = [];
  }

  /** One idea, with a title and a keyword that no other answer has. */
  #completion() {
    const ideas = [
      {
        idea_title: `How to sleep well, part ${this.calls}`,
        description: "What helps and what does not. With an example.",
        headings: ["What helps", "What does not"],
        content_structure: "article",
        target_keywords: [`sleep well ${this.calls}`],
        estimated_word_count: 800,
      },
    ];
    const message = { role: "assistant", content: JSON.stringify({ ideas }) };
    return {
      id: `completion-${this.calls}`,
      object: "chat.completion",
      model: "gpt-4.1-mini",
      choices: [{ index: 0, finish_reason: "stop", message }],
      usage: { prompt_tokens: 400, completion_tokens: 120, total_tokens: 520 },
    };
  }
}
