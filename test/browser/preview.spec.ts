import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import type { BrowserContextOptions, Page } from "playwright-core";
import { contrast, openPage, overflowOf, PHONE, photograph } from "./browser.ts";
import { Client } from "./client.ts";
import { setStage } from "./stage.ts";

const IMAGES = 2;
/** Each would call `attacked` if it were run. */
const hostile = `
<h2>Before</h2><script>attacked("script")</script><p onclick="attacked('click')">Text stays.</p>
<img src="/media/none.png" onerror="attacked('error')" alt="x"><svg onload="attacked('svg')"><script>attacked("svg script")</script></svg>
<iframe srcdoc="<script>parent.attacked('iframe')</script>"></iframe><details open ontoggle="attacked('toggle')"><summary>More</summary></details>
<math><mtext><table><mglyph><style><img src="/media/none.png" onerror="attacked('mutation')"></style></mglyph></table></mtext></math>
<a href="javascript:attacked('link')">A link</a><a href=" java&#9;script:attacked('folded link')">Another</a>
<input autofocus onfocus="attacked('focus')"><body onload="attacked('body')"><style>@keyframes x{}p{animation:x}</style>
<p style="animation:x" onanimationstart="attacked('animation')">End.</p>`;

let api: Client;
let content: { id: number; title: string };

const stage = setStage(async ({ origin }) => {
  api = new Client(origin);
  await api.register();
  content = await writeArticle();
});

async function writeArticle() {
  const site = await api.call("POST", "/auth/sites/", {
    name: "Second Spring",
    domain: "second-spring.example",
  });
  const sector = await api.call("POST", "/auth/sectors/", { site_id: site.id, name: "Women's health" });
  const task = await api.call("POST", "/writer/tasks/", {
    site_id: site.id,
    sector_id: sector.id,
    title: "Hot flashes at night: causes and relief",
    description: "Why hot flashes wake people at night, and what helps.",
    headings: ["What causes hot flashes at night", "What helps at once", "When to see a doctor"],
    keywords: ["hot flashes at night", "night sweats", "menopause relief"],
    word_count: 900,
  });
  await api.work(`/writer/tasks/${task.id}/generate_content/`);
  const { results } = await api.call("GET", `/writer/content/?site_id=${site.id}`);
  assert.equal(results.length, 1);
  await api.work(`/writer/content/${results[0].id}/generate_images/`, { max_images: IMAGES });
  return results[0];
}

async function open(options?: BrowserContextOptions) {
  const { url } = await api.call("POST", `/writer/content/${content.id}/preview_link/`);
  const opened = await openPage(stage.browser, options);
  const attacks: string[] = [];
  await opened.page.exposeFunction("attacked", (by: string) => void attacks.push(by));
  await opened.page.goto(url, { waitUntil: "networkidle" });
  return { ...opened, attacks };
}

/** The widths of the files themselves: 0 where one did not load. */
const imageWidths = (page: Page): Promise<number[]> =>
  page.locator("img").evaluateAll((images: any[]) => images.map((image) => image.naturalWidth));

describe("the preview of a written article", () => {
  it("shows the title, the sections and every image", async () => {
    const { page, problems } = await open();
    assert.equal(await page.locator("h1").first().innerText(), content.title);
    assert.equal(await page.title(), content.title);
    assert.ok((await page.locator("h2").count()) >= 3, "at least three sections");
    const widths = await imageWidths(page);
    assert.equal(widths.length, 1 + IMAGES);
    assert.ok(
      widths.every((width) => width > 0),
      `every image is loaded: ${widths}`,
    );
    await photograph(page, "preview", true);
    assert.deepEqual(problems, []);
  });

  it("fits a phone", async () => {
    const { page, problems } = await open({ viewport: PHONE });
    assert.equal(await overflowOf(page), 0);
    await photograph(page, "preview-phone", true);
    assert.deepEqual(problems, []);
  });

  it("is readable in the dark", async () => {
    const { page, problems } = await open({ colorScheme: "dark" });
    const [ink, paper] = await page
      .locator("p")
      .first()
      .evaluate((paragraph: any) => {
        const { defaultView, body } = paragraph.ownerDocument;
        return [
          defaultView.getComputedStyle(paragraph).color,
          defaultView.getComputedStyle(body).backgroundColor,
        ];
      });
    assert.ok(contrast(ink, paper) > 7, `${ink} on ${paper}`);
    await photograph(page, "preview-dark", true);
    assert.deepEqual(problems, []);
  });
});

describe("the preview of hostile HTML", () => {
  before(() => api.call("PUT", `/writer/content/${content.id}/`, { content_html: hostile }));

  // Without the page's policy, what was stored has to be harmless by itself.
  for (const bypassCSP of [false, true])
    it(`runs nothing of it ${bypassCSP ? "without" : "under"} the page's policy`, async () => {
      const { page, problems, attacks } = await open({ bypassCSP });
      await page.getByText("Text stays.").click();
      for (const link of await page.locator("main a").all()) await link.click({ noWaitAfter: true });
      await page.getByText("More").click();
      await page.waitForTimeout(300);
      assert.deepEqual(attacks, []);
      assert.equal(await page.locator("script, iframe, svg, math, input, main style").count(), 0);
      assert.deepEqual(
        problems.filter((problem) => !problem.includes("/media/none.png")),
        [],
      );
    });
});
