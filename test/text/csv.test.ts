/// <reference types="vite/client" />
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanKeyword, CsvError, readKeywordCsv, writeCsv } from "../../src/text/csv/csv";
import sample from "../data/keywords.csv?raw";

const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (text: string, limits?: { maxRows?: number }) => readKeywordCsv(utf8(text), limits);
const utf16 = (text: string, littleEndian: boolean) => {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let index = 0; index < text.length; index += 1)
    view.setUint16(index * 2, text.charCodeAt(index), littleEndian);
  return new Uint8Array(view.buffer);
};
const one = (text: string) => read(text).rows[0];
const volumeOf = (cell: string, delimiter = ",") => {
  const quoted = `"${cell}"`;
  const { rows, skipped } = read(["Keyword", "Volume"].join(delimiter) + `\nx${delimiter}${quoted}\n`);
  return rows[0]?.volume ?? skipped[0]?.reason;
};

describe("exports of the research tools", () => {
  it("reads the sample file whole", () => {
    const { rows, skipped, ...about } = read(sample);
    expect(rows.length + skipped.length).toBe(600);
    expect(skipped.filter(({ reason }) => !reason.startsWith("duplicate of row"))).toEqual([]);
    expect(about).toEqual({
      columns: {
        keyword: "Keyword",
        volume: "Volume",
        difficulty: "Keyword Difficulty",
        intent: "Intent",
      },
      delimiter: ",",
      encoding: "utf-8",
    });
    expect(rows[0]).toEqual({
      row: 2,
      keyword: "perimenopause",
      volume: 201000,
      difficulty: 88,
      intent: "informational",
      country: null,
    });
  });

  it("reads Semrush, with several intents in a cell", () => {
    const csv =
      '\ufeffKeyword,Intent,Volume,Trend,Keyword Difficulty,CPC (USD),SERP Features\nhrt,"Commercial, Informational",1900,"1,2",45,1.2,"Sitelinks, Reviews"\n';
    expect(one(csv)).toEqual({
      row: 2,
      keyword: "hrt",
      volume: 1900,
      difficulty: 45,
      intent: "commercial",
      country: null,
    });
  });

  it("reads Ahrefs, in UTF-16 with tabs", () => {
    const csv =
      '\ufeff"#"\t"Keyword"\t"Country"\t"Difficulty"\t"Volume"\t"CPC"\t"Parent Keyword"\t"Intents"\r\n1\t"síntomas"\t"us"\t12\t300\t\t"x"\t"Branded,Navigational"\r\n';
    const result = readKeywordCsv(utf16(csv, true));
    expect(result.rows).toEqual([
      { row: 2, keyword: "síntomas", volume: 300, difficulty: 12, intent: "navigational", country: "US" },
    ]);
    expect(result).toMatchObject({ delimiter: "\t", encoding: "utf-16le", columns: { country: "Country" } });
  });

  it.each([true, false])(
    "reads Google Keyword Planner without byte order mark, little endian %s",
    (littleEndian) => {
      const csv = [
        "Keyword Stats 2024-05-01 at 10_00_00",
        '"April 1, 2023 - March 31, 2024"',
        "Keyword\tCurrency\tAvg. monthly searches\tCompetition\tCompetition (indexed value)",
        "hot flashes\tUSD\t1K – 10K\tLow\t12",
        "night sweats\tUSD\t5000\tLow\t\n",
      ].join("\n");
      const { rows, ...about } = readKeywordCsv(utf16(csv, littleEndian));
      expect(rows.map(({ row, keyword, volume, difficulty }) => [row, keyword, volume, difficulty])).toEqual([
        [4, "hot flashes", 1000, 0],
        [5, "night sweats", 5000, 0],
      ]);
      expect(about.columns).toEqual({ keyword: "Keyword", volume: "Avg. monthly searches" });
      expect(about.encoding).toBe(littleEndian ? "utf-16le" : "utf-16be");
    },
  );

  it.each([
    ["Keyword,Min Volume,Max Volume,Difficulty,Organic CTR,Priority\nhrt,501,850,40,60,50", 501, 40],
    [
      '"No","Keywords","Search Volume","CPC","Paid Difficulty","Search Difficulty"\n"1","hrt","880","1","90","33"',
      880,
      33,
    ],
    ["Keyword;Volume;Difficulty;CPC\nhrt;1.300;41;0,5", 1300, 41],
    ["Search term|SEARCH_VOLUME|KD %\nhrt|1.2K|45.6%", 1200, 46],
    ["Query,SV,SD\nhrt,10,20", 10, 20],
    ["Top queries,Clicks,Impressions\nhrt,1,2", 0, 0],
    ["Search term,Avg. Search Volume (Last Known Month),Keyword Difficulty\nhrt,90,10", 90, 10],
    ["sep=;\r\nKeyword;Volume;KD\r\nhrt;7;8", 7, 8],
  ])("finds the columns of %j", (csv, volume, difficulty) => {
    expect(one(csv)).toMatchObject({ row: 2, keyword: "hrt", volume, difficulty });
  });

  it("reads a plain list of keywords, with and without a header", () => {
    expect(read("hot flashes\nnight sweats\n\nhrt").rows.map(({ row, keyword }) => [row, keyword])).toEqual([
      [1, "hot flashes"],
      [2, "night sweats"],
      [4, "hrt"],
    ]);
    const { rows, columns, delimiter } = read("Keyword\nred, green; blue\n");
    expect(rows.map(({ keyword }) => keyword)).toEqual(["red, green; blue"]);
    expect([columns, delimiter]).toEqual([{ keyword: "Keyword" }, ""]);
  });
});

