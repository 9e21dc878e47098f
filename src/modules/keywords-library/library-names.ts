import { freeSlug, toSlug } from "../../lib/slugs";

export type NamedSlug = { name: string; slug: string };
export type NamedSector = NamedSlug & { industry: string };
/** The slugs of the industry and sector of a library row. */
export type SectorSlugs = { industry: string; sector: string };

/**
 * Two names are equal if their keys are: case, apostrophes, hyphens and "&" versus "and" do not matter. "C++" and "C#"
 * differ.
 */
const toNameKey = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/['‘’`]/g, "")
    .replace(/&/g, " and ")
    .replace(/[\s\p{Pd}_/.,]+/gu, " ")
    .trim();

/** Finds slugs by name or slug, and assigns free slugs to new names. */
class SlugRegistry {
  #bySpelling = new Map<string, string>();
  #taken: string[] = [];

  constructor(known: NamedSlug[]) {
    for (const { slug } of known) this.#bySpelling.set(toNameKey(slug), slug);
    for (const { name, slug } of known) this.#bySpelling.set(toNameKey(name), slug);
    this.#taken = known.map(({ slug }) => slug);
  }

  find(name: string): string | undefined {
    const slug = this.#bySpelling.get(name) ?? this.#bySpelling.get(toNameKey(name));
    if (slug !== undefined) this.#bySpelling.set(name, slug);
    return slug;
  }

  add(name: string, fallback: string): string {
    const slug = freeSlug(toSlug(name, fallback), this.#taken);
    this.#taken.push(slug);
    this.#bySpelling.set(toNameKey(name), slug);
    return slug;
  }
}

/** The library's industries and sectors. New ones are collected until `takeNew` returns them. */
export class LibraryNames {
  #industries: SlugRegistry;
  #sectors = new Map<string, SlugRegistry>();
  #newIndustries: NamedSlug[] = [];
  #newSectors: NamedSector[] = [];

  constructor(industries: NamedSlug[], sectors: NamedSector[]) {
    this.#industries = new SlugRegistry(industries);
    for (const { slug } of industries)
      this.#sectors.set(slug, new SlugRegistry(sectors.filter((sector) => sector.industry === slug)));
  }

  resolveSector(industryName: string, sectorName: string): SectorSlugs {
    const industry = this.#industries.find(industryName) ?? this.#addIndustry(industryName);
    const sectors = this.#sectors.get(industry) ?? new SlugRegistry([]);
    this.#sectors.set(industry, sectors);
    return { industry, sector: sectors.find(sectorName) ?? this.#addSector(sectors, industry, sectorName) };
  }

  takeNew(): { industries: NamedSlug[]; sectors: NamedSector[] } {
    return { industries: this.#newIndustries.splice(0), sectors: this.#newSectors.splice(0) };
  }

  #addIndustry(name: string): string {
    const slug = this.#industries.add(name, "industry");
    this.#newIndustries.push({ name, slug });
    return slug;
  }

  #addSector(sectors: SlugRegistry, industry: string, name: string): string {
    const slug = sectors.add(name, "sector");
    this.#newSectors.push({ name, slug, industry });
    return slug;
  }
}
