import { eq } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pageOf } from "../src/db/queries";
import { contents } from "../src/db/schema";
import type { PagePosition } from "../src/db/cursors";
import { aContent, aPerson, aSite, db, type Person } from "./factories";
import { as, ORIGIN } from "./harness";
import { expected, lists, type Query, queriesOf, rowsOf, sorted } from "./lists-model";
import { aWorldOf } from "./lists-rows";

const WORLDS = 10;
const QUERIES = 6;
let byCursor = 0;

async function get(person: Person, url: string) {
  if (url.includes("cursor=")) byCursor += 1;
  const { status, body } = await as(person).get(url.replace(`${ORIGIN}/api/v1`, ""));
  return { status, body };
}

const idsOf = (rows: { id: number }[]) => rows.map(({ id }) => id);
const slices = <T>(all: T[], size: number) =>
  Array.from({ length: Math.max(1, Math.ceil(all.length / size)) }, (_v, n) =>
    all.slice(n * size, (n + 1) * size),
  );

/** The pages from this one on, as far as its links of one name lead. */
async function walk(person: Person, url: string, link: "next" | "previous", count: number) {
  const pages: number[][] = [];
  let last = url;
  for (let at: string | null = url; at;) {
    const { status, body } = await get(person, at);
    expect([at, status, body.count]).toEqual([at, 200, count]);
    pages.push(idsOf(body.results));
    last = at;
    at = body[link];
  }
  return { pages, last };
}

type Reading = { query: Query; size: number; page: number; whole: boolean };

/** The eleventh page, whose neighbours a cursor names, where there are so many. */
const DEEP: Reading = { query: {}, size: 2, page: 10, whole: false };

async function check(person: Person, path: string, { query, size, page, whole }: Reading, all: number[]) {
  const given = Object.entries({ ...query, page_size: size }).map(([key, value]) => [key, String(value)]);
  const url = `${path}?${new URLSearchParams(given)}`;
  const pages = slices(all, size);
  if (!whole) return checkPage(person, url, page % (pages.length + 1), pages, all.length);
  const forth = await walk(person, url, "next", all.length);
  expect(forth.pages).toEqual(pages);
  const back = await walk(person, forth.last, "previous", all.length);
  expect(back.pages).toEqual(pages.toReversed());
}

/** The page of this index, or a 404 past the end, and the pages that its links name. */
async function checkPage(person: Person, url: string, at: number, pages: number[][], count: number) {
  const { status, body } = await get(person, `${url}&page=${at + 1}`);
  if (at === pages.length) return expect([url, status]).toEqual([url, 404]);
  expect([url, body.count, idsOf(body.results)]).toEqual([url, count, pages[at]]);
  for (const [link, index] of [
    ["next", at + 1],
    ["previous", at - 1],
  ] as const) {
    const neighbour = body[link] && idsOf((await get(person, body[link])).body.results);
    expect([url, link, neighbour]).toEqual([url, link, pages[index] ?? null]);
  }
}

describe("a list, walked from end to end and opened at any page, is a plain JavaScript model's", () => {
  it.each(Object.entries(lists))("%s", async (name, list) => {
    const reading = fc.record({
      query: queriesOf(list),
      size: fc.constantFrom(2, 2, 3, 3, 4, 7, 20, 100),
      page: fc.nat(99),
      whole: fc.nat(3).map((n) => n === 0),
    });
    const readings = fc.array(reading, { minLength: QUERIES, maxLength: QUERIES });
    byCursor = 0;
    await fc.assert(
      fc.asyncProperty(fc.noBias(rowsOf(list)), fc.noBias(readings), async (rows, all) => {
        const { person, rows: made, placed } = await aWorldOf(name, list, rows);
        await Promise.all(
          [DEEP, ...all].map((one) => {
            const query = placed(one.query);
            return check(person, list.path, { ...one, query }, idsOf(expected(made, list, query)));
          }),
        );
      }),
      { numRuns: WORLDS },
    );
    expect(byCursor).toBeGreaterThan(0);
  });
});

describe("a list ordered by a column that may be NULL", () => {
  const at = fc.option(fc.constantFrom("2026-01-01T00:00:00.000Z", "2026-02-01T00:00:00.000Z"), { freq: 3 });

  it.each(["asc", "desc"] as const)("has the NULLs on one side, none lost: %s", async (direction) => {
    const person = await aPerson();
    const { place } = await aSite(person);
    const rows = await Promise.all(
      fc.sample(at, 40).map((scheduled_publish_at) => aContent(place, { scheduled_publish_at })),
    );
    const model = idsOf(sorted(rows, "scheduled_publish_at", direction === "desc"));
    const list = {
      columns: { id: contents.id },
      table: contents,
      where: eq(contents.account_id, person.user.account_id),
      order: { column: contents.scheduled_publish_at, direction },
    };
    const follow = async (from: PagePosition | null, link: "next" | "previous", page_size: number) => {
      const pages: number[][] = [];
      let last = from;
      for (let here = from; here;) {
        const { rows: found, ...page } = await pageOf(db, list, { page: 1, page_size, ...here });
        expect(page.count).toBe(40);
        pages.push(idsOf(found));
        last = here;
        here = page[link];
      }
      return { pages, last };
    };
    for (const size of [1, 2, 3]) {
      const forth = await follow({ page: 1 }, "next", size);
      expect(forth.pages).toEqual(slices(model, size));
      expect((await follow(forth.last, "previous", size)).pages).toEqual(slices(model, size).toReversed());
    }
  });
});
