import fc from "fast-check";
import type { Element, Root } from "hast";
import { fromHtml } from "hast-util-from-html";
import { visit } from "unist-util-visit";
import { describe, expect, it } from "vitest";
import {
  countWords,
  escapeHtml,
  listHeadings,
  parseHtml,
  printHtml,
  sanitiseHtml,
  htmlToText,
} from "../../src/text/html/html";
import { expectWithin } from "../pace";
import { xssVectors } from "./xss-vectors";

const elements = new Set(
  (
    "p h1 h2 h3 h4 h5 h6 a strong em b i u s del ins mark small sub sup br hr ul ol li blockquote q cite code pre kbd " +
    "figure figcaption img table thead tbody tfoot tr th td caption dl dt dd abbr time details summary span div"
  ).split(" "),
);
const attributes = new Set(
  (
    "id className href title rel target src alt width height loading start type reversed cite scope colSpan rowSpan " +
    "dateTime"
  ).split(" "),
);

/** What is wrong with a tree that left the sanitiser; read with another parser set-up than the sanitiser's own. */
function faultsOf(html: string): string[] {
  const faults: string[] = [];
  visit(fromHtml(html, { fragment: true }), (node) => {
    if (node.type === "root" || node.type === "text") return;
    if (node.type !== "element") faults.push(node.type);
    else faults.push(...elementFaults(node));
  });
  if (/\[[\p{L}_/]/u.test(html)) faults.push("shortcode");
  return faults;
}

function elementFaults({ tagName, properties }: Element): string[] {
  const faults = elements.has(tagName) ? [] : [`<${tagName}>`];
  for (const name of Object.keys(properties)) if (!attributes.has(name)) faults.push(`${tagName}@${name}`);
  for (const name of ["href", "src", "cite"]) {
    const value = properties[name];
    if (value === undefined) continue;
    const { protocol } = new URL(String(value), "https://site.example/");
    const allowed = name === "href" ? ["http:", "https:", "mailto:", "tel:"] : ["http:", "https:"];
    if (!allowed.includes(protocol)) faults.push(`${name}=${String(value)}`);
  }
  if (properties.id !== undefined && !/^h-[a-z0-9-]+$/.test(String(properties.id))) faults.push("id");
  if (properties.target && !(properties.rel as string[]).includes("noopener")) faults.push("opener");
  return faults;
}

describe("sanitiseHtml on hostile input", () => {
  it.each(xssVectors)("makes %j harmless, and sanitising twice changes nothing", (vector) => {
    for (const html of [
      vector,
      `<p>before ${vector} after</p>`,
      `<table><tr><td>${vector}`,
      `"'>${vector}`,
    ]) {
      const clean = sanitiseHtml(html);
      expect(faultsOf(clean)).toEqual([]);
      expect(sanitiseHtml(clean)).toBe(clean);
    }
  });

  it("holds for all vectors one after the other, and inside each other", () => {
    for (const html of [
      xssVectors.join("\n"),
      xssVectors.toReversed().join("<b>"),
      xssVectors.join("<table><p>"),
    ]) {
      const clean = sanitiseHtml(html);
      expect(faultsOf(clean)).toEqual([]);
      expect(sanitiseHtml(clean)).toBe(clean);
    }
  });

  const names = [
    ...elements,
    ..."script style svg math mtext mglyph form button select option title".split(" "),
  ];
  const tags = fc.oneof(
    fc
      .constantFrom(...names)
      .chain((name) =>
        fc
          .constantFrom("", ' href="javascript:alert(1)"', " onclick=x", ' title="a<b>[c]"', " id=x")
          .map((attribute) => `<${name}${attribute}>`),
      ),
    fc.constantFrom(...names, "noscript", "template", "object", "x-y").map((name) => `<${name}>`),
    fc.constantFrom(...names).map((name) => `</${name}>`),
    fc.constantFrom(
      "<!--",
      "-->",
      "<![CDATA[",
      "]]>",
      "&#91;",
      "[x]",
      "\n",
      "\r\n",
      "&#13;",
      "&lt;",
      "\0",
      "\f",
      "\u0085",
    ),
    fc.string({ unit: "binary", maxLength: 4 }),
  );

  it("keeps to the allow-list and is idempotent, whatever the nesting", () => {
    fc.assert(
      fc.property(fc.array(tags, { maxLength: 24 }), (parts) => {
        const clean = sanitiseHtml(parts.join(""));
        expect(faultsOf(clean)).toEqual([]);
        expect(sanitiseHtml(clean)).toBe(clean);
      }),
      { numRuns: 1500 },
    );
  });

  const crowd = 49_000;
  const units =
    "<div><b> <b> <p> <br>x <div><p> <font><i> <table><tr><td> <!-- &amp; < [a <svg><b> <template> <li><ul> </p> <button><p> <a=";
  it.each([...units.split(" "), "<a b=1><p>", "<h2 id=a>", "<pre>\n", '<a title="', "<a b "])(
    "takes a mebibyte of %j in less than two seconds",
    async (unit) => {
      let clean = "";
      await expectWithin(2000, () => (clean = sanitiseHtml(unit.repeat(2 ** 20 / unit.length))));
      expect(sanitiseHtml(clean)).toBe(clean);
    },
  );

  const headings = Array.from({ length: crowd / 2 }, (_, n) => `<h2 id=${n}>x</h2><a href=#${n}>y</a>`);
  it.each([
    ["line breaks", `<font>${"<br>x".repeat(crowd)}`],
    ["open elements", "<div><b>x".repeat(crowd / 2)],
    ["table cells", `<table>${`<tr>${"<td>x</td>".repeat(10)}</tr>`.repeat(crowd / 12)}`],
    ["headings with links to them", headings.join("")],
  ])("takes as many %s as it keeps in less than two seconds", async (_what, html) => {
    let clean = "";
    await expectWithin(2000, () => (clean = sanitiseHtml(html)));
    expect(clean).toContain("<");
    expect(sanitiseHtml(clean)).toBe(clean);
  });

  it("gives up the markup, not the text, of more elements than that", () => {
    expect(sanitiseHtml("<i>a</i> &amp; ".repeat(crowd * 2)).slice(0, 14)).toMatch(/^ a +&amp; +a/);
  });

  it("keeps the text of what is nested too deep", () => {
    const clean = sanitiseHtml(`${"<div>".repeat(3000)}deep <script>x</script>text`);
    expect(htmlToText(clean)).toBe("deep text");
    expect(clean.match(/<div>/g)).toHaveLength(100);
  });
});

const article = `<h2 id="h-why">Why it helps</h2>
<p>Sleep, <strong>rest</strong> &amp; <a href="https://example.com/?a=1&amp;b=2" rel="nofollow noopener" target="_blank">more</a>.</p>
<figure class="wp-block-image size-large"><img src="/i/1.png" alt="It's &quot;fine&quot; &lt;here&gt;" width="640" height="360" loading="lazy"><figcaption>A picture [1]</figcaption></figure>
<ol start="3" type="a" reversed><li>One</li><li>Two<ul><li>Three</li></ul></li></ol>
<table><caption>Data</caption><thead><tr><th scope="col" colspan="2">A</th></tr></thead><tbody><tr><td rowspan="2">1</td><td>2</td></tr></tbody></table>
<blockquote cite="https://example.com/"><p>Quote</p></blockquote>
<pre>

code</pre><dl><dt>a</dt><dd>b</dd></dl><details><summary>More</summary><p>Text</p></details>
<p><abbr title="as soon as possible">ASAP</abbr> <time datetime="2026-01-02">2 January</time> H<sub>2</sub>O<br>x<sup>2</sup></p>`;

describe("sanitiseHtml on articles", () => {
  it("gives good article markup back unchanged", () => {
    expect(sanitiseHtml(article)).toBe(article);
  });

  it("preserves the text of safe input", () => {
    const inline = fc.constantFrom("strong", "em", "span", "code", "u", "mark");
    const paragraph = fc
      .array(fc.tuple(inline, fc.string({ unit: "grapheme", maxLength: 12 })), { maxLength: 6 })
      .map((parts) => parts.map(([tag, text]) => `<${tag}>${escapeHtml(text)}</${tag}>`).join(" "));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom("p", "h2", "li", "blockquote"), paragraph)), (blocks) => {
        const html = blocks.map(([tag, content]) => `<${tag}>${content}</${tag}>`).join("");
        expect(htmlToText(sanitiseHtml(html))).toBe(htmlToText(html));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ["<section>a</section><section>b</section>", "<div>a</div><div>b</div>"],
    ["<font color=red>a</font><strike>b</strike>", "a<s>b</s>"],
    ["<IMG SRC=a.png ALT=x WIDTH=100% HEIGHT=20>", '<img src="a.png" alt="x" height="20">'],
    ["<img src='data:image/png;base64,AA=='>x", "x"],
    [
      "<p class='x alignleft y wp-block-group'>x</p><p class=x>y</p>",
      '<p class="alignleft wp-block-group">x</p><p>y</p>',
    ],
    ["<a href=' HTTPS://Example.com/a\nb '>x</a>", '<a href="https://Example.com/ab">x</a>'],
    ["<a href=mailto:a@b.c>x</a><a href=tel:+1>y</a>", '<a href="mailto:a@b.c">x</a><a href="tel:+1">y</a>'],
    ["<a href=/x target=_blank>x</a>", '<a href="/x" target="_blank" rel="noopener">x</a>'],
    ["<a href=/x target=_top rel='nofollow x'>x</a>", '<a href="/x" rel="nofollow">x</a>'],
    ["<p>a<!-- wp:paragraph -->b</p>", "<p>ab</p>"],
    ["<picture><source srcset=b><img src=a.png></picture>", '<img src="a.png">'],
    ["<td>x</td>", "x"],
    ["<p>1 < 2 & 3 > 2</p>", "<p>1 &lt; 2 &amp; 3 > 2</p>"],
    ["", ""],
  ])("turns %j into %j", (html, clean) => {
    expect(sanitiseHtml(html)).toBe(clean);
  });

  it("names headings h-…, each id once, and leads links to them there", () => {
    expect(
      sanitiseHtml(
        '<a href="#Los Síntomas">a</a><h2 id="Los Síntomas">b</h2><h3 id="h-x">c</h3><h3 id=x>d</h3><p id=y>e</p>',
      ),
    ).toBe(
      '<a href="#h-los-sintomas">a</a><h2 id="h-los-sintomas">b</h2><h3 id="h-x">c</h3><h3>d</h3><p>e</p>',
    );
  });

  it("takes the brackets from shortcodes, and leaves other brackets", () => {
    expect(
      sanitiseHtml('<p title="[b]">[gallery id=1] [/x] [[y]] [1] [...] []</p><img src=a alt="[z]">'),
    ).toBe('<p>&#91;gallery id=1] &#91;/x] [&#91;y]] [1] [...] []</p><img src="a" alt="&#91;z]">');
  });
});

