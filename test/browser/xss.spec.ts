import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { xssVectors } from "../text/xss-vectors.ts";
import { Client } from "./client.ts";
import { setStage } from "./stage.ts";

/** DOMPurify's own vectors, as its release 0.6.0 ships them, and the project's, after OWASP's cheat sheet. */
const ofDomPurify: { payload: string }[] = createRequire(import.meta.url)(
  "dompurify-vectors/test/expect.json",
);
const vectors = [...new Set([...ofDomPurify.map(({ payload }) => payload), ...xssVectors])].filter((text) =>
  text.trim(),
);
/** What one account may write in a minute, less what it needs besides. */
const A_WRITER = 80;
const SETTLE_MS = 40;
const WORKING = `<img src="/media/none.png" onerror="alert('works')"><p onclick="alert('clicked')">Click</p>`;

let stored: { vector: string; html: string }[];

const stage = setStage(async () => {
  stored = await storeAll();
});

async function storeAll() {
  const all: typeof stored = [];
  for (let from = 0; from < vectors.length; from += A_WRITER) {
    const api = new Client(stage.origin);
    await api.register();
    const { id: site_id } = await api.call("POST", "/auth/sites/", { name: "Attacked" });
    const { id: sector_id } = await api.call("POST", "/auth/sectors/", { site_id, name: "Attacks" });
    for (const vector of vectors.slice(from, from + A_WRITER)) {
      const body = { site_id, sector_id, title: "A vector", content_html: vector };
      const { content_html } = await api.call("POST", "/writer/content/", body);
      all.push({ vector, html: content_html });
    }
  }
  return all;
}

/** A page without any policy that tells of whatever was run or asked for. */
async function attackedPage() {
  const context = await stage.browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  const attacks: string[] = [];
  await context.route("**/*", (route) => {
    const request = route.request();
    if (request.isNavigationRequest() && request.frame() === page.mainFrame() && request.url() === START)
      return route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Start</title>" });
    if (["script", "document", "xhr", "fetch", "stylesheet"].includes(request.resourceType()))
      attacks.push(`asks for ${request.resourceType()} ${request.url()}`);
    return route.fulfill({ status: 404, body: "" });
  });
  page.on("dialog", (dialog) => {
    attacks.push(`${dialog.type()} ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => attacks.push(`runs, and throws ${error.message}`));
  page.on("popup", (popup) => attacks.push(`opens ${popup.url()}`));
  await page.goto(START);
  return { page, attacks };
}
const START = "http://localhost/start";

/** Loads the HTML as a page, clicks what can be clicked, and gives everything its time to run. */
async function load(page: Page, html: string) {
  await page.setContent(`<!doctype html><title>t</title><main>${html}</main>`, { waitUntil: "load" });
  await page.evaluate(() => {
    const { document } = globalThis as any;
    for (const element of document.querySelectorAll("main *")) {
      element.dispatchEvent(new (globalThis as any).MouseEvent("mouseover", { bubbles: true }));
      element.focus?.();
      if (element.tagName !== "A") element.click?.();
    }
    for (const link of document.querySelectorAll("a[href]"))
      if (!/^https?:$|^mailto:$|^tel:$/.test(link.protocol)) link.click();
  });
  await page.waitForTimeout(SETTLE_MS);
}

/** What could run if the page were another one. */
const suspects = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { document } = globalThis as any;
    const bad =
      "script,iframe,object,embed,base,meta,link,style,form,input,button,svg,math,template,noscript";
    const found = [...document.querySelectorAll("main *")].flatMap((element: any) => [
      ...(element.matches(bad) ? [`<${element.localName}>`] : []),
      ...[...element.attributes]
        .filter(
          (a: any) =>
            /^on|^style$|^srcdoc$|^formaction$/i.test(a.name) || /^\W*(java|vb|live)script:/i.test(a.value),
        )
        .map((a: any) => `${element.localName}[${a.name}=${a.value}]`),
    ]);
    return found as string[];
  });

describe(`${vectors.length} public XSS vectors, stored over the API and loaded in Chromium`, () => {
  it("are seen by this test where they do run", async () => {
    const { page, attacks } = await attackedPage();
    await load(page, WORKING);
    assert.deepEqual(attacks.sort(), ["alert clicked", "alert works"]);
    assert.ok((await suspects(page)).length >= 2);
    await page.context().close();
  });

  it("run nothing and ask for nothing", async () => {
    const { page, attacks } = await attackedPage();
    const working: string[] = [];
    for (const { vector, html } of stored) {
      await load(page, html);
      const found = [...attacks.splice(0), ...(await suspects(page))];
      if (found.length) working.push(`${vector}\n  → ${html}\n  → ${found.join(", ")}`);
    }
    assert.deepEqual(working, []);
    assert.equal(stored.length, vectors.length);
    await page.context().close();
  });
});
