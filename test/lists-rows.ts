import { clusters, contentIdeas, contents, keywords, sectors, seedKeywords, tasks } from "../src/db/schema";
import { aCluster, aPerson, aSite, db, type Person } from "./factories";
import { seedRow, someSectors } from "./keywords-library/rows";
import type { List, Query, Row } from "./lists-model";

type Made = Record<string, any>;
const tables = { keywords, clusters, ideas: contentIdeas, tasks, contents };
const sum = (all: number[]) => all.reduce((total, one) => total + one, 0);

/** An account, or two sectors of the library, with the rows; what the query's numbers stand for there; and who asks. */
export type World = { person: Person; rows: Row[]; placed: (query: Query) => Query };

export async function aWorldOf(name: string, list: List, rows: Made[]): Promise<World> {
  return name === "library" ? aLibrary(rows) : anAccount(name as keyof typeof tables, list, rows);
}

async function aLibrary(rows: Made[]): Promise<World> {
  const sectors = (await someSectors(4)).map(({ id }) => id);
  const inserts = rows.map(({ sector_id, ...row }) =>
    db
      .insert(seedKeywords)
      .values(seedRow({ ...row, industry_sector_id: sectors[sector_id]! }))
      .returning(),
  );
  const ids = (numbers: Query[string]) =>
    String(numbers)
      .split(",")
      .map((n) => sectors[Number(n)])
      .join(",");
  return {
    person: await aPerson("viewer"),
    rows: await insertAll(inserts),
    placed: (query) => ({ ...query, sector_ids: ids(query.sector_ids ?? "0,1,2,3") }),
  };
}

async function anAccount(name: keyof typeof tables, { text }: List, rows: Made[]): Promise<World> {
  const person = await aPerson("viewer");
  const places = [...(await twoSectors(person)), ...(await twoSectors(person))];
  const groups = name === "clusters" ? [] : [await aCluster(places[0]!), await aCluster(places[3]!)];
  const table: any = tables[name];
  const inserts = rows.map(({ sector_id, cluster_id, volumes: _, ...row }, n) =>
    db
      .insert(table)
      .values({
        ...row,
        ...places[sector_id],
        [text.key]: text.fold(row[text.field]),
        ...(name === "contents" && { slug: `content-${n}` }),
        ...(typeof cluster_id === "number" && { cluster_id: groups[cluster_id]!.id }),
      })
      .returning(),
  );
  const made = await insertAll(inserts);
  if (name === "clusters") await fill(made, rows);
  const ids: Record<string, number[]> = {
    site_id: [places[0]!.site_id, places[2]!.site_id],
    sector_id: places.map((place) => place.sector_id),
    cluster_id: groups.map(({ id }) => id),
  };
  return {
    person,
    rows: made,
    placed: (query) =>
      Object.fromEntries(
        Object.entries(query).map(([key, value]) => [key, ids[key]?.[Number(value)] ?? value]),
      ),
  };
}

/** The places of a site with two sectors. */
async function twoSectors(person: Person) {
  const { place } = await aSite(person);
  const { account_id, site_id } = place;
  const [second] = await db
    .insert(sectors)
    .values({ account_id, site_id, name: "Second", slug: "second" })
    .returning();
  return [place, { ...place, sector_id: second!.id }];
}

async function insertAll(inserts: readonly unknown[]): Promise<Row[]> {
  if (inserts.length === 0) return [];
  return ((await db.batch(inserts as any)) as Row[][]).flat();
}

/** Gives each cluster keywords of its volumes, and tells its row what they come to. */
async function fill(made: Row[], rows: Made[]) {
  const inserts = made.flatMap(({ id, account_id, site_id, sector_id }: Made, n) =>
    rows[n]!.volumes.map((volume: number, m: number) => {
      const keyword = `keyword ${id} ${m}`;
      const place = { account_id, site_id, sector_id, cluster_id: id };
      return db
        .insert(keywords)
        .values({ ...place, keyword, keyword_key: keyword, volume })
        .returning();
    }),
  );
  await insertAll(inserts);
  for (const [n, cluster] of made.entries()) {
    const { volumes } = rows[n]!;
    Object.assign(cluster, { volume: sum(volumes), keywords_count: volumes.length });
  }
}
