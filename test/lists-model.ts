import fc from "fast-check";

/** The lists as plain JavaScript would make them, and what they are made of. */

type Fields = Record<string, unknown>;
export type Row = Fields & { id: number };
export type Query = Record<string, string | number | boolean>;

export type List = {
  path: string;
  /** The text of a row, the column by which it is searched and ordered, and what that column makes of it. */
  text: { field: string; key: string; fold: (text: string) => string };
  /** What else a row has beside its place. */
  fields: Record<string, fc.Arbitrary<unknown>>;
  /** The query parameters that filter, each maybe there. */
  filters: Record<string, fc.Arbitrary<string | number | boolean>>;
  /** What each `ordering` compares; the first, turned round, is what the list does unasked. */
  orders: Record<string, string>;
};

// Of one, two, three and four bytes, some of which UTF-16 orders otherwise, and some that fold to more than one letter.
const letters = ["a", "B", "b", "é", "É", "e\u0301", "İ", "ß", "日本", "ﾞ", "𝒳", "𐐀"];
const words = fc
  .array(fc.constantFrom(...letters), { minLength: 1, maxLength: 3 })
  .map((all) => all.join(" "));
const flag = fc.boolean();
const times = fc.constantFrom(
  "2026-01-01T00:00:00.000Z",
  "2026-01-01T00:00:00.001Z",
  "2026-03-01T00:00:00.000Z",
);
const figures = fc.constantFrom(0, 1, 29, 30, 49, 50, 70, 100);
const status = (...all: string[]) => fc.constantFrom(...all);
const pool = fc.constantFrom(0, 1);
/** Of two sites, which have two sectors each. */
const sector = fc.nat(3);

/** What the API takes for the same text, and searches and orders by. */
const folded = (text: string) => text.normalize("NFC").toLowerCase();
const foldedTitle = (text: string) =>
  folded(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
const plain = (text: string) => text;

const planner = { site_id: pool, sector_id: sector, disabled: flag };
const search = fc.constantFrom("a", "B É", "e\u0301", "i\u0307", "日", "ﾞ b", "none");

export const lists: Record<string, List> = {
  keywords: {
    path: "/planner/keywords/",
    text: { field: "keyword", key: "keyword_key", fold: folded },
    fields: {
      volume: figures,
      difficulty: figures,
      status: status("new", "mapped"),
      disabled: flag,
      cluster_id: fc.option(pool),
      intent: fc.option(fc.constantFrom("commercial", "navigational")),
      created_at: times,
    },
    filters: {
      ...planner,
      cluster_id: pool,
      status: status("new", "mapped"),
      volume_min: figures,
      volume_max: figures,
      difficulty_min: figures,
      difficulty_max: figures,
      search,
    },
    orders: { volume: "volume", keyword: "keyword_key", difficulty: "difficulty", created_at: "created_at" },
  },
  clusters: {
    path: "/planner/clusters/",
    text: { field: "name", key: "name_key", fold: folded },
    fields: {
      status: status("new", "mapped"),
      disabled: flag,
      created_at: times,
      volumes: fc.array(figures, { maxLength: 2 }),
    },
    filters: { ...planner, status: status("new", "mapped"), search },
    orders: {
      volume: "volume",
      name: "name_key",
      keywords_count: "keywords_count",
      created_at: "created_at",
    },
  },
  ideas: {
    path: "/planner/ideas/",
    text: { field: "idea_title", key: "title_key", fold: foldedTitle },
    fields: {
      status: status("new", "queued", "completed"),
      disabled: flag,
      cluster_id: fc.option(pool),
      estimated_word_count: figures,
      created_at: times,
    },
    filters: { ...planner, cluster_id: pool, status: status("new", "queued", "completed"), search },
    orders: {
      created_at: "created_at",
      idea_title: "title_key",
      estimated_word_count: "estimated_word_count",
    },
  },
  tasks: {
    path: "/writer/tasks/",
    text: { field: "title", key: "title", fold: plain },
    fields: { status: status("queued", "completed"), cluster_id: fc.option(pool) },
    filters: { site_id: pool, sector_id: sector, cluster_id: pool, status: status("queued", "completed") },
    orders: { "": "id" },
  },
  contents: {
    path: "/writer/content/",
    text: { field: "title", key: "title", fold: plain },
    fields: {
      status: status("draft", "review", "approved", "published"),
      site_status: status("not_published", "scheduled", "failed"),
      cluster_id: fc.option(pool),
      scheduled_publish_at: fc.option(times),
    },
    filters: {
      site_id: pool,
      sector_id: sector,
      cluster_id: pool,
      status: status("draft", "review"),
      status__in: fc.constantFrom("draft", "draft,published", "review, approved,review"),
      site_status: status("not_published", "scheduled", "publishing"),
    },
    orders: { "": "id" },
  },
  library: {
    path: "/keywords-library/",
    text: { field: "keyword", key: "keyword_key", fold: folded },
    fields: {
      volume: fc.constantFrom(0, 1, 50, 999, 1000, 5000),
      difficulty: fc.constantFrom(0, 29, 30, 39, 40, 49, 50, 69, 70, 100),
      country: fc.constantFrom("US", "GB", "CA"),
      credit_cost: fc.constantFrom(0, 0, 3),
    },
    filters: {
      sector_ids: fc.constantFrom("0", "1", "0,1"),
      country: fc.constantFrom("US", "GB"),
      volume_min: figures,
      volume_max: fc.constantFrom(50, 999, 6000),
      difficulty: fc.constantFrom("easy", "medium", "hard", "very_hard"),
      is_high_opportunity: flag,
      is_paid: flag,
      search,
    },
    orders: { volume: "volume", keyword: "keyword_key", difficulty: "difficulty", country: "country" },
  },
};

/** SQLite's order of its default collation: NULL, then numbers, then text by its bytes in UTF-8. */
export function compare(a: unknown, b: unknown): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  if (typeof a === "string") return Buffer.compare(Buffer.from(a), Buffer.from(b as string));
  return Number(a) - Number(b);
}