describe("reading HTML", () => {
  it("prints what it parsed", () => {
    expect(printHtml(parseHtml(article))).toBe(article);
  });

  it("separates blocks and leaves out what is not seen", () => {
    expect(
      htmlToText(
        "<h2>A</h2><p>b <b>c</b>\n d</p><ul><li>e<li>f</ul><script>x</script><style>y</style>g<br>h",
      ),
    ).toBe("A\n\nb c d\n\ne\nf\ng\nh");
    expect(htmlToText("<table><tr><td>a<td>b<tr><td>c</table>")).toBe("a\tb\nc");
    expect(htmlToText(parseHtml("&lt;b&gt; &amp; caf&eacute;"))).toBe("<b> & café");
  });

  it("lists headings with their level", () => {
    expect(listHeadings(parseHtml("<h1>A <em>b</em></h1><div><h3>\n c\n<br>d</h3></div><h2></h2>"))).toEqual([
      { level: 1, text: "A b" },
      { level: 3, text: "c d" },
      { level: 2, text: "" },
    ]);
  });

  it.each([
    ["", 0],
    [" – — ! ", 0],
    ["It's state-of-the-art, don’t you think?", 5],
    ["1,000.5 km at 12:30 (v2)", 5],
    ["¿Qué es la menopausia?\n¡Síntomas!", 5],
    ["cafe\u0301 naïve", 2],
    ["更年期の症状", 3],
    ["SEO 更年期 guide", 3],
    ["สวัสดีชาวโลก", 3],
    ["갱년기 증상", 2],
    ["a,b;c/d", 4],
    ["हिन्दी में लिखें", 3],
  ])("counts the words of %j: %i", (text, count) => {
    expect(countWords(text)).toBe(count);
  });

  it("escapes text for text and attributes", () => {
    expect(escapeHtml(`<a href="x">'&amp;'</a>`)).toBe(
      "&lt;a href=&quot;x&quot;&gt;&#39;&amp;amp;&#39;&lt;/a&gt;",
    );
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const tree: Root = parseHtml(`<p title="${escapeHtml(text)}">`);
        expect((tree.children[0] as Element).properties.title).toBe(text.replace(/\r\n?/g, "\n"));
      }),
    );
  });
});
