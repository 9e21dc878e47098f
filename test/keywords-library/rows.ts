import { industries, industrySectors, seedKeywords } from "../../src/db/schema";
import { db } from "../factories";

const tag = () => crypto.randomUUID().slice(0, 8);

/** Sectors of an industry of their own, so that what other tests and the sample library hold does not count. */
export async function someSectors(count: number) {
  const name = `Industry ${tag()}`;
  const [industry] = await db
    .insert(industries)
    .values({ name, slug: name.toLowerCase().replace(" ", "-") })
    .returning();
  return db
    .insert(industrySectors)
    .values(
      Array.from({ length: count }, (_v, n) => ({
        industry_id: industry!.id,
        name: `Sector ${n} ${tag()}`,
        slug: `sector-${n}`,
        description: `About ${n}`,
      })),
    )
    .returning();
}

export type SeedFields = Partial<typeof seedKeywords.$inferInsert> & { industry_sector_id: number };

export function seedRow({ keyword = `seed ${tag()}`, ...fields }: SeedFields) {
  const { volume = 100, difficulty = 50, credit_cost = 0, country = "US" } = fields;
  return {
    ...fields,
    keyword,
    keyword_key: keyword.normalize("NFC").toLowerCase(),
    volume,
    difficulty,
    country,
    credit_cost,
    is_paid: credit_cost > 0,
    is_high_opportunity: volume >= 1000 && difficulty < 40,
  };
}

export async function aSeed(fields: SeedFields) {
  const [row] = await db.insert(seedKeywords).values(seedRow(fields)).returning();
  return row!;
}
