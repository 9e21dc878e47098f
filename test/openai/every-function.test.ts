import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
  accounts,
  clusters,
  contentIdeas,
  contents,
  creditTransactions,
  images,
  jobItems,
} from "../../src/db/schema";
import { modelLimits } from "../../src/generation/openai/session";
import { MESSAGE_TIMEOUT_MS } from "../../src/modules/jobs/jobs.service";
import { aCluster, aContent, aKeyword, aPerson, aSite, aTask, db } from "../factories";
import { as } from "../harness";
import { deliver, takeMessages } from "../queue";
import { asks } from "./answers";
import { dropMock, type Fixture, teach, useMock } from "./mock";

beforeEach(async () => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  await useMock();
  return () => void (modelLimits.callMs = 120_000);
});
afterAll(dropMock);

async function aPlace() {
  const person = await aPerson("editor");
  const { place } = await aSite(person);
  const cluster = await aCluster(place, { name: "Sleep" });
  await aKeyword(place, { keyword: "sleep symptoms", cluster_id: cluster.id, status: "mapped" });
  for (const keyword of ["menopause diet", "menopause diet plan", "diet for menopause"])
    await aKeyword(place, { keyword });
  const task = await aTask(place, { word_count: 500 });
  const content = await aContent(place, {
    primary_keyword: "sleep",
    content_html: `<p>${"word ".repeat(300)}</p>`,
  });
  const { account_id, site_id } = place;
  const row = { account_id, site_id, content_id: content.id, image_type: "featured", position: 0 } as const;
  const [image] = await db
    .insert(images)
    .values({ ...row, caption: "A lamp", prompt: "A lamp" })
    .returning();
  const bare = await aContent(place, { title: "Bare" });
  return { person, place, cluster, task, content, bare, image: image! };
}
type Place = Awaited<ReturnType<typeof aPlace>>;

/** What asks for each function, and how the mock knows its first request. */
const functions: [
  name: string,
  match: Fixture["match"],
  path: (at: Place) => string,
  body: (at: Place) => object,
][] = [
  [
    "auto_cluster",
    { systemMessage: asks.clustering },
    () => "/planner/clusters/auto_cluster/",
    ({ place }) => ({ site_id: place.site_id }),
  ],
  [
    "generate_ideas",
    { systemMessage: asks.ideas },
    () => "/planner/clusters/generate_ideas/",
    ({ cluster }) => ({ ids: [cluster.id] }),
  ],
  [
    "generate_content",
    { systemMessage: asks.outline },
    ({ task }) => `/writer/tasks/${task.id}/generate_content/`,
    () => ({}),
  ],
  [
    "generate_image_prompts",
    { systemMessage: asks.pictures },
    ({ bare }) => `/writer/content/${bare.id}/generate_images/`,
    () => ({}),
  ],
  [
    "generate_images",
    { endpoint: "image" },
    () => "/writer/images/regenerate/",
    ({ image }) => ({ image_id: image.id }),
  ],
  [
    "optimize_content",
    { systemMessage: asks.optimization },
    () => "/optimizer/optimize/",
    ({ content }) => ({ content_id: content.id }),
  ],
];

const refuses = (status: number, code: string, more = {}) => ({
  response: { status, error: { message: "No.", code }, ...more },
});
const says = (content: string, finishReason?: string) => ({ response: { content, finishReason } });
const chaos = (rates: Record<string, number>) => ({ response: { content: "{}" }, chaos: rates });

/** What the provider does, what the person reads, and whether it is tried again. */
const faults: [what: string, answer: Omit<Fixture, "match">, reason: RegExp, again: boolean, text?: true][] =
  [
    ["refuses the key", refuses(401, "invalid_api_key"), /refuses the key/, false],
    ["has no quota left", refuses(429, "insufficient_quota"), /no quota left/, false],
    ["filters the prompt", refuses(400, "content_policy_violation"), /content filter/, false],
    ["cuts its answer off", says("{", "length"), /cut off/, false, true],
    ["filters its answer", says("I", "content_filter"), /content filter/, false, true],
    ["asks to wait", refuses(429, "rate_limit_exceeded", { retryAfter: 40 }), /rate limit/, true],
    ["is out of order", refuses(500, "server_error"), /unavailable/, true],
    ["drops the connection", chaos({ disconnectRate: 1 }), /connection to the provider was lost/, true],
    ["answers no JSON", chaos({ malformedRate: 1 }), /not JSON/, true],
    ["does not answer in time", chaos({ latencyMs: 20_000 }), /in time/, true],
  ];

/** An optimisation of which the model makes nothing of use is done by rules: that is no failure. */
const isDoneAllTheSame = (name: string, reason: RegExp) =>
  name === "optimize_content" && /filter|cut/.test(reason.source);
const cases = functions.flatMap((job) =>
  faults
    .filter(([, , reason, , text]) => !(text && job[1]!.endpoint) && !isDoneAllTheSame(job[0], reason))
    .map((fault) => [job, fault] as const),
);
const named = cases.map(([job, fault]) => [job[0], fault[0], job, fault] as const);

async function stateOf({ person, place }: Place) {
  const mine = <T extends { account_id: any }>(table: T) => eq(table.account_id, place.account_id);
  const [account] = await db.select().from(accounts).where(eq(accounts.id, person.user.account_id));
  const count = async (table: typeof clusters | typeof contents | typeof contentIdeas) =>
    (await db.select({ id: table.id }).from(table).where(mine(table))).length;
  return {
    credits: [account!.credits, account!.credits_reserved],
    ledger: (await db.select().from(creditTransactions).where(mine(creditTransactions))).length,
    rows: [await count(clusters), await count(contents), await count(contentIdeas)],
  };
}

describe("every function, where the provider", () => {
  it.each(named)("%s: %s — ends with the reason and its credits back", async (_name, _what, job, fault) => {
    const [[, match, path, body], [, answer, reason, isTriedAgain]] = [job, fault];
    if (answer.chaos?.latencyMs) modelLimits.callMs = 50;
    await teach({ match, ...answer });
    const at = await aPlace();
    const before = await stateOf(at);
    const reply = await as(at.person).post(path(at), body(at));
    expect(reply.status).toBe(202);
    const messages = takeMessages();
    expect(messages).toHaveLength(1);
    const asked = Date.now();
    const first = await deliver(messages);
    if (isTriedAgain) {
      expect(first.retryMessages).toHaveLength(1);
      const [item] = await db.select().from(jobItems).where(eq(jobItems.id, messages[0]!.item_id));
      if (/rate limit/.test(item!.error!)) {
        expect(first.delays[0]).toBeGreaterThanOrEqual(40);
        expect(Date.parse(item!.due_at) - MESSAGE_TIMEOUT_MS).toBeGreaterThanOrEqual(asked + 40_000);
      }
      for (let attempt = 2; attempt <= 5; attempt++) await deliver(messages);
    }
    const { status, body: told } = await as(at.person).get(`/jobs/${reply.body.data.task_id}/`);
    expect(status).toBe(200);
    expect(told.data).toMatchObject({ status: "failed", failed: 1, credits_charged: 0, done: 0 });
    expect(told.data.items[0].error).toMatch(reason);
    expect(told.data.items[0].attempts).toBe(isTriedAgain ? 5 : 1);
    expect(JSON.stringify(told)).not.toContain("sk-test-key");
    expect(await stateOf(at)).toEqual(before);
  });
});
