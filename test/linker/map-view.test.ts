import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawMap, MAX_DRAWN, type MapNode } from "../../src/modules/linker/map-drawing";
import { wrapLines, measureWidth } from "../../src/modules/linker/map-labels";
import { layOut } from "../../src/modules/linker/map-layout";
import { aCluster, aContent, aPerson, aSite } from "../factories";
import { as, send } from "../harness";

const aGraph = fc
  .record({
    sizes: fc.array(
      fc.record({
        width: fc.integer({ min: 30, max: 190 }),
        height: fc.integer({ min: 30, max: 80 }),
        group: fc.constantFrom(null, 1, 2),
      }),
      { maxLength: 60 },
    ),
    ends: fc.array(fc.tuple(fc.nat(59), fc.nat(59)), { maxLength: 120 }),
  })
  .map(({ sizes, ends }) => ({
    boxes: sizes.map((size, n) => ({ id: n + 1, ...size })),
    edges: ends
      .filter(([a, b]) => a !== b && a < sizes.length && b < sizes.length)
      .map(([a, b]) => ({ source: a + 1, target: b + 1 })),
  }));

describe("layOut", () => {
  it("lets no box overlap another or leave the drawing, and is always the same", () => {
    fc.assert(
      fc.property(aGraph, ({ boxes, edges }) => {
        const { centres, height } = layOut(boxes, edges, 1000);
        expect(layOut(boxes, edges, 1000)).toEqual({ centres, height });
        const at = boxes.map((box) => ({ ...box, ...centres.get(box.id)! }));
        for (const [n, a] of at.entries()) {
          expect(Number.isFinite(a.x + a.y)).toBe(true);
          expect(a.x - a.width / 2).toBeGreaterThan(-0.01);
          expect(a.x + a.width / 2).toBeLessThan(1000.01);
          expect(a.y - a.height / 2).toBeGreaterThan(-0.01);
          expect(a.y + a.height / 2).toBeLessThan(height + 0.01);
          for (const b of at.slice(n + 1)) {
            const apart =
              Math.abs(a.x - b.x) > (a.width + b.width) / 2 - 0.01 ||
              Math.abs(a.y - b.y) > (a.height + b.height) / 2 - 0.01;
            expect(apart).toBe(true);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it("puts what is linked nearer than what is not", () => {
    const boxes = Array.from({ length: 20 }, (_, n) => ({ id: n, width: 60, height: 40, group: null }));
    const ring = (from: number) =>
      Array.from({ length: 10 }, (_, n) => ({ source: from + n, target: from + ((n + 1) % 10) }));
    const { centres } = layOut(boxes, [...ring(0), ...ring(10)], 1000);
    const distance = (a: number, b: number) =>
      Math.hypot(centres.get(a)!.x - centres.get(b)!.x, centres.get(a)!.y - centres.get(b)!.y);
    const mean = (pairs: [number, number][]) =>
      pairs.reduce((sum, [a, b]) => sum + distance(a, b), 0) / pairs.length;
    const linked = mean([...ring(0), ...ring(10)].map(({ source, target }) => [source, target]));
    const others = mean(Array.from({ length: 10 }, (_, n) => [n, n + 10]));
    expect(linked).toBeLessThan(others * 0.6);
  });
});

describe("wrapLines", () => {
  it("breaks between words, and ends what does not fit in an ellipsis", () => {
    expect(wrapLines("Night sweats", 150, 2, 13)).toEqual(["Night sweats"]);
    expect(wrapLines("Night sweats and what helps against them at home", 150, 2, 13)).toEqual([
      "Night sweats and",
      "what helps…",
    ]);
    expect(wrapLines("Donaudampfschifffahrtsgesellschaft", 100, 2, 13).join("")).toMatch(/^Donaudampf.*…$/);
  });

  it("keeps each line within the width, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (text) => {
        for (const line of wrapLines(text, 150, 2, 13))
          expect(measureWidth(line, 13)).toBeLessThanOrEqual(164);
        expect(wrapLines(text, 150, 2, 13).length).toBeLessThanOrEqual(2);
      }),
    );
  });
});

const node = (id: number, inbound: number, more: Partial<MapNode> = {}): MapNode => ({
  id,
  title: `Page ${id}`,
  url: `/page-${id}/`,
  status: "published",
  cluster_id: null,
  inbound,
  outbound: 0,
  ...more,
});

describe("drawMap", () => {
  it("draws a large site's best linked pages and some orphans", () => {
    const nodes = Array.from({ length: 1000 }, (_, n) => node(n + 1, n < 300 ? 0 : n));
    const { drawn, svg } = drawMap(nodes, []);
    expect(drawn).toHaveLength(MAX_DRAWN);
    expect(drawn.filter((id) => id <= 300)).toHaveLength(40);
    expect(drawn).toContain(1000);
    expect(svg.match(/<circle/g)).toHaveLength(MAX_DRAWN);
  });
});

describe("GET /linker/map/view/", () => {
  async function aLinkedSite() {
    const person = await aPerson("viewer");
    const { place, site } = await aSite(person, { name: "Sleep & <Co>", domain: "site.example" });
    const cluster = await aCluster(place, { name: "Heat & cold" });
    await aContent(place, {
      title: `Night <script>alert("x")</script> sweats`,
      slug: "sweats",
      status: "published",
      cluster_id: cluster.id,
      external_url: "https://site.example/sweats/",
    });
    await aContent(place, {
      title: "Pillows",
      slug: "pillows",
      status: "approved",
      content_html: '<p>See <a href="/sweats/">sweats</a>.</p>',
    });
    return { person, site };
  }

  it("draws pages, links and orphans, says the same in a table, and escapes what it shows", async () => {
    const { person, site } = await aLinkedSite();
    const { status, headers, body } = await as(person).get(`/linker/map/view/?site_id=${site.id}`);
    expect(status).toBe(200);
    expect(headers.get("Content-Type")).toContain("text/html");
    expect(headers.get("Content-Security-Policy")).toContain("default-src 'none'");
    expect(body).toContain("Link map of Sleep &amp; &lt;Co&gt;");
    expect(body).toContain("2 pages · 1 link · 1 orphan");
    expect(body).toContain(
      '<a href="https://site.example/sweats/" rel="noopener noreferrer">Night &lt;script&gt;',
    );
    expect(body.match(/marker-end/g)).toHaveLength(1);
    expect(body.match(/class="page c0 orphan"><title>Pillows: 0 in, 1 out, an orphan</g)).toHaveLength(1);
    expect(body).toContain("Heat &amp; cold");
    expect(body).not.toMatch(/<script|\son\w+=|javascript:/i);
  });

  it("says that an empty site has nothing to draw", async () => {
    const person = await aPerson("viewer");
    const { site } = await aSite(person);
    const { body } = await as(person).get(`/linker/map/view/?site_id=${site.id}`);
    expect(body).toContain("no approved or published pages yet");
    expect(body).not.toContain("<svg");
  });

  it("is for the account's own sites, and for who is signed in", async () => {
    const { site } = await aLinkedSite();
    const theirs = await as(await aPerson("viewer")).get(`/linker/map/view/?site_id=${site.id}`);
    expect([theirs.status, Object.keys(theirs.body.errors)]).toEqual([400, ["site_id"]]);
    expect((await send(`/api/v1/linker/map/view/?site_id=${site.id}`)).status).toBe(401);
  });
});