const levels: Record<string, [number, number]> = {
  easy: [0, 29],
  medium: [30, 49],
  hard: [50, 69],
  very_hard: [70, 100],
};

/** Whether a row is one that the parameter asks for. */
function passes(row: Row, name: string, value: Query[string], { key, fold }: List["text"]): boolean {
  const of = (field: string) => row[field] as number;
  if (name === "search") return String(row[key]).includes(fold(String(value)));
  if (name === "status__in") return String(value).split(/, ?/).includes(String(row.status));
  if (name === "sector_ids") return String(value).split(",").includes(String(row.industry_sector_id));
  if (name === "difficulty")
    return levels[String(value)]![0] <= of(name) && of(name) <= levels[String(value)]![1];
  if (name.endsWith("_min")) return of(name.slice(0, -4)) >= Number(value);
  if (name.endsWith("_max")) return of(name.slice(0, -4)) <= Number(value);
  return row[name] === value;
}

export function sorted(rows: Row[], field: string, descending: boolean): Row[] {
  const upward = rows.toSorted((a, b) => compare(a[field], b[field]) || a.id - b.id);
  return descending ? upward.reverse() : upward;
}

/** The rows that a query asks for, in its order. */
export function expected(rows: Row[], list: List, { ordering, ...filters }: Query): Row[] {
  const [unasked] = Object.keys(list.orders);
  const asked = String(ordering ?? `-${unasked}`);
  const matching = rows.filter((row) =>
    Object.entries(filters).every(([name, value]) => passes(row, name, value, list.text)),
  );
  return sorted(matching, list.orders[asked.replace("-", "")]!, asked.startsWith("-"));
}

/** Rows to be: `sector_id` and `cluster_id` say which of the world's. Few, or enough for more than ten pages. */
export const rowsOf = ({ fields, text }: List) => {
  const row = fc.record<Fields>({ ...fields, sector_id: sector, [text.field]: words });
  const selector = (one: Fields) => `${Number(one.sector_id) >> 1} ${text.fold(String(one[text.field]))}`;
  return fc.oneof(
    { weight: 1, arbitrary: fc.uniqueArray(row, { selector, maxLength: 3 }) },
    { weight: 4, arbitrary: fc.uniqueArray(row, { selector, minLength: 24, maxLength: 44 }) },
  );
};

/** Some of a list's filters or none, and maybe an ordering. */
export function queriesOf({ filters, orders }: List): fc.Arbitrary<Query> {
  const orderings = Object.keys(orders).flatMap((name) => (name ? [name, `-${name}`] : []));
  const some = fc.subarray(Object.keys(filters), { minLength: 1, maxLength: 3 });
  const named = fc.oneof({ weight: 3, arbitrary: fc.constant<string[]>([]) }, { weight: 2, arbitrary: some });
  const ordering = fc.constantFrom("", ...orderings);
  return fc.tuple(fc.record<Query>(filters), named, ordering).map(([all, names, order]) => ({
    ...Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name))),
    ...(order && { ordering: order }),
  }));
}
