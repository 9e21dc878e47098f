import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPublicAddress } from "../../src/lib/addresses";
import { refuseUrl, type UrlRules } from "../../src/lib/public-url";
import { acceptedUrls, refusedUrls } from "./url-vectors";

const rules: UrlRules = { httpsOnly: false, allowedHosts: [] };
const allowing = (...allowedHosts: string[]): UrlRules => ({ ...rules, allowedHosts });
const octet = fc.integer({ min: 0, max: 255 });
const cases = Object.entries(refusedUrls).flatMap(([what, urls]) => urls.map((url) => [what, url] as const));

describe("a URL that a user gives", () => {
  it("is tried in more than sixty ways", () => expect(cases.length).toBeGreaterThan(60));

  it.each(cases)("is refused for %s: %s", (_what, url) =>
    expect(refuseUrl(url, rules)).toEqual(expect.any(String)),
  );

  it.each(acceptedUrls)("is accepted on the public internet: %s", (url) =>
    expect(refuseUrl(url, rules)).toBeNull(),
  );

  it("is refused over plain http in production, an allowed host's too", () => {
    const production = { httpsOnly: true, allowedHosts: ["10.0.0.1:80", "10.0.0.1:443"] };
    expect(refuseUrl("http://example.com/", production)).toBe("Only https:// is accepted");
    expect(refuseUrl("http://10.0.0.1/", production)).toBe("Only https:// is accepted");
    expect(refuseUrl("https://10.0.0.1/", production)).toBeNull();
  });

  it("may name a private host that the deployment allows, at that port alone", () => {
    const some = allowing("127.0.0.1:8081", "wordpress:80", "[::1]:8443");
    for (const url of ["http://127.0.0.1:8081/blog", "http://wordpress/", "https://[::1]:8443/"])
      expect([url, refuseUrl(url, some)]).toEqual([url, null]);
    for (const url of [
      "http://127.0.0.1:8082/",
      "http://127.0.0.1/",
      "https://wordpress/",
      "http://127.0.0.2:8081/",
    ])
      expect([url, refuseUrl(url, some)]).toEqual([url, expect.any(String)]);
    expect(refuseUrl("http://user:pass@127.0.0.1:8081/", some)).toContain("password");
  });

  it("is refused in whatever notation an address of a closed block comes", () => {
    const notations = (a: number, b: number, c: number, d: number) => {
      const number = ((a * 256 + b) * 256 + c) * 256 + d;
      const hex = (n: number) => `0x${n.toString(16)}`;
      return [
        `${a}.${b}.${c}.${d}`,
        `${number}`,
        hex(number),
        `${hex(a)}.${b}.${hex(c)}.${d}`,
        `${a}.${b}.${c * 256 + d}`,
      ];
    };
    const first = fc.constantFrom([127], [10], [0], [192, 168], [169, 254]);
    fc.assert(
      fc.property(first, octet, octet, octet, ([a, given], b, c, d) => {
        const hosts = notations(a!, given ?? b, c, d);
        const mapped = `[::ffff:${hosts[0]}]`;
        return [...hosts, mapped].every((host) => refuseUrl(`http://${host}/`, rules) !== null);
      }),
      { numRuns: 300 },
    );
  });

  it("is accepted as four decimal numbers where they are public, and in no other notation", () => {
    fc.assert(
      fc.property(octet, octet, octet, octet, (a, b, c, d) => {
        const host = `${a}.${b}.${c}.${d}`;
        const number = ((a * 256 + b) * 256 + c) * 256 + d;
        expect(refuseUrl(`http://${host}/`, rules) === null).toBe(isPublicAddress(host));
        expect(refuseUrl(`http://${number}/`, rules)).not.toBeNull();
      }),
      { numRuns: 300 },
    );
  });
});
