import fc from "fast-check";
import type { Element, Root } from "hast";
import { fromHtml } from "hast-util-from-html";
import { toText } from "hast-util-to-text";
import { visitParents } from "unist-util-visit-parents";
import { describe, expect, it } from "vitest";
import {
  applyLinks,
  type LinkCandidate,
  type Link,
  undoLinks,
  toUrlKey,
} from "../../src/modules/linker/links";
import {
  toAnchorKey,
  MAX_LINKS_PER_1000_WORDS,
  MAX_SAME_ANCHOR,
  proposeLinks,
} from "../../src/modules/linker/propose";
import { countWords, sanitiseHtml, htmlToText } from "../../src/text/html/html";
import { expectWithin } from "../pace";
import { aGeneratedSite, type Site } from "./sites";

const closed = new Set(
  "a h1 h2 h3 h4 h5 h6 code pre blockquote q cite figure figcaption caption th".split(" "),
);

/** The anchors in the tree, each with the names of the elements around it; read by another parser than the linker's. */
function anchorsIn(html: string) {
  const found: { href: string; text: string; within: string[]; block: Element | undefined }[] = [];
  visitParents(fromHtml(html, { fragment: true }) as Root, "element", (node: Element, parents: any[]) => {
    if (node.tagName !== "a") return;
    const block = parents.findLast((parent) => ["p", "li", "td", "dd"].includes(parent.tagName));
    const within = parents.map((parent) => parent.tagName ?? "");
    found.push({ href: String(node.properties.href), text: toText(node), within, block });
  });
  return found;
}

/** The rules that a proposal breaks. */
function broken({ page, candidates, options }: Site, links: Link[]): string[] {
  const faults: string[] = [];
  const linked = applyLinks(page.html, links);
  const before = anchorsIn(page.html);
  const added = anchorsIn(linked).filter(({ href }) => links.some((link) => link.target_url === href));
  const check = (holds: boolean, rule: string) => void (holds || faults.push(rule));
  check(links.length <= options.max_links, "max_links");
  const most = (countWords(htmlToText(page.html)) * MAX_LINKS_PER_1000_WORDS) / 1000;
  check(!links.length || before.length + links.length <= most, "density");
  check(new Set(links.map((link) => link.target_content_id)).size === links.length, "one link a target");
  check(
    links.every((link) => link.target_content_id !== page.content_id),
    "none to itself",
  );
  const key = (url: string) => toUrlKey(url, options.domain);
  check(
    links.every((link) => !before.some(({ href }) => key(href) === key(link.target_url))),
    "linked already",
  );
  check(added.length === links.length, "anchors are in the tree");
  check(
    added.every(({ within }) => !within.some((name) => closed.has(name))),
    "closed places",
  );
  check(new Set(added.map(({ block }) => block)).size === added.length, "one a block");
  const first = linked.indexOf("</p>");
  check(
    links.every(({ position }) => position > first),
    "first paragraph",
  );
  check(new Set(links.map((link) => toAnchorKey(link.anchor_text))).size === links.length, "anchors differ");
  const uses = (link: Link) =>
    candidates
      .find(({ content_id }) => content_id === link.target_content_id)!
      .anchors!.filter((anchor) => toAnchorKey(anchor) === toAnchorKey(link.anchor_text)).length;
  check(
    links.every((link) => uses(link) < MAX_SAME_ANCHOR),
    "anchors to one target vary",
  );
  check(
    links.every((link) => toAnchorKey(link.anchor_text) !== toAnchorKey(page.keyword)),
    "own keyword",
  );
  check(
    links.every(({ confidence }) => confidence >= 0.4 && confidence < 1),
    "confidence",
  );
  return faults;
}

describe("1,000 generated sites", () => {
  it("break no rule, keep the text to the letter, stay sanitised, and are undone exactly", () => {
    let proposed = 0;
    fc.assert(
      fc.property(aGeneratedSite, (site) => {
        const { html } = site.page;
        const links = proposeLinks(site.page, site.candidates, site.options);
        proposed += links.length;
        const linked = applyLinks(html, links);
        expect(broken(site, links)).toEqual([]);
        expect(htmlToText(linked)).toBe(htmlToText(html));
        expect(sanitiseHtml(linked)).toBe(linked);
        expect(undoLinks(linked, links)).toEqual({ html, missing: [] });
        expect(undoLinks(linked, links.toReversed()).html).toBe(html);
      }),
      { numRuns: 1000 },
    );
    expect(proposed).toBeGreaterThan(300);
  });
});

const filler = `<p>${"Plain words follow each other here. ".repeat(100)}</p>`;
const page = { content_id: 1, url: "/home/", html: "", keyword: "", cluster_id: 1 };
const candidate = (content_id: number, title: string, more: Partial<LinkCandidate> = {}): LinkCandidate => ({
  content_id,
  url: `/page-${content_id}/`,
  title,
  keywords: [title.toLowerCase()],
  cluster_id: null,
  inbound_links: 3,
  ...more,
});
const propose = (
  html: string,
  candidates: LinkCandidate[],
  anchor_strategy: "exact" | "partial" | "semantic" = "exact",
  max_links = 5,
) => proposeLinks({ ...page, html: html + filler }, candidates, { max_links, anchor_strategy, domain: null });

