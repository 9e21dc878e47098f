import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detectLanguage, fold, isStopWord, stem, titleCase, tokenize } from "../../src/text/terms";

describe("fold", () => {
  it("drops accents and case", () => {
    expect(fold("¿Síntomas de la MENOPAUSIA, Niño?")).toBe("¿sintomas de la menopausia, nino?");
  });

  it("changes nothing the second time", () => {
    const isSettled = (text: string) => fold(fold(text)) === fold(text);
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), isSettled));
  });
});

describe("tokenize", () => {
  it("splits at everything that is neither letter nor digit", () => {
    expect(tokenize("Post-menopausal: B12 & iron (2024)?")).toEqual([
      "post",
      "menopausal",
      "b12",
      "iron",
      "2024",
    ]);
  });

  it("drops possessives and contracted endings, with straight and curly apostrophes", () => {
    expect(tokenize("men's what’s I'm you're don't")).toEqual(["men", "what", "i", "you", "don"]);
  });

  it("keeps words of other scripts", () => {
    expect(tokenize("Климакс и сон")).toEqual(["климакс", "и", "сон"]);
    expect(tokenize(" … ")).toEqual([]);
  });
});

describe("detectLanguage", () => {
  it("needs two function words more, and keeps to the given language otherwise", () => {
    expect(detectLanguage(tokenize("cuales son los sintomas de la menopausia"))).toBe("spanish");
    expect(detectLanguage(tokenize("what is the average age"), "spanish")).toBe("english");
    expect(detectLanguage(tokenize("va mortgage"))).toBe("english");
    expect(detectLanguage(tokenize("menopausia precoz"), "spanish")).toBe("spanish");
  });
});

describe("stem", () => {
  it("joins the forms of a word", () => {
    expect(stem("menopausal")).toBe(stem("menopause"));
    expect(stem("remedies")).toBe(stem("remedy"));
    expect(stem("tratamientos", "spanish")).toBe(stem("tratamiento", "spanish"));
  });

  it("leaves short words and words with digits alone", () => {
    expect(["hrt", "gas", "b12", "401ks"].map((word) => stem(word))).toEqual(["hrt", "gas", "b12", "401ks"]);
  });
});

describe("isStopWord", () => {
  it("knows the function words of both languages", () => {
    expect([isStopWord("what"), isStopWord("de", "spanish"), isStopWord("weight"), isStopWord("de")]).toEqual(
      [true, true, false, false],
    );
  });
});

describe("titleCase", () => {
  it("leaves small words low inside, and raises acronyms", () => {
    expect(titleCase("signs of menopause")).toBe("Signs of Menopause");
    expect(titleCase("the pros and cons of hrt in the uk")).toBe("The Pros and Cons of HRT in the UK");
    expect(titleCase("síntomas de la menopausia")).toBe("Síntomas de la Menopausia");
  });
});
