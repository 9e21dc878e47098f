import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Page } from "playwright-core";
import { openPage, overflowOf, PHONE, photograph } from "./browser.ts";
import { Client } from "./client.ts";
import { setStage } from "./stage.ts";

let operations: { id: string; method: string; path: string; tag: string }[];

const stage = setStage(async ({ origin }) => {
  const schema: any = await (await fetch(`${origin}/api/schema/`)).json();
  operations = Object.entries<any>(schema.paths).flatMap(([path, item]) =>
    Object.entries<any>(item).map(([method, operation]) => ({
      id: operation.operationId,
      method: method.toUpperCase(),
      path,
      tag: operation.tags[0],
    })),
  );
});

const block = (page: Page, id: string) => page.locator(`.opblock[id$="-${id}"]`);

describe("the Swagger UI page", () => {
  const open = async (options = {}) => {
    const opened = await openPage(stage.browser, options);
    await opened.page.goto(`${stage.origin}/api/docs/`);
    await opened.page.locator(".opblock").first().waitFor();
    return opened;
  };

  it("lists every operation, and asks nobody else", async () => {
    const { page, problems } = await open();
    assert.equal(await page.title(), "IGNY8 API");
    await photograph(page, "docs");
    const listed = await readByScrolling(page);
    assert.deepEqual(listed.sort(), operations.map(({ method, path }) => `${method} ${path}`).sort());
    assert.deepEqual(problems, []);
  });

  it("shows an operation's parameters and replies", async () => {
    const { page, problems } = await open();
    const list = await openOperation(page, "planner_keywords_list");
    await list.locator('tr[data-param-name="page_size"]').waitFor();
    await list.locator('.responses-table .response[data-code="429"]').waitFor();
    await list.scrollIntoViewIfNeeded();
    await photograph(page, "docs-operation");
    assert.deepEqual(problems, []);
  });

  it("tries operations out in the session that its own login opened", async () => {
    const person = await new Client(stage.origin).register();
    const { page, problems } = await open();
    assert.equal(await tryOut(page, "auth_login", JSON.stringify(person)), "200");
    assert.equal(await tryOut(page, "auth_sites_list"), "200");
    await block(page, "auth_sites_list").scrollIntoViewIfNeeded();
    await photograph(page, "docs-tried");
    assert.deepEqual(problems, []);
  });

  it("fits a phone", async () => {
    const { page, problems } = await open({ viewport: PHONE });
    await photograph(page, "docs-phone");
    assert.equal(await overflowOf(page), 0);
    assert.deepEqual(problems, []);
  });
});

/** What the page lists: it draws only the operations that are in sight, so it is read screen by screen. */
async function readByScrolling(page: Page) {
  const listed = new Set<string>();
  for (let atEnd = false; !atEnd;) {
    const { rows, end } = await page.evaluate(async () => {
      scrollBy(0, innerHeight / 2);
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      const rows = [...document.querySelectorAll<HTMLElement>(".opblock-summary")].map(
        (row) =>
          `${row.querySelector(".opblock-summary-method")!.textContent} ${row.querySelector<HTMLElement>("[data-path]")!.dataset.path}`,
      );
      return { rows, end: scrollY + innerHeight >= document.documentElement.scrollHeight - 1 };
    });
    for (const row of rows) listed.add(row);
    atEnd = end;
  }
  return [...listed];
}

async function openOperation(page: Page, id: string) {
  const { path } = operations.find((operation) => operation.id === id)!;
  await page.locator(".operation-filter-input").fill(path);
  await page
    .locator(`.opblock [data-path]:not([data-path*="${path}"])`)
    .first()
    .waitFor({ state: "detached" });
  const operation = block(page, id);
  await operation.locator(".opblock-summary-control").click();
  await operation.locator(".opblock-body").waitFor();
  return operation;
}

async function tryOut(page: Page, id: string, body?: string) {
  const operation = await openOperation(page, id);
  await operation.getByRole("button", { name: "Try it out" }).click();
  if (body) await operation.locator("textarea.body-param__text").fill(body);
  await operation.getByRole("button", { name: "Execute" }).click();
  const status = operation.locator(".live-responses-table .response-col_status").last();
  return (await status.innerText()).trim().split(/\s/)[0];
}

describe("the ReDoc page", () => {
  const open = async (options = {}) => {
    const opened = await openPage(stage.browser, options);
    await opened.page.goto(`${stage.origin}/api/redoc/`);
    await opened.page.locator("#redoc h1").first().waitFor();
    return opened;
  };

  it("has a heading for each tag and a section for each operation, and asks nobody else", async () => {
    const { page, problems } = await open();
    assert.equal(await page.title(), "IGNY8 API");
    const tags = new Set(operations.map(({ tag }) => tag));
    for (const tag of tags) await page.locator("h1, h2").getByText(tag, { exact: true }).first().waitFor();
    for (const { id } of operations)
      await page.locator(`[data-section-id$="/operation/${id}"]`).first().waitFor({ state: "attached" });
    await photograph(page, "redoc");
    assert.deepEqual(problems, []);
  });

  it("fits a phone", async () => {
    const { page, problems } = await open({ viewport: PHONE });
    await photograph(page, "redoc-phone");
    assert.equal(await overflowOf(page), 0);
    assert.deepEqual(problems, []);
  });
});
