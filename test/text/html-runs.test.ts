import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsed, readTexts, scanned } from "../../src/text/html/runs";
import { sanitiseHtml } from "../../src/text/html/html";
import { aGeneratedSite } from "../linker/sites";
import { xssVectors } from "./xss-vectors";

const names =
  "p h2 h3 ul ol li a b em span code blockquote q table caption thead tbody tr th td figure figcaption pre dl dt dd div details summary hr br img x";
const piece = fc.oneof(
  fc
    .constantFrom(...names.split(" "))
    .chain((name) => fc.constantFrom(`<${name}>`, `</${name}>`, `<${name} class="x">`)),
  fc.constantFrom(
    "one",
    " ",
    "two &amp; three",
    "\n",
    '<a href="/x/?a=1&amp;b=2">',
    "<!-- c -->",
    "<",
    ">",
    "<P>",
    "<p/>",
    "\r",
    "</",
  ),
);
const nested: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom("word", " ", "\n", "<br>", '<img src="/a.png" alt="x">', "<hr>"),
    fc
      .tuple(fc.constantFrom(...names.split(" ").slice(0, -3)), fc.array(tie("node"), { maxLength: 4 }))
      .map(([name, inner]) => `<${name}>${inner.join("")}</${name}>`),
  ),
})).node;

describe("readTexts", () => {
  it("reads sanitised HTML without a parser, and finds what a parser finds", () => {
    let quick = 0;
    fc.assert(
      fc.property(aGeneratedSite, ({ page: { html } }) => {
        expect(readTexts(html)).toEqual(parsed(html));
        if (scanned(html)) quick += 1;
      }),
      { numRuns: 200 },
    );
    expect(quick).toBeGreaterThan(190);
  });

  it("leaves to the parser whatever a browser would read otherwise than it is written", () => {
    const html = fc.oneof(
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")),
      fc.array(nested, { maxLength: 4 }).map((nodes) => nodes.join("")),
    );
    let quick = 0;
    fc.assert(
      fc.property(html, (text) => {
        const found = scanned(text);
        if (!found) return;
        quick += 1;
        expect(found).toEqual(parsed(text));
      }),
      { numRuns: 5000 },
    );
    expect(quick).toBeGreaterThan(300);
  });

  it("agrees with the parser on hostile HTML too, as it is and sanitised", () => {
    for (const vector of xssVectors)
      for (const html of [vector, sanitiseHtml(vector)]) expect(readTexts(html)).toEqual(parsed(html));
  });
});
