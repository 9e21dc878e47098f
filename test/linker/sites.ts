import fc from "fast-check";
import type { LinkCandidate, LinkPage } from "../../src/modules/linker/links";
import type { ProposalOptions } from "../../src/modules/linker/propose";
import { sanitiseHtml } from "../../src/text/html/html";

const topics = [
  "night sweats",
  "hot flashes",
  "sleep hygiene",
  "bone density",
  "vitamin d",
  "hormone therapy",
];
const words =
  "the night sweat of sweats and flashes a sleeping for bone densities with vitamins hormone therapies in cooling pillows don't help café R&D <b> 5 to";
const term = fc.constantFrom(...topics);
const sentence = fc
  .array(fc.oneof(term, fc.constantFrom(...words.split(" "))), { minLength: 4, maxLength: 14 })
  .map((list) => `${list.join(" ").replaceAll("&", "&amp;").replaceAll("<", "&lt;")}.`);
const prose = fc.array(sentence, { minLength: 1, maxLength: 4 }).map((list) => list.join(" "));

const block = prose.chain((text) =>
  fc.constantFrom(
    `<p>${text}</p>`,
    `<p>${text}</p>`,
    `<p>Well, <strong>${text}</strong> and ${text}</p>`,
    `<h2>${text}</h2>`,
    `<h3>${text}</h3>`,
    `<ul><li>${text}</li><li><em>${text}</em></li></ul>`,
    `<blockquote><p>${text}</p></blockquote>`,
    `<p>As <q>${text}</q> and <cite>${text}</cite> and <code>${text}</code> say</p>`,
    `<pre><code>${text}</code></pre>`,
    `<figure><img src="https://example.com/a.png" alt="night sweats"><figcaption>${text}</figcaption></figure>`,
    `<p>See <a href="/night-sweats-1/">${text}</a> or <a href="https://other.example/x">${text}</a></p>`,
    `<table><caption>${text}</caption><tbody><tr><th>${text}</th><td>${text}</td></tr></tbody></table>`,
    `<div>${text}</div>`,
    `\n${text}\n`,
  ),
);

const candidate = fc
  .record({
    topic: term,
    more: fc.array(term, { maxLength: 2 }),
    suffix: fc.constantFrom("", ": what helps", " and cooling pillows", " at R&D"),
    cluster_id: fc.constantFrom(null, 1, 2),
    inbound_links: fc.integer({ min: 0, max: 5 }),
    anchors: fc.array(fc.constantFrom("night sweats", "Hot flashes", "sleep hygiene"), { maxLength: 4 }),
    absolute: fc.boolean(),
  })
  .map(({ topic, more, suffix, absolute, ...rest }) => ({ topic, more, suffix, absolute, ...rest }));

export type Site = { page: LinkPage; candidates: LinkCandidate[]; options: ProposalOptions };

/** A page with everything that must not be linked, and what there is to link to, itself included. */
export const aGeneratedSite: fc.Arbitrary<Site> = fc
  .record({
    blocks: fc.array(block, { maxLength: 12 }),
    filler: fc.constantFrom(0, 20, 100),
    others: fc.array(candidate, { maxLength: 12 }),
    keyword: fc.oneof(term, fc.constant("")),
    max_links: fc.integer({ min: 0, max: 8 }),
    anchor_strategy: fc.constantFrom("exact" as const, "partial" as const, "semantic" as const),
  })
  .map(({ blocks, filler, others, keyword, max_links, anchor_strategy }) => {
    const padding = `<p>${"Plain words follow each other here. ".repeat(filler)}</p>`;
    const html = sanitiseHtml(blocks.join("\n") + (filler ? padding : ""));
    const candidates = others.map(({ topic, more, suffix, absolute, ...rest }, n) => {
      const path = `/${topic.replaceAll(" ", "-")}-${n}/`;
      const url = absolute ? `https://www.site.example${path}?a=1&b=2` : path;
      return { ...rest, content_id: n + 1, url, title: topic + suffix, keywords: [topic, ...more] };
    });
    const page = { content_id: 1, url: "/night-sweats-0/", html, keyword, cluster_id: 1 };
    return { page, candidates, options: { max_links, anchor_strategy, domain: "site.example" } };
  });