describe("proposeLinks", () => {
  const html = "<p>On night sweats.</p><h2>Night sweats</h2><p>Most women know night sweats well.</p>";

  it("anchors a link on words that stand behind the first paragraph and outside headings", () => {
    const [link, ...more] = propose(html, [candidate(2, "Night Sweats", { inbound_links: 0 })]);
    expect(more).toEqual([]);
    expect(link).toMatchObject({ anchor_text: "night sweats", target_url: "/page-2/", target_content_id: 2 });
    expect(link!.position).toBe(html.lastIndexOf("night sweats"));
    expect(link!.reason).toContain("no page links to it yet");
    expect(applyLinks(html, [link!])).toContain('know <a href="/page-2/">night sweats</a> well');
  });

  it("takes other forms of the words where that is asked for, and no sooner", () => {
    const text = "<p>In.</p><p>She was sweating at night, and used a cooling pillow.</p>";
    const to = [candidate(2, "Cooling Pillows")];
    expect(propose(text, to, "exact")).toEqual([]);
    expect(propose(text, to, "partial")[0]!.anchor_text).toBe("cooling pillow");
  });

  it("joins words of title and keywords where semantic anchors are asked for", () => {
    const text = "<p>In.</p><p>Ask which fabrics breathe, since bedding fabrics differ.</p>";
    const to = [
      candidate(2, "Choosing bedding for warm nights", { keywords: ["breathable fabrics", "bed linen"] }),
    ];
    expect(propose(text, to, "partial")).toEqual([]);
    expect(propose(text, to, "semantic")[0]!.anchor_text).toBe("bedding fabrics");
  });

  it("serves orphans first, then what is weakly linked", () => {
    const text = "<p>In.</p><p>Night sweats.</p><p>Hot flashes.</p><p>Bone density.</p>";
    const to = [
      candidate(2, "Night Sweats", { cluster_id: 1, inbound_links: 9 }),
      candidate(3, "Hot Flashes", { inbound_links: 1 }),
      candidate(4, "Bone Density", { inbound_links: 0 }),
    ];
    const ids = (most: number) =>
      propose(text, to, "exact", most)
        .map((link) => link.target_content_id)
        .sort();
    expect([ids(1), ids(2), ids(3)]).toEqual([[4], [3, 4], [2, 3, 4]]);
  });

  it("varies the words on which a target is anchored", () => {
    const text = "<p>In.</p><p>Night sweats again.</p><p>Sweating at night again.</p>";
    const used = candidate(2, "Night sweats", { keywords: ["sweating at night"], anchors: ["night sweats"] });
    expect(propose(text, [used])[0]!.anchor_text).toBe("Sweating at night");
  });

  it("knows a page that is linked already by any spelling of its address", () => {
    const linked = `<p>In.</p><p><a href="https://www.site.example/page-2">Here</a></p><p>Night sweats.</p>`;
    const links = proposeLinks({ ...page, html: linked + filler }, [candidate(2, "Night sweats")], {
      max_links: 5,
      anchor_strategy: "exact",
      domain: "site.example",
    });
    expect(links).toEqual([]);
  });
});

describe("undoLinks", () => {
  it("removes exactly the links given, and tells which were changed since", () => {
    const html = '<p>a <a href="/x/">one</a> b <a href="/y/">two</a> c <a href="/z/">three!</a></p>';
    const gone = { anchor_text: "three", target_url: "/z/" };
    expect(undoLinks(html, [{ anchor_text: "two", target_url: "/y/" }, gone])).toEqual({
      html: '<p>a <a href="/x/">one</a> b two c <a href="/z/">three!</a></p>',
      missing: [gone],
    });
  });
});

describe("1,000 pages", () => {
  it("are searched for one article's links quickly", async () => {
    const nouns = "sweats flashes pillows hormones vitamins sleep bones heart skin diet".split(" ");
    const many = Array.from({ length: 1000 }, (_, n) =>
      candidate(n + 2, `Topic ${n} ${nouns[n % 10]} and ${nouns[(n * 7) % 10]} for women`, {
        keywords: [`${nouns[n % 10]} ${n}`, `best ${nouns[(n * 3) % 10]} relief`, `night ${nouns[n % 10]}`],
      }),
    );
    const text = Array.from(
      { length: 100 },
      (_, n) =>
        `<p>Some say that night ${nouns[n % 10]} and hormones change with ${nouns[(n * 3) % 10]} relief at home, ` +
        `though nobody has told the women what their pillows and vitamins would do about it.</p>`,
    ).join("");
    const run = () => propose(text, many, "semantic", 20);
    run();
    await expectWithin(500, () => expect(run().length).toBeGreaterThan(3));
  });
});
