import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { parse } from "csv-parse/sync";
import type { BrowserContextOptions, Page } from "playwright-core";
import { contrast, openPage, overflowOf, PHONE, photograph } from "./browser.ts";
import { Client } from "./client.ts";
import { setStage } from "./stage.ts";

const rows: { Keyword: string }[] = parse(readFileSync("test/data/keywords.csv"), { columns: true });
const PAGES = 44;
const CLUSTERS = ["Hot flashes", "Sleep", "Hormone therapy"];
/** No page links to these, and the last of them link to none either. */
const ORPHANS = 8;
const ALONE = 3;
const odd = [
  "WWWWWWWWWW MMMMMMMMMM: the widest letters that a title may have",
  "更年期の睡眠障害を和らげるための実践的な方法とその効果について",
  "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
];

let person: { email: string; password: string };
let siteId: number;

const stage = setStage(async ({ origin }) => {
  const api = new Client(origin);
  person = await api.register();
  siteId = await aLinkedSite(api);
});

const titleOf = (n: number) =>
  odd[n - 3] ?? `${rows[n * 7]!.Keyword.replace(/^./, (c) => c.toUpperCase())}: what to know`;

/** Pages that link to a few others each, most of them to the first of their cluster. */
async function aLinkedSite(api: Client): Promise<number> {
  const { id: site_id } = await api.call("POST", "/auth/sites/", {
    name: "Second Spring",
    domain: "second-spring.example",
  });
  const { id: sector_id } = await api.call("POST", "/auth/sectors/", { site_id, name: "Women's health" });
  const clusters: number[] = [];
  for (const name of CLUSTERS)
    clusters.push((await api.call("POST", "/planner/clusters/", { site_id, sector_id, name })).id);
  for (let n = 0; n < PAGES; n += 1) {
    const linked = PAGES - ORPHANS;
    const targets =
      n >= PAGES - ALONE ? [] : [(n + 1) % linked, n % 3, (n * 5 + 1) % linked].slice(0, 1 + (n % 3));
    const links = targets.map((target) => `<a href="/page-${target}/">page ${target}</a>`);
    const { id } = await api.call("POST", "/writer/content/", {
      site_id,
      sector_id,
      cluster_id: clusters[n % 3],
      title: titleOf(n),
      slug: `page-${n}`,
      content_html: `<p>Read ${links.join(", ") || "nothing else"}.</p>`,
    });
    await api.call("POST", `/writer/content/${id}/approve/`);
  }
  return site_id;
}

/** As somebody who has signed in sees it. */
async function open(options?: BrowserContextOptions) {
  const opened = await openPage(stage.browser, options);
  const login = await opened.page.request.post(`${stage.origin}/api/v1/auth/login/`, { data: person });
  assert.equal(login.status(), 200);
  const reply = await opened.page.goto(`${stage.origin}/api/v1/linker/map/view/?site_id=${siteId}`);
  assert.equal(reply?.status(), 200);
  return opened;
}

type Box = { name: string; x: number; y: number; width: number; height: number };

const boxesOf = (page: Page, selector: string): Promise<Box[]> =>
  page.locator(selector).evaluateAll((all: any[]) =>
    all.map((each) => {
      const { x, y, width, height } = each.getBBox();
      return { name: each.parentNode.querySelector("title").textContent, x, y, width, height };
    }),
  );

const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe("the link map of the sample's site", () => {
  it("shows every page with a label that no other covers", async () => {
    const { page, problems } = await open();
    const labels = await boxesOf(page, "a.page text");
    const marks = await boxesOf(page, "a.page circle");
    assert.equal(labels.length, PAGES);
    const covered = labels.flatMap((label, n) => [
      ...labels.slice(n + 1).filter((other) => overlap(label, other)),
      ...marks.filter((mark) => overlap(label, mark)),
    ]);
    assert.deepEqual(covered, []);
    const [svg] = await page
      .locator(".scroll > svg")
      .evaluateAll((all: any[]) =>
        all.map((each) => ({ width: each.width.baseVal.value, height: each.height.baseVal.value })),
      );
    for (const { name, x, y, width, height } of [...labels, ...marks])
      assert.ok(
        x >= 0 && y >= 0 && x + width <= svg!.width && y + height <= svg!.height,
        `${name} is inside`,
      );
    await photograph(page, "link-map", true);
    assert.deepEqual(problems, []);
  });

  it("has its letters at their full size, and its links behind them", async () => {
    const { page } = await open();
    const scale = await page
      .locator(".scroll > svg")
      .evaluate((svg: any) => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width);
    assert.equal(scale, 1);
    const { edges, before } = await page.locator(".scroll > svg").evaluate((svg: any) => ({
      edges: svg.querySelectorAll(".edges path").length,
      before: svg.querySelector("a.page").previousElementSibling.classList.contains("edges"),
    }));
    assert.ok(edges > PAGES, `${edges} links`);
    assert.ok(before);
  });

  it("marks orphans, tells what the marks mean, and leads from a page to its row", async () => {
    const { page, problems } = await open();
    assert.equal(await page.locator("a.page.orphan").count(), ORPHANS);
    assert.equal(await page.locator("td .tag, th .tag").count(), ORPHANS);
    const legend = await page.locator(".legend").innerText();
    for (const words of ["orphan: no page links to it", ...CLUSTERS])
      assert.ok(legend.includes(words), words);
    assert.equal(await page.locator("tbody tr").count(), PAGES);
    await page.locator("a.page circle").first().click();
    assert.match(page.url(), /#page-\d+$/);
    assert.equal(await page.locator("tr:target").count(), 1);
    assert.deepEqual(problems, []);
  });

  it("fits a phone, where the drawing moves by itself", async () => {
    const { page, problems } = await open({ viewport: PHONE });
    assert.equal(await overflowOf(page), 0);
    await photograph(page, "link-map-phone");
    assert.deepEqual(problems, []);
  });

  for (const colorScheme of ["light", "dark"] as const)
    it(`is readable in the ${colorScheme}`, async () => {
      const { page, problems } = await open({ colorScheme });
      const paper: string = await page
        .locator("body")
        .evaluate((body: any) => body.ownerDocument.defaultView.getComputedStyle(body).backgroundColor);
      const inks: string[] = await page
        .locator("a.page:not(.orphan) text, a.page.orphan text")
        .evaluateAll((all: any[]) =>
          all.map((each) => each.ownerDocument.defaultView.getComputedStyle(each).fill),
        );
      for (const ink of new Set(inks)) assert.ok(contrast(ink, paper) > 4.5, `${ink} on ${paper}`);
      const fills: string[] = await page
        .locator("a.page:not(.orphan) circle")
        .evaluateAll((all: any[]) =>
          all.map((each) => each.ownerDocument.defaultView.getComputedStyle(each).fill),
        );
      for (const fill of new Set(fills)) assert.ok(contrast(fill, paper) > 3, `${fill} on ${paper}`);
      if (colorScheme === "dark") await photograph(page, "link-map-dark", true);
      assert.deepEqual(problems, []);
    });
});
