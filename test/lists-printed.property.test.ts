import { and, asc, desc, eq, getTableColumns, gte, type SQL } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isAnyOf, type Order, pageOf } from "../src/db/queries";
import { contents, keywords } from "../src/db/schema";
import { aContent, aKeyword, aPerson, aSite, db, type Person } from "./factories";

const RUNS = 60;

/** Two accounts alike, so that whatever one's list took of the other's would look like its own. */
async function twoAccounts() {
  const make = async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    for (let n = 0; n < 9; n++) {
      const state = { disabled: n % 2 > 0, status: n % 3 ? "new" : "mapped" } as const;
      await aKeyword(place, { volume: n % 4, difficulty: n, ...state });
      await aContent(place, { tags: [`tag ${n}`], word_count: n % 4, status: n % 2 ? "draft" : "review" });
    }
    return { person, place };
  };
  return [await make(), await make()] as const;
}

const { id, volume, keyword, disabled, status, difficulty, account_id } = getTableColumns(keywords);
const columns = { id, account_id, volume, name: keyword, disabled, status };
const flags = { disabled, id };
const orders = { volume, difficulty, id };

const query = fc.record({
  who: fc.nat(1),
  all: fc.boolean(),
  status: fc.option(fc.constantFrom("new" as const, "mapped" as const)),
  disabled: fc.option(fc.boolean()),
  volume_min: fc.option(fc.nat(4)),
  sites: fc.boolean(),
  order: fc.constantFrom("volume" as const, "difficulty" as const, "id" as const),
  direction: fc.constantFrom("asc" as const, "desc" as const),
  page: fc.integer({ min: 1, max: 3 }),
  page_size: fc.integer({ min: 1, max: 5 }),
});
type Query = typeof query extends fc.Arbitrary<infer T> ? T : never;

const conditionOf = (q: Query, account: number, site: number): SQL | undefined =>
  and(
    eq(account_id, account),
    q.sites ? isAnyOf(keywords.site_id, [site]) : undefined,
    q.status === null ? undefined : eq(status, q.status),
    q.disabled === null ? undefined : eq(disabled, q.disabled),
    q.volume_min === null ? undefined : gte(volume, q.volume_min),
  );

/** The same by Drizzle's own words, made anew. */
async function unkept(q: Query, where: SQL | undefined, { column, direction }: Order) {
  const way = direction === "asc" ? asc : desc;
  const rows = await db
    .select(q.all ? columns : flags)
    .from(keywords)
    .where(where)
    .orderBy(way(column), way(id))
    .limit(q.page_size)
    .offset((q.page - 1) * q.page_size);
  return { rows, count: await db.$count(keywords, where) };
}

const listed = ({ all, page, page_size }: Query, where: SQL | undefined, order: Order) =>
  pageOf(db, { columns: all ? columns : flags, table: keywords, where, order }, { page, page_size }).catch(
    () => null,
  );

describe("a list's statement, of which all but the values is kept", () => {
  it("answers what Drizzle's own does, whoever asked for what before and beside it", async () => {
    const accounts = await twoAccounts();
    await fc.assert(
      fc.asyncProperty(fc.array(query, { minLength: 1, maxLength: 6 }), async (asked) => {
        const made = asked.map((q) => {
          const { person, place } = accounts[q.who]!;
          return conditionOf(q, person.user.account_id, place.site_id);
        });
        const order = (q: Query) => ({ column: orders[q.order], direction: q.direction });
        const found = await Promise.all(asked.map((q, n) => listed(q, made[n], order(q))));
        for (const [n, q] of asked.entries()) {
          const plain = await unkept(q, made[n], order(q));
          const past = q.page > 1 && !plain.rows.length;
          expect(found[n] && { rows: found[n].rows, count: found[n].count }).toEqual(past ? null : plain);
          if (q.all && found[n])
            for (const row of found[n].rows)
              expect(row).toMatchObject({ account_id: accounts[q.who]!.person.user.account_id });
        }
      }),
      { numRuns: RUNS },
    );
  });

  it("reads flags and JSON as the columns say", async () => {
    const [{ person }] = await twoAccounts();
    const mine = (of: Person) => eq(contents.account_id, of.user.account_id);
    const shown = { id: contents.id, tags: contents.tags, html: contents.content_html };
    const list = {
      columns: shown,
      table: contents,
      where: mine(person),
      order: { column: contents.id, direction: "asc" as const },
    };
    const { rows } = await pageOf(db, list, { page: 1, page_size: 100 });
    expect(rows).toEqual(await db.select(shown).from(contents).where(mine(person)).orderBy(contents.id));
    expect(rows[3]!.tags).toEqual(["tag 3"]);
  });
});
