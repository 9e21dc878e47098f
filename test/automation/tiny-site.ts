import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { vi } from "vitest";
import {
  accounts,
  automationConfigs,
  automationRuns,
  clusters,
  contentIdeas,
  contents,
  creditTransactions,
  images,
  jobItems,
  jobs,
  keywords,
  publishingSettings,
  sectors,
  sites,
  tasks,
} from "../../src/db/schema";
import { atomically } from "../../src/db/queries";
import { embedded } from "../../src/generation/embedded/provider";
import { GenerationError } from "../../src/generation/provider";
import { systemCtx } from "../../src/db/context";
import type { RunState } from "../../src/modules/automation/run-state";
import { automationDefaults, publishingDefaults } from "../../src/modules/sites/site-settings.service";
import { sweepItems } from "../../src/modules/jobs/items.service";
import type { ItemMessage } from "../../src/modules/jobs/item-messages";
import { db } from "../factories";
import { deliver, takeMessages } from "../queue";
import { anIdea } from "../jobs/provider";
import { objectOf } from "./drive";

const usage = { model: "fake", tokens_in: 100, tokens_out: 100, cost_usd: 0 };
let serial = 5_000_000;
let failure: "once" | "for good" | null = null;
/** Calls of the provider so far, by any site. */
export const calls = { count: 0 };
export const failNext = (how: "once" | "for good" | null) => (failure = how);

function call() {
  calls.count++;
  const how = failure;
  failure = null;
  if (how === "once") throw new TypeError("Network connection lost.");
  if (how === "for good") throw new GenerationError("The model refused");
}

const outputs: Record<string, (input: any) => unknown> = {
  ideas: ({ cluster }) => ({ ideas: [anIdea(`About ${cluster.name}`)] }),
  article: ({ title }) => ({
    title,
    content_html: "<h2>One</h2><p>Two words.</p>",
    excerpt: "",
    meta_title: title,
    meta_description: "",
    slug: title.toLowerCase(),
    primary_keyword: "sleep",
    secondary_keywords: [],
    tags: [],
    categories: [],
  }),
  image_prompts: ({ title }) => ({
    images: [{ image_type: "featured", position: 0, caption: title, prompt: title, alt_text: title }],
  }),
};

/** Stands in for the provider, whose pictures take their time. */
export function fakeProvider() {
  vi.spyOn(embedded, "answer").mockImplementation(async (name: any, input: any) => {
    call();
    return { output: outputs[name]!(input), usage } as any;
  });
  vi.spyOn(embedded, "draw").mockImplementation(async () => {
    call();
    const drawing = { bytes: new Uint8Array([1]), mime_type: "image/png" as const, width: 1, height: 1 };
    return { drawing, usage, quality: "basic" };
  });
}

/** A site with two things to do: clusters that want ideas, or ideas that want articles. Its object has no clock of its own. */
export class TinySite {
  readonly id = serial++;
  readonly ctx = systemCtx(this.id, "model");
  /** Messages on their way. */
  messages: ItemMessage[] = [];
  #patched = false;

