import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { automationRuns, contents, jobItems } from "../../src/db/schema";
import { embedded } from "../../src/generation/embedded/provider";
import { GenerationError } from "../../src/generation/provider";
import { formatDuration } from "../../src/modules/automation/report-charts";
import { renderReportPage } from "../../src/modules/automation/report-page";
import { loadRunReport } from "../../src/modules/automation/run-report";
import { systemCtx } from "../../src/db/context";
import { aPerson, db } from "../factories";
import { as, send } from "../harness";
import { captureQueue } from "../queue";
import { aGarden, work } from "./drive";

beforeEach(captureQueue);

const reasonOfRefusal = `The <b>model</b> refused & said "no"`;

/** A run of two articles, whose ideas fail for every cluster but the first two. */
async function aRun(settings: Record<string, unknown> = {}) {
  const garden = await aGarden(60, { max_tasks_per_run: 2, ...settings });
  const answer = embedded.answer.bind(embedded);
  let asked = 0;
  vi.spyOn(embedded, "answer").mockImplementation((async (name: any, input: any) => {
    if (name === "ideas" && ++asked > 2) throw new GenerationError(reasonOfRefusal);
    return answer(name, input);
  }) as any);
  await as(garden.owner).post(`/automation/run_now/${garden.query}`);
  const run = await work(garden.owner, garden.site.id);
  vi.restoreAllMocks();
  return { ...garden, run };
}

