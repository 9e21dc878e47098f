import { env } from "cloudflare:workers";
import { and, eq, inArray } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { scheduled } from "../../src/cron";
import {
  accounts,
  clusters,
  contentIdeas,
  contents,
  creditTransactions,
  creditUsage,
  idempotencyKeys,
  images,
  jobItems,
  jobs,
  keywords,
  notifications,
  tasks,
} from "../../src/db/schema";
import { useBlankPictures } from "../blank-pictures";
import { aCluster, aContent, aKeyword, aPerson, aSite, aTask, db, type Person } from "../factories";
import { as } from "../harness";
import { loseAnswer } from "../lost-answers";
import { captureQueue, deliver, drain, takeMessages } from "../queue";

beforeEach(captureQueue);
beforeEach(useBlankPictures);

/** All that the account has come to, but for ids, times and how often it was tried. */
async function stateOf({ user }: Person) {
  const mine = <T extends { account_id: any }>(table: T) => eq(table.account_id, user.account_id);
  const rows = async (table: any, ...fields: string[]) =>
    (await db.select().from(table).where(mine(table)))
      .map((row: any) => fields.map((field) => row[field]))
      .sort((a: unknown, b: unknown) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  const [account] = await db.select().from(accounts).where(eq(accounts.id, user.account_id));
  return {
    account: [account!.credits, account!.bonus_credits, account!.credits_reserved],
    ledger: await rows(creditTransactions, "amount", "balance_after", "description"),
    usage: await rows(creditUsage, "operation_type", "credits_used"),
    jobs: await rows(
      jobs,
      "type",
      "status",
      "total",
      "done",
      "failed",
      "credits_charged",
      "credits_released",
      "error",
    ),
    items: await rows(jobItems, "kind", "status", "label", "charged", "settled_seq", "error"),
    news: await rows(notifications, "notification_type", "title"),
    clusters: await rows(clusters, "name", "status"),
    keywords: await rows(keywords, "keyword", "status"),
    ideas: await rows(contentIdeas, "idea_title", "status"),
    tasks: await rows(tasks, "title", "status"),
    contents: await rows(contents, "status", "word_count"),
    images: await rows(images, "position", "status", "file_name"),
  };
}

type Asked = { path: string; body?: unknown };
type Setting = { person: Person; asked: Asked };

const settings: Record<string, () => Promise<Setting>> = {
  "clusters keywords": async () => {
    const { person, site, place } = await aGarden();
    for (const word of ["symptoms", "relief", "causes", "age"])
      await aKeyword(place, { keyword: `hot flashes ${word}` });
    return { person, asked: { path: "/planner/clusters/auto_cluster/", body: { site_id: site.id } } };
  },
  "proposes ideas": async () => {
    const { person, place } = await aGarden();
    const cluster = await aCluster(place, { name: "Sleep" });
    await aKeyword(place, { keyword: "sleep relief", cluster_id: cluster.id, status: "mapped" });
    return { person, asked: { path: "/planner/clusters/generate_ideas/", body: { ids: [cluster.id] } } };
  },
  "fails for good": async () => {
    const { person, place } = await aGarden();
    const cluster = await aCluster(place, { name: "Void" });
    return { person, asked: { path: "/planner/clusters/generate_ideas/", body: { ids: [cluster.id] } } };
  },
  "writes an article": async () => {
    const { person, place } = await aGarden();
    const task = await aTask(place, { title: "Night sweats, explained" });
    return { person, asked: { path: `/writer/tasks/${task.id}/generate_content/` } };
  },
  "makes prompts, and draws their images": async () => {
    const { person, place } = await aGarden();
    const content = await aContent(place, { title: "Night sweats" });
    return {
      person,
      asked: { path: `/writer/content/${content.id}/generate_images/`, body: { max_images: 0 } },
    };
  },
};

async function aGarden() {
  const person = await aPerson("editor");
  return { person, ...(await aSite(person, { name: "Garden" })) };
}

const ask = ({ person, asked }: Setting, headers = {}) => as(person, headers).post(asked.path, asked.body);

/** What the queue does with what is retried, and the tick with what is lost, until nothing is open. */
async function settle({ user }: Person) {
  const open = and(eq(jobItems.account_id, user.account_id), inArray(jobItems.status, ["queued", "running"]));
  for (let round = 0; round < 10 && (await db.$count(jobItems, open)); round++) {
    await db.update(jobItems).set({ due_at: "2020-01-01T00:00:00.000Z" }).where(open);
    await scheduled(
      { cron: "*/5 * * * *", scheduledTime: Date.now(), noRetry() {} } as any,
      env as any,
      {} as any,
    );
    await drain();
  }
}

describe.each(Object.keys(settings))("an item that %s", (name) => {
  it("comes to the same, whichever answer of D1 is lost while it is worked on", async () => {
    const run = async (lost: number) => {
      const setting = await settings[name]!();
      expect((await ask(setting)).status).toBe(202);
      const messages = takeMessages();
      const loss = loseAnswer(lost);
      const { retryMessages } = await deliver(messages);
      const trips = loss.stop();
      if (retryMessages.length) await deliver(messages);
      await drain();
      await settle(setting.person);
      return { trips, state: await stateOf(setting.person) };
    };
    const { state: once } = await run(0);
    let lost = 1;
    for (; ; lost++) {
      const { trips, state } = await run(lost);
      expect(state, `answer ${lost}`).toEqual(once);
      if (trips < lost) break;
    }
    expect(lost).toBeGreaterThan(3);
  });

  it("is made once, whichever answer of D1 is lost while its job is made", async () => {
    const run = async (lost: number, headers: Record<string, string>) => {
      const setting = await settings[name]!();
      const loss = loseAnswer(lost);
      let reply = await ask(setting, headers);
      const trips = loss.stop();
      if (reply.status >= 500) reply = await ask(setting, headers);
      if (reply.body.code === "IDEMPOTENCY_IN_FLIGHT") {
        const past = { created_at: new Date(Date.now() - 61_000).toISOString() };
        await db
          .update(idempotencyKeys)
          .set(past)
          .where(eq(idempotencyKeys.account_id, setting.person.user.account_id));
        reply = await ask(setting, headers);
      }
      expect(reply.status === 202 || reply.body.code === "ALREADY_RUNNING", JSON.stringify(reply.body)).toBe(
        true,
      );
      await drain();
      await settle(setting.person);
      return { trips, state: await stateOf(setting.person) };
    };
    for (const headers of [{}, { "Idempotency-Key": "once" }] as Record<string, string>[]) {
      const { state: once } = await run(0, headers);
      for (let lost = 1; ; lost++) {
        const { trips, state } = await run(lost, headers);
        expect(state, `answer ${lost}`).toEqual(once);
        if (trips < lost) break;
      }
    }
  });
});