  async make(kind: "ideas" | "articles") {
    const { id } = this;
    const place = { account_id: id, site_id: id, sector_id: id };
    const enabled = kind === "ideas" ? [2] : [3, 4, 5, 6, 7];
    const stages = automationDefaults.stages.map((stage) => ({
      ...stage,
      enabled: enabled.includes(stage.stage),
      batch_size: 2,
    }));
    const delays = { within_stage_delay: 0, between_stage_delay: 0, max_images: 0 };
    const own = { account_id: id, site_id: id };
    const { publish_days, ...rules } = publishingDefaults;
    const things =
      kind === "ideas"
        ? [0, 1, 2].flatMap((n) => [
            db
              .insert(clusters)
              .values({ ...place, id: 3 * id + n, name: `Sleep ${n}`, name_key: `sleep ${n}` }),
            db.insert(keywords).values({
              ...place,
              keyword: `sleep ${n}`,
              keyword_key: `sleep ${n}`,
              cluster_id: 3 * id + n,
              status: "mapped",
            }),
          ])
        : [0, 1].map((n) =>
            db.insert(contentIdeas).values({
              ...place,
              idea_title: `Sleep ${n}`,
              title_key: `sleep ${n}`,
              description: "",
              estimated_word_count: 100,
            }),
          );
    await atomically(db, [
      db.insert(accounts).values({ id, name: "Tiny", slug: `tiny-${id}`, plan_id: 4 }),
      db.insert(creditTransactions).values({
        account_id: id,
        transaction_type: "purchase",
        amount: 500,
        plan_amount: 0,
        bonus_amount: 500,
        balance_after: 500,
        description: "For the test",
        reference: "test",
      }),
      db.insert(sites).values({ id, account_id: id, name: "Tiny", slug: `tiny-${id}` }),
      db.insert(sectors).values({ id, ...own, name: "Sector", slug: "sector" }),
      db.insert(automationConfigs).values({ ...own, ...automationDefaults, stages, ...delays }),
      db.insert(publishingSettings).values({
        ...own,
        ...rules,
        auto_approval_enabled: true,
        publish_days,
        publish_time_slots: ["09:00"],
      }),
      ...things,
    ]);
    return this;
  }

  /** Works on the object, whose alarm rings only when the test lets it. */
  async object<T>(work: (instance: any, state: DurableObjectState) => Promise<T> | T): Promise<T> {
    return runInDurableObject(objectOf(this.id), (instance, state) => {
      if (!this.#patched) {
        let alarm: number | null = null;
        state.storage.setAlarm = async (at) => void (alarm = Number(at));
        state.storage.getAlarm = async () => alarm;
        this.#patched = true;
      }
      return work(instance, state);
    });
  }

  async evict() {
    await this.object(() => {});
    this.#patched = false;
    await evictDurableObject(objectOf(this.id));
  }

  collect() {
    this.messages.push(...takeMessages());
  }

  /** What is retried comes again. */
  async deliver(count: number, twice = false) {
    this.collect();
    const some = this.messages.splice(0, count);
    if (!some.length) return;
    const { retryMessages } = await deliver(twice ? [...some, ...some] : some);
    if (retryMessages.length) this.messages.push(...some);
    this.collect();
  }

  /** The tick finds what has no message. */
  async sweep() {
    const open = and(eq(jobItems.account_id, this.id), inArray(jobItems.status, ["queued", "running"]));
    await db.update(jobItems).set({ due_at: "2020-01-01T00:00:00.000Z" }).where(open);
    await sweepItems();
    this.collect();
  }

  async status() {
    const [run] = await db
      .select({ status: automationRuns.status })
      .from(automationRuns)
      .where(eq(automationRuns.account_id, this.id))
      .orderBy(desc(automationRuns.id))
      .limit(1);
    return run?.status;
  }

  async look() {
    const mine = <T extends { account_id: any }>(table: T) => eq(table.account_id, this.id);
    const [runs, made, items, [account], ledger] = await db.batch([
      db.select().from(automationRuns).where(mine(automationRuns)).orderBy(automationRuns.id),
      db.select().from(jobs).where(mine(jobs)),
      db.select().from(jobItems).where(mine(jobItems)),
      db.select().from(accounts).where(eq(accounts.id, this.id)),
      db
        .select({ amount: creditTransactions.amount, reference: creditTransactions.reference })
        .from(creditTransactions)
        .where(mine(creditTransactions)),
    ]);
    const states = runs.map(({ state }) => state as unknown as RunState);
    return { runs, states, jobs: made, items, account: account!, ledger };
  }

  /** How many of each there are: what a run may make of a tiny site. */
  async harvest() {
    const count = (table: any, where: any) => sql<number>`(select count(*) from ${table} where ${where})`;
    const [row] = await db
      .select({
        ideas: count(contentIdeas, eq(contentIdeas.account_id, this.id)).as("ideas"),
        tasks: count(tasks, eq(tasks.account_id, this.id)).as("tasks"),
        contents: count(contents, eq(contents.account_id, this.id)).as("contents"),
        images: count(images, eq(images.account_id, this.id)).as("images"),
      })
      .from(accounts)
      .where(eq(accounts.id, this.id));
    return row!;
  }
}
