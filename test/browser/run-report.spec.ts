import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, it } from "node:test";
import type { BrowserContextOptions, Page } from "playwright-core";
import { contrast, openPage, overflowOf, PHONE, photograph } from "./browser.ts";
import { Client } from "./client.ts";
import { setStage } from "./stage.ts";

const PATIENCE_MS = 120_000;
const KEYWORDS = [
  "hot flashes at night",
  "hot flashes treatment",
  "hot flashes relief",
  "night sweats causes",
  "night sweats treatment",
  "bone density diet",
  "bone density supplements",
  "hormone therapy signs",
  "hormone therapy symptoms",
];

let person: { email: string; password: string };
let runId: string;

const stage = setStage(async ({ origin }) => {
  const api = new Client(origin);
  person = await api.register();
  runId = await aRun(api);
});

const until = async (api: Client, siteId: number, is: (run: any) => boolean) => {
  for (const start = Date.now(); Date.now() - start < PATIENCE_MS;) {
    const [run] = await api.call("GET", `/automation/history/?site_id=${siteId}`);
    if (is(run)) return run;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  throw new Error("the run does not get there");
};

/** A whole run of a small site, paused once on its way. */
async function aRun(api: Client): Promise<string> {
  const { id: site_id } = await api.call("POST", "/auth/sites/", { name: "Second Spring & friends" });
  const { id: sector_id } = await api.call("POST", "/auth/sectors/", { site_id, name: "Women's health" });
  for (const keyword of KEYWORDS)
    await api.call("POST", "/planner/keywords/", {
      site_id,
      sector_id,
      keyword,
      volume: 100,
      difficulty: 20,
    });
  await api.call("PATCH", `/integration/sites/${site_id}/unified-settings/`, {
    automation_config: { within_stage_delay: 0, between_stage_delay: 1, max_tasks_per_run: 3 },
    publishing_settings: { auto_approval_enabled: true },
    ai_settings: { max_images: 1 },
  });
  await api.call("POST", `/automation/run_now/?site_id=${site_id}`);
  await until(api, site_id, ({ current_stage }) => current_stage > 1);
  await api.call("POST", `/automation/pause/?site_id=${site_id}`);
  await until(api, site_id, ({ status }) => status === "paused");
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  await api.call("POST", `/automation/resume/?site_id=${site_id}`);
  return (await until(api, site_id, ({ status }) => status === "completed")).run_id;
}

/** As somebody who has signed in sees it. */
async function open(options?: BrowserContextOptions) {
  const opened = await openPage(stage.browser, options);
  const login = await opened.page.request.post(`${stage.origin}/api/v1/auth/login/`, { data: person });
  assert.equal(login.status(), 200);
  const reply = await opened.page.goto(`${stage.origin}/api/v1/automation/runs/${runId}/report/`);
  assert.equal(reply?.status(), 200);
  return { ...opened, html: await reply!.text() };
}

/** The letters of the drawings that reach beyond them, or into one another. */
const clashesOf = (page: Page): Promise<string[]> =>
  page.locator("svg.chart").evaluateAll((all: any[]) =>
    all.flatMap((svg) => {
      const frame = svg.getBoundingClientRect();
      const boxes = [...svg.querySelectorAll("text")].map((text: any) => {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        return { name: text.textContent, left, right, top, bottom };
      });
      const outside = boxes.filter(({ left, right }) => left < frame.left - 1 || right > frame.right + 1);
      const covered = boxes.filter((a, n) =>
        boxes
          .slice(n + 1)
          .some((b) => a.left < b.right && b.left < a.right && a.top < b.bottom - 2 && b.top < a.bottom - 2),
      );
      return [...outside, ...covered].map(({ name }) => name);
    }),
  );

describe("the report of a run", () => {
  it("draws when each stage was at work and what it cost, and says the same in a table", async () => {
    const { page, problems } = await open();
    for (const heading of ["Timeline", "Credits by stage", "Stage by stage", "Pauses", "Articles"])
      assert.equal(await page.getByRole("heading", { name: heading }).count(), 1, heading);
    assert.equal(await page.getByRole("img").count(), 2);
    assert.equal(await page.locator("svg.chart .pause").count(), 7);
    assert.ok((await page.locator("svg.chart .work").count()) >= 5);
    assert.ok((await page.locator("svg.chart .cost").count()) >= 3);
    assert.equal(await page.getByRole("rowheader").count(), 8);
    assert.deepEqual(await clashesOf(page), []);
    await photograph(page, "run-report", true);
    assert.deepEqual(problems, []);
  });

  it("fits a phone without moving sideways", async () => {
    for (const viewport of [PHONE, { width: 320, height: 640 }]) {
      const { page, problems } = await open({ viewport });
      assert.equal(await overflowOf(page), 0);
      assert.deepEqual(await clashesOf(page), []);
      if (viewport === PHONE) await photograph(page, "run-report-phone", true);
      assert.deepEqual(problems, []);
    }
  });

  for (const colorScheme of ["light", "dark"] as const)
    it(`is readable in the ${colorScheme}`, async () => {
      const { page, problems } = await open({ colorScheme });
      const inks: [string, string][] = await page
        .locator("p, dt, dd, th, td, li, h1, h2, svg text, a, footer, span")
        .evaluateAll((all: any[]) =>
          all.map((each) => {
            const styleOf = (of: any) => of.ownerDocument.defaultView.getComputedStyle(of);
            const panel = each.closest("section, .facts > div, .why, body");
            const ink = each.namespaceURI.endsWith("svg") ? styleOf(each).fill : styleOf(each).color;
            return [ink, styleOf(panel).backgroundColor];
          }),
        );
      for (const [ink, paper] of inks) assert.ok(contrast(ink, paper) > 4.5, `${ink} on ${paper}`);
      if (colorScheme === "dark") await photograph(page, "run-report-dark", true);
      assert.deepEqual(problems, []);
    });

  it("is the same as a file that was sent on, and prints light", async () => {
    const { html } = await open();
    const file = join(tmpdir(), `run-report-${runId}.html`);
    writeFileSync(file, html);
    const { page, problems } = await openPage(stage.browser, { colorScheme: "dark" });
    await page.goto(pathToFileURL(file).href);
    assert.equal(await page.locator("svg.chart").count(), 2);
    await page.emulateMedia({ media: "print" });
    const paper: string = await page
      .locator("body")
      .evaluate((body: any) => body.ownerDocument.defaultView.getComputedStyle(body).backgroundColor);
    rmSync(file);
    assert.equal(paper, "rgb(255, 255, 255)");
    await photograph(page, "run-report-print", true);
    assert.deepEqual(problems, []);
  });
});
