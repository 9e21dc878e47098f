import { env } from "cloudflare:workers";
import { inject } from "vitest";

type Match = { systemMessage?: string; userMessage?: string; sequenceIndex?: number; endpoint?: string };
export type Fixture = {
  match: Match;
  response: Record<string, unknown>;
  latency?: number;
  chaos?: Record<string, number>;
};
export type Seen = { body: any; headers: Record<string, string>; timestamp: number; status: number };

const origin = await (await fetch(inject("openaiMocks"))).text();
const settings = env as unknown as Record<string, string | undefined>;
const control = (path: string, init?: RequestInit) => fetch(`${origin}/__aimock${path}`, init);

export const baseUrl = `${origin}/v1`;

/** Makes the mock the deployment's provider, and forgets what it was taught before. */
export async function useMock() {
  Object.assign(settings, {
    OPENAI_API_KEY: "sk-test-key",
    OPENAI_BASE_URL: baseUrl,
    OPENAI_MODEL: "gpt-4.1-mini",
    OPENAI_IMAGE_MODEL: "gpt-image-1",
  });
  await (await control("/reset", { method: "POST" })).body?.cancel();
}

export function dropMock() {
  delete settings.OPENAI_API_KEY;
  for (const name of ["OPENAI_BASE_URL", "OPENAI_MODEL", "OPENAI_IMAGE_MODEL"]) settings[name] = "";
}

/** Teaches the mock; of two fixtures that match, the first one answers. */
export async function teach(...fixtures: Fixture[]) {
  const response = await control("/fixtures", { method: "POST", body: JSON.stringify({ fixtures }) });
  if (!response.ok) throw new Error(await response.text());
  await response.body?.cancel();
}

/** The requests that the mock received, in order. */
export async function seen(): Promise<Seen[]> {
  const entries: any[] = await (await control("/journal")).json();
  return entries.map(({ body, headers, timestamp, response }) => ({
    body,
    headers,
    timestamp,
    status: response.status,
  }));
}

/** What a request told the model: its two messages, and the data between the marks. */
export function partsOf({ body }: Seen) {
  const [system, user, ...more] = body.messages.map((message: any) => message.content as string);
  const [, number, json, end] = /^BEGIN DATA (\d+)\n(.*)\nEND DATA (\d+)$/.exec(user)!;
  return { system: system as string, user: user as string, number, end, data: JSON.parse(json!), more };
}
