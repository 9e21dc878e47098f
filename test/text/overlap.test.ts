import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  overlapGate,
  judgeOverlap,
  overlapVerdicts,
  type OverlapVerdict,
} from "../../src/text/overlap/overlap";
import pairsCsv from "../data/overlap-pairs.csv?raw";
import keywordsCsv from "../data/keywords.csv?raw";

type Pair = Record<
  "verdict" | "page_title" | "page_keyword" | "candidate_title" | "candidate_keyword",
  string
>;
const pairs: Pair[] = parse(pairsCsv, { columns: true });
const keywords = (parse(keywordsCsv, { columns: true }) as { Keyword: string }[]).map((row) => row.Keyword);
const pages = keywords
  .filter((_, n) => n % 2 === 0)
  .map((keyword, n) => ({ content_id: n + 1, title: keyword, keywords: [keyword] }));
const gate = overlapGate(pages);

/** The share of the sample's pages for which a variant of the page's own keyword gets one of the verdicts. */
function shareOf(
  verdicts: OverlapVerdict[],
  variant: (keyword: string) => { title: string; keyword: string },
) {
  const right = pages.filter((page) => {
    const { title, keyword } = variant(page.title);
    const found = gate({ title, keywords: [keyword] }).evidence.find(
      ({ content_id }) => content_id === page.content_id,
    );
    return verdicts.includes(found?.verdict ?? "proceed");
  });
  return right.length / pages.length;
}

describe("overlapOf, on pairs that were judged by hand", () => {
  for (const verdict of overlapVerdicts)
    it(`tells ${verdict} on a site of its own, and among 200 other pages`, () => {
      const asked = pairs.filter((pair) => pair.verdict === verdict);
      expect(asked.length).toBeGreaterThanOrEqual(15);
      const wrong = asked.filter((pair) => {
        const page = { content_id: 1, title: pair.page_title, keywords: [pair.page_keyword] };
        const candidate = { title: pair.candidate_title, keywords: [pair.candidate_keyword] };
        const among = [
          page,
          ...pages.slice(0, 200).map((other) => ({ ...other, content_id: other.content_id + 1 })),
        ];
        return [[page], among].some((site) => {
          const { evidence } = overlapGate(site)(candidate);
          return (evidence.find(({ content_id }) => content_id === 1)?.verdict ?? "proceed") !== verdict;
        });
      });
      expect(wrong.map((pair) => `${pair.page_keyword} / ${pair.candidate_keyword}`)).toEqual([]);
    });
});

describe("overlapOf, on the sample's keywords", () => {
  it("tells refresh for the same primary keyword", () => {
    expect(
      shareOf(["refresh"], (keyword) => ({ title: "Readers ask", keyword: keyword.toUpperCase() })),
    ).toBe(1);
  });

  it("tells merge for the same subject in other words and another order", () => {
    expect(
      shareOf(["merge"], (keyword) => ({
        title: `7 best facts about ${keyword} in 2026`,
        keyword: `${keyword} guide`,
      })),
    ).toBe(1);
    const reversed = (keyword: string) => keyword.split(" ").reverse().join(" ");
    expect(shareOf(["merge", "refresh"], (keyword) => ({ title: "X", keyword: reversed(keyword) }))).toBe(1);
  });

  it("tells narrow for a part of the subject", () => {
    for (const part of ["after chemotherapy", "for athletes"])
      expect(
        shareOf(["narrow"], (keyword) => ({ title: `${keyword} ${part}`, keyword: `${keyword} ${part}` })),
      ).toBeGreaterThan(0.85);
  });

  it("tells proceed for another subject, and names no page for it", () => {
    expect(gate({ title: "Carbon road bikes", keywords: ["carbon road bikes"] })).toEqual({
      verdict: "proceed",
      evidence: [],
    });
  });
});

describe("overlapOf", () => {
  const page = {
    content_id: 7,
    title: "Night sweats",
    keywords: ["night sweats", "sweating at night", "cooling"],
  };

  it("tells the shared keywords, and how similar", () => {
    const found = judgeOverlap({ title: "Sweating", keywords: ["Night Sweat", "cooling"] }, [page]);
    expect(found.verdict).toBe("refresh");
    expect(found.evidence).toEqual([
      {
        content_id: 7,
        idea_id: null,
        task_id: null,
        title: "Night sweats",
        verdict: "refresh",
        shared_keywords: ["Night Sweat", "cooling"],
        similarity: expect.any(Number),
        reason: "It has the same primary keyword",
      },
    ]);
  });

  it("merges plans with the same primary keyword: nothing is there to be refreshed", () => {
    const { content_id: _, ...plan } = page;
    expect(judgeOverlap({ title: "X", keywords: ["night sweats"] }, [{ ...plan, idea_id: 3 }])).toMatchObject(
      {
        verdict: "merge",
        evidence: [{ content_id: null, idea_id: 3 }],
      },
    );
  });

  it("merges what has most keywords in common, and narrows what targets another page's secondary keyword", () => {
    const many = { content_id: 1, title: "A", keywords: ["aa bb", "cc dd", "ee ff", "gg hh"] };
    expect(judgeOverlap({ title: "B", keywords: ["gg hh", "ee ff", "cc dd"] }, [many]).verdict).toBe("merge");
    expect(judgeOverlap({ title: "B", keywords: ["gg hh"] }, [many]).verdict).toBe("narrow");
    expect(judgeOverlap({ title: "B", keywords: ["xx", "aa bb"] }, [many]).verdict).toBe("narrow");
  });

  it("compares titles where there are no keywords, in Spanish too", () => {
    const spanish = [
      { content_id: 1, title: "Los síntomas de la menopausia y su tratamiento", keywords: [] },
      { content_id: 2, title: "Qué comer en la menopausia", keywords: [] },
    ];
    expect(
      judgeOverlap({ title: "Síntomas y tratamientos de la menopausia", keywords: [] }, spanish),
    ).toMatchObject({
      verdict: "merge",
      evidence: [{ content_id: 1 }],
    });
  });

  it("answers for any text, its gravest page first", () => {
    const text = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.constantFrom("", "night sweats", "the best", "2026", "更年期"),
    );
    const subject = fc.record({ title: text, keywords: fc.array(text, { maxLength: 4 }) });
    fc.assert(
      fc.property(subject, fc.array(subject, { maxLength: 6 }), (candidate, site) => {
        const { verdict, evidence } = judgeOverlap(
          candidate,
          site.map((each, n) => ({ ...each, content_id: n + 1 })),
        );
        expect(verdict).toBe(evidence[0]?.verdict ?? "proceed");
        expect(evidence.length).toBeLessThanOrEqual(5);
        for (const { similarity } of evidence) {
          expect(similarity).toBeGreaterThanOrEqual(0);
          expect(similarity).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
