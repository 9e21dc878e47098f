import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { contents } from "../../src/db/schema";
import { aPerson, aSite, db } from "../factories";
import { as } from "../harness";

it("measures", async () => {
  const person = await aPerson();
  const { place, site } = await aSite(person, { domain: "site.example" });
  const para = `<p>${"Some words that fill the paragraph as prose does and go on. ".repeat(12)}</p>`;
  for (let from = 0; from < 1000; from += 20) {
    const rows = Array.from({ length: 20 }, (_, k) => {
      const n = from + k;
      const links = Array.from(
        { length: 6 },
        (_, l) => `<p>See <a href="/p-${(n * 7 + l * 13) % 1000}/">x</a>.</p>${para}`,
      ).join("");
      return {
        ...place,
        title: `Page ${n}`,
        slug: `p-${n}`,
        status: "published" as const,
        content_html: para.repeat(4) + links,
      };
    });
    await db.batch(rows.map((row) => db.insert(contents).values(row)) as any);
  }
  for (let i = 0; i < 4; i++) {
    const s = Date.now();
    const reply = await as(person).get(`/linker/map/?site_id=${site.id}`);
    console.log("map ms", Date.now() - s, reply.body.data.edges.length);
    const v = Date.now();
    await as(person).get(`/linker/map/view/?site_id=${site.id}`);
    console.log("view ms", Date.now() - v);
  }
  expect(env).toBeTruthy();
}, 120000);