describe("rows", () => {
  it("numbers rows as a spreadsheet does, past quoted line breaks and blank lines", () => {
    const { rows, skipped } = read('Keyword,Volume\r\n"a\r\nb",1\r\n\r\n,,\r\nc,2\r\n,3\r\n"say ""hi""",4');
    expect(rows.map(({ row, keyword }) => [row, keyword])).toEqual([
      [2, "a b"],
      [5, "c"],
      [7, 'say "hi"'],
    ]);
    expect(skipped).toEqual([{ row: 6, keyword: null, reason: "keyword is empty" }]);
  });

  it.each(["\n", "\r\n", "\r"])("takes %j as the end of a line", (end) => {
    expect(read(["Keyword,KD", "a,1", "b,2"].join(end)).rows.map(({ difficulty }) => difficulty)).toEqual([
      1, 2,
    ]);
  });

  it("tells why it skips a row, naming the field", () => {
    const { rows, skipped } = read(
      `Keyword,Volume,KD\nOne,1,1\none,2,2\nÉté,1,1\ne\u0301te\u0301,1,1\na,x,1\nb,-5,1\nc,1,101\nd,1,hard\n${"e".repeat(201)},1,1`,
    );
    expect(rows.map(({ keyword }) => keyword)).toEqual(["One", "Été"]);
    expect(skipped.map(({ row, reason }) => [row, reason])).toEqual([
      [3, "duplicate of row 2"],
      [5, "duplicate of row 4"],
      [6, 'volume is not a number: "x"'],
      [7, 'volume is not between 0 and 10000000000: "-5"'],
      [8, 'difficulty is not between 0 and 100: "101"'],
      [9, 'difficulty is not a number: "hard"'],
      [10, "keyword is longer than 200 characters"],
    ]);
  });

  it("cleans keywords, and keeps what looks like a formula as text", () => {
    expect(cleanKeyword("  a\t\u00a0b\u0000\u200b \u202ec\n")).toBe("a b c");
    expect(one("Keyword,Volume\n=1+1,1")?.keyword).toBe("=1+1");
    expect(one("Keyword,Volume\n@cmd,1")?.keyword).toBe("@cmd");
    expect(one('Keyword,Volume\n5" pipe,1')?.keyword).toBe('5" pipe');
    expect(one('Keyword,Volume\n"exact match" shoes,1')?.keyword).toBe('"exact match" shoes');
  });

  it.each([
    ["I", "informational"],
    ["c", "commercial"],
    ["T", "transactional"],
    ["N, T", "navigational"],
    ["Commercial investigation", "commercial"],
    ["Branded | Local", null],
    ["constructor", null],
    ["", null],
  ])("reads the intent %j as %j", (cell, intent) => {
    expect(one(`Keyword,Intent\nx,"${cell}"`)?.intent).toBe(intent);
  });

  it.each([
    ["us", "US"],
    ["UK", "GB"],
    ["GB", "GB"],
    ["Germany", "DE"],
    ["united states", "US"],
    ["usa", "US"],
    ["ZZ", null],
    ["EU", null],
    ["XK", null],
    ["-", null],
  ])("reads the country %j as %j", (cell, country) => {
    expect(one(`Keyword,Country\nx,${cell}`)?.country).toBe(country);
  });
});

describe("numbers", () => {
  it.each([
    ["201,000", 201000],
    ["201 000", 201000],
    ["201\u00a0000", 201000],
    ["201\u202f000", 201000],
    ["201'000", 201000],
    ["201’000", 201000],
    ["1,234,567", 1234567],
    ["2,01,000", 201000],
    ["1.234.567", 1234567],
    ["1,234.6", 1235],
    ["1.234,6", 1235],
    ["201.000", 201],
    ["12,5", 13],
    ["1.2K", 1200],
    ["1,2k", 1200],
    ["3M", 3000000],
    ["10M+", 10000000],
    ["2.01E+05", 201000],
    ["1K – 10K", 1000],
    ["100-1000", 100],
    ["11 to 50", 11],
    ["<10", 0],
    [">1M", 1000000],
    ["-", 0],
    ["–", 0],
    ["N/A", 0],
    ["n/a", 0],
    ["No data", 0],
    ["", 0],
    ["0", 0],
    ["1.2.3", 'volume is not a number: "1.2.3"'],
    ["1e999", 'volume is not between 0 and 10000000000: "1e999"'],
  ])("reads %j as %j", (cell, volume) => {
    expect(volumeOf(cell)).toBe(volume);
  });

  it.each([
    ["201.000", 201000],
    ["1.234,6", 1235],
    ["12,5", 13],
    ["201,000", 201000],
    ["0,4", 0],
  ])("reads %j in a file parted by semicolons as %j", (cell, volume) => {
    expect(volumeOf(cell, ";")).toBe(volume);
  });
});

