import { freeSlug, slugOf } from "../../lib/slugs";

export type Named = { name: string; slug: string };
export type NamedSector = Named & { industry: string };
/** An industry's and a sector's slugs: what a row of the library belongs to. */
export type Place = { industry: string; sector: string };

/** What makes two names the same: case, apostrophes, hyphens and "&" do not. "C++" and "C#" are two. */
const nameKey = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/['‘’`]/g, "")
    .replace(/&/g, " and ")
    .replace(/[\s\p{Pd}_/.,]+/gu, " ")
    .trim();

/** Slugs of things that are found by name or slug, and get a slug when they are new. */
class Slugs {
  #bySpelling = new Map<string, string>();
  #taken: string[] = [];

  constructor(known: Named[]) {
    for (const { slug } of known) this.#bySpelling.set(nameKey(slug), slug);
    for (const { name, slug } of known) this.#bySpelling.set(nameKey(name), slug);
    this.#taken = known.map(({ slug }) => slug);
  }

  find(name: string): string | undefined {
    const slug = this.#bySpelling.get(name) ?? this.#bySpelling.get(nameKey(name));
    if (slug !== undefined) this.#bySpelling.set(name, slug);
    return slug;
  }

  add(name: string, fallback: string): string {
    const slug = freeSlug(slugOf(name, fallback), this.#taken);
    this.#taken.push(slug);
    this.#bySpelling.set(nameKey(name), slug);
    return slug;
  }
}

/** The library's industries and sectors. Those that it has to add are kept until `takeNew`. */
export class LibraryNames {
  #industries: Slugs;
  #sectors = new Map<string, Slugs>();
  #newIndustries: Named[] = [];
  #newSectors: NamedSector[] = [];

  constructor(industries: Named[], sectors: NamedSector[]) {
    this.#industries = new Slugs(industries);
    for (const { slug } of industries)
      this.#sectors.set(slug, new Slugs(sectors.filter((sector) => sector.industry === slug)));
  }

  place(industryName: string, sectorName: string): Place {
    const industry = this.#industries.find(industryName) ?? this.#addIndustry(industryName);
    const sectors = this.#sectors.get(industry)!;
    return { industry, sector: sectors.find(sectorName) ?? this.#addSector(sectors, industry, sectorName) };
  }

  takeNew(): { industries: Named[]; sectors: NamedSector[] } {
    return { industries: this.#newIndustries.splice(0), sectors: this.#newSectors.splice(0) };
  }

  #addIndustry(name: string): string {
    const slug = this.#industries.add(name, "industry");
    this.#sectors.set(slug, new Slugs([]));
    this.#newIndustries.push({ name, slug });
    return slug;
  }

  #addSector(sectors: Slugs, industry: string, name: string): string {
    const slug = sectors.add(name, "sector");
    this.#newSectors.push({ name, slug, industry });
    return slug;
  }
}