describe("the story of a run", () => {
  it("tells of each stage what went in and came out, how long it took, what it cost, and what failed and why", async () => {
    const { owner, run } = await aRun();
    const { data } = (await as(owner).get(`/automation/runs/${run.id}/`)).body;
    const [clustering, ideas, tasks, articles] = data.stages;
    expect(clustering).toMatchObject({ taken: 60, done: clustering.done, failed: 0, reasons: [] });
    expect(clustering.made).toBeGreaterThan(2);
    expect(ideas).toMatchObject({ taken: clustering.made, done: 2, failed: clustering.made - 2 });
    expect(ideas.made).toBeGreaterThan(2);
    const [reason, ...others] = ideas.reasons;
    expect(others).toEqual([]);
    expect(reason).toMatchObject({ error: reasonOfRefusal, count: ideas.failed });
    expect(reason.labels).toHaveLength(Math.min(5, ideas.failed));
    expect(ideas.reasons_left).toBe(0);
    expect([tasks.taken, tasks.made]).toEqual([ideas.made, tasks.done]);
    expect(articles).toMatchObject({ taken: 2, made: 2 });
    for (const stage of data.stages.slice(0, 4)) expect(stage.duration_seconds).toBeGreaterThanOrEqual(0);
    expect(data.stages.reduce((sum: number, stage: any) => sum + stage.credits, 0)).toBe(run.credits_used);
  });

  it("is a page of its own that shows the same, without script, and escapes what it shows", async () => {
    const { owner, run, site } = await aRun();
    const title = `Night <script>alert("x")</script> sweats`;
    const url = "https://site.example/?a=1&b=2";
    const [first] = await db.select({ id: contents.id }).from(contents).where(eq(contents.site_id, site.id));
    await db.update(contents).set({ title, external_url: url }).where(eq(contents.id, first!.id));
    const { status, headers, body } = await as(owner).get(`/automation/runs/${run.run_id}/report/`);
    expect(status).toBe(200);
    expect(headers.get("Content-Type")).toContain("text/html");
    expect(headers.get("Content-Security-Policy")).toContain(
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:;",
    );
    expect(body).toContain('<p class="state completed">completed</p>');
    expect(body).toContain("The &lt;b&gt;model&lt;/b&gt; refused &amp; said &quot;no&quot;");
    expect(body).toContain("Night &lt;script&gt;");
    expect(body).toContain('href="https://site.example/?a=1&amp;b=2"');
    expect(body).toMatch(/href="https?:\/\/[^"/]+\/api\/v1\/writer\/content\/\d+\/preview\/"/);
    expect(body.match(/<svg class="chart"/g)).toHaveLength(2);
    expect(body.match(/<title id="(time|cost)-title">/g)).toHaveLength(2);
    expect(body.match(/<desc id="(time|cost)-desc">/g)).toHaveLength(2);
    expect(body).toContain(`<dd>${run.credits_used.toLocaleString("en")}</dd>`);
    expect(body).not.toMatch(/<script|<link rel="stylesheet|<img|\son\w+=|javascript:|url\(http|@import/i);
  });

  it("tells who started it", async () => {
    const { owner, run } = await aRun({ max_tasks_per_run: 1 });
    const { first_name, last_name, username } = owner.user as any;
    const { body } = await as(owner).get(`/automation/runs/${run.id}/report/`);
    expect(body).toContain(`Started by ${`${first_name} ${last_name}`.trim() || username} on `);
    await db.update(automationRuns).set({ trigger_type: "scheduled" }).where(eq(automationRuns.id, run.id));
    expect((await as(owner).get(`/automation/runs/${run.id}/report/`)).body).toContain(
      "Started by its schedule on ",
    );
  });

  it("tells of a pause from when to when, and of what still stands", async () => {
    const { owner, site, query } = await aGarden(6);
    await as(owner).post(`/automation/run_now/${query}`);
    await as(owner).post(`/automation/pause/${query}`);
    const { id } = await work(owner, site.id);
    const paused = (await as(owner).get(`/automation/runs/${id}/report/`)).body;
    expect(paused).toContain('<p class="why">Paused manually</p>');
    expect(paused).toMatch(/so far: Paused manually/);
    expect(paused).toContain('class="pause"');
    await as(owner).post(`/automation/resume/${query}`);
    await work(owner, site.id);
    const done = (await as(owner).get(`/automation/runs/${id}/report/`)).body;
    expect(done).toMatch(/<li>\d\d:\d\d|<li>\d+ \w+ \d{4}/);
    expect(done).not.toContain("so far: Paused manually");
  });

  it("groups alike failures, and counts what it does not name", async () => {
    const { owner, run, site } = await aRun();
    const story = await loadRunReport(systemCtx(owner.user.account_id, "test"), run.id);
    const reasons = Array.from({ length: 12 }, (_, n) => ({
      error: `Reason ${n}`,
      count: 20 - n,
      labels: ["one", "two", "three", "four", "five"],
    }));
    const stages = story.stages.map((stage) =>
      stage.stage === 4 ? { ...stage, reasons, reasons_left: 7 } : stage,
    );
    const page = renderReportPage({ ...story, stages }, Date.now(), "https://api.example");
    expect(page).toContain("20 times: one; two; three; four; five and 15 more");
    expect(page).toContain("Reason 7<");
    expect(page).not.toContain("Reason 8<");
    expect(page).toContain(`and ${12 + 11 + 10 + 9 + 7} more, for other reasons`);
    const items = await db.select().from(jobItems).where(eq(jobItems.site_id, site.id));
    const failed = items.filter((item) => item.status === "failed").length;
    expect(story.stages[1]!.reasons[0]!.count).toBe(failed);
  });

  it("is for the account's own runs, and for who is signed in", async () => {
    const { run } = await aRun({ max_tasks_per_run: 1 });
    expect((await as(await aPerson("viewer")).get(`/automation/runs/${run.id}/report/`)).status).toBe(404);
    expect((await send(`/api/v1/automation/runs/${run.id}/report/`)).status).toBe(401);
  });
});

describe("a time in words", () => {
  it("has two units at most", () => {
    const second = 1000;
    const minute = 60 * second;
    const cases: [number, string][] = [
      [0, "0 s"],
      [1_540, "1.5 s"],
      [48 * second, "48 s"],
      [59.7 * second, "1 min"],
      [12 * minute + 5 * second, "12 min 5 s"],
      [60 * minute, "1 h"],
      [200 * minute + 59 * second, "3 h 20 min"],
      [2 * 1440 * minute + 4 * 60 * minute, "2 d 4 h"],
    ];
    expect(cases.map(([ms]) => formatDuration(ms))).toEqual(cases.map(([, words]) => words));
  });
});