describe("files it refuses", () => {
  it.each([
    ["an empty file", new Uint8Array(), /empty/],
    ["blank lines", utf8("\r\n \n"), /empty/],
    ["a byte order mark alone", utf8("\ufeff"), /empty/],
    ["an xlsx", utf8("PK\u0003\u0004xxxx"), /Excel workbook.*as CSV/],
    ["a PDF", utf8("%PDF-1.7 xxxx"), /PDF.*as CSV/],
    ["binary", new Uint8Array([1, 2, 0, 4, 5, 3, 8, 9]), /binary.*as CSV/],
    ["HTML", utf8("\n<!DOCTYPE html><html>"), /web page.*as CSV/],
    ["no keyword column", utf8("Name,Volume\nx,1"), /"Name", "Volume".*Keyword/],
    ["a known header that is not the keyword's", utf8("Volume\n1\n2"), /"Volume"/],
    ["an open quote", utf8('Keyword,Volume\na,1\n"b,2\nc,3'), /line \d/],
    ["a header alone far below", utf8(`${"x,y\n".repeat(30)}Keyword,Volume\n`), /No keyword column/],
  ])("%s", (_, bytes, message) => {
    expect(() => readKeywordCsv(bytes)).toThrow(CsvError);
    expect(() => readKeywordCsv(bytes)).toThrow(message);
  });

  it("more rows than the limit", () => {
    expect(read("Keyword\na\nb\n\n", { maxRows: 2 }).rows).toHaveLength(2);
    expect(() => read("Keyword\na\nb\na\n", { maxRows: 2 })).toThrow(/more than 2 rows/);
  });

  it("is windows-1252 where it is not UTF-8", () => {
    const bytes = Uint8Array.from("Keyword,Volume\ncaf\u00e9,1", (character) => character.charCodeAt(0));
    expect(readKeywordCsv(bytes)).toMatchObject({ encoding: "windows-1252", rows: [{ keyword: "café" }] });
  });

  it("throws nothing but CsvError, whatever the bytes", () => {
    const pieces = fc.constantFrom(
      "Keyword",
      "Volume",
      "KD",
      ",",
      ";",
      "\t",
      "|",
      "\n",
      "\r",
      '"',
      '""',
      "1.2K",
      "x",
      "-",
      "\0",
      "\ufeff",
    );
    const texts = fc.array(fc.oneof(pieces, fc.string({ maxLength: 3 }))).map((parts) => parts.join(""));
    const files = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      texts.map(utf8),
      texts.map((text) => utf16(text, true)),
      texts.map((text) => utf8(`Keyword,Volume,KD,Intent,Country\n${text}`)),
    );
    fc.assert(
      fc.property(files, (bytes) => {
        try {
          for (const { keyword, volume, difficulty } of readKeywordCsv(bytes).rows) {
            expect(keyword).toBe(cleanKeyword(keyword));
            expect(keyword.length).toBeGreaterThan(0);
            expect(Number.isInteger(volume) && volume >= 0).toBe(true);
            expect(Number.isInteger(difficulty) && difficulty >= 0 && difficulty <= 100).toBe(true);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(CsvError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe("writeCsv", () => {
  it("quotes where it must and disarms formulas", () => {
    expect(
      writeCsv([
        ["keyword", "n"],
        ['a "b", c', 1],
        ["=1+1", -2],
        ["@x", null],
        ["+1", 0],
        ["-x", 1],
        ["\tx", 1],
        ["\rx", 1],
        ["a\nb", 1],
      ]),
    ).toBe(
      'keyword,n\r\n"a ""b"", c",1\r\n\'=1+1,-2\r\n\'@x,\r\n\'+1,0\r\n\'-x,1\r\n\'\tx,1\r\n"\'\rx",1\r\n"a\nb",1\r\n',
    );
  });

  it("is read back as it was written", () => {
    const cell = fc.string({ unit: "grapheme" }).filter((text) => !/^[=+\-@\t\r]/.test(text));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
        expect(parse(writeCsv([["a", "b"], ...rows]), { record_delimiter: "\r\n" })).toEqual([
          ["a", "b"],
          ...rows,
        ]);
      }),
    );
  });

  it("is read by readKeywordCsv", () => {
    const { rows } = read(sample);
    const again = read(
      writeCsv([["keyword", "volume"], ...rows.map(({ keyword, volume }) => [keyword, volume])]),
    );
    expect(again.rows.map(({ keyword, volume }) => [keyword, volume])).toEqual(
      rows.map(({ keyword, volume }) => [keyword, volume]),
    );
  });
});
