import { and, asc, eq } from "drizzle-orm";
import { ulid } from "ulidx";
import { describe, expect, it, vi } from "vitest";
import { images, notifications, seedKeywords } from "../../src/db/schema";
import { GenerationError } from "../../src/generation/errors";
import { embedded } from "../../src/generation/embedded/provider";
import { systemCtx } from "../../src/db/context";
import { generateImagePrompts } from "../../src/modules/writer/image-generation.service";
import { aContent, aPerson, aSite, db, type Person } from "../factories";
import { as } from "../harness";
import { drain } from "../queue";

const newsOf = async ({ user }: Person, type?: string) =>
  db
    .select()
    .from(notifications)
    .where(
      and(
        eq(notifications.account_id, user.account_id),
        type === undefined ? undefined : eq(notifications.notification_type, type),
      ),
    )
    .orderBy(asc(notifications.id));
const typesOf = async (person: Person) =>
  (await newsOf(person)).map((row) => row.notification_type).filter((type) => type !== "credits_low");

async function aText() {
  const person = await aPerson();
  const { place, site } = await aSite(person);
  const content = await aContent(place, { title: "On the night", content_html: "<p>One.</p><h2>Two</h2>" });
  return { person, place, site, content };
}

describe("image prompts", () => {
  async function run() {
    const { person, place, content } = await aText();
    const ctx = systemCtx(person.user.account_id, "test");
    const origin = { id: ulid(), run_id: ulid(), stage: 5, limit: 1000 };
    await generateImagePrompts(ctx, place.site_id, { ids: [content.id], max_images: 1 }, origin);
    await drain();
    return person;
  }

  it("that a job makes alone are told as that", async () => {
    const person = await run();
    expect(await typesOf(person)).toEqual(["ai_prompts_complete"]);
    const { results } = (await as(person).get("/notifications/?notification_type=ai_task")).body;
    expect(results[0]).toMatchObject({ severity: "success", message: "1 of 1 articles processed" });
  });

  it("that fail are told as that", async () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    vi.spyOn(embedded, "answer").mockRejectedValue(new GenerationError("No"));
    expect(await typesOf(await run())).toEqual(["ai_prompts_failed"]);
  });
});

describe("a content that goes to review", () => {
  it("is told once, when its last image is drawn", async () => {
    const { person, site, content } = await aText();
    await as(person).post(`/writer/content/${content.id}/generate_images/`, { max_images: 1 });
    await drain();
    expect(await typesOf(person)).toEqual(["content_ready_review", "ai_images_complete"]);
    const [row] = await newsOf(person, "content_ready_review");
    expect(row).toMatchObject({
      site_id: site.id,
      message: "On the night",
      metadata: { content_id: content.id },
    });
    const [image] = await db.select().from(images).where(eq(images.content_id, content.id));
    await as(person).post("/writer/images/regenerate/", { image_id: image!.id });
    await drain();
    expect(await newsOf(person, "content_ready_review")).toHaveLength(1);
  });

  it("is told when its last image fails, too", async () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    vi.spyOn(embedded, "draw").mockRejectedValue(new GenerationError("No"));
    const { person, content } = await aText();
    await as(person).post(`/writer/content/${content.id}/generate_images/`, { max_images: 0 });
    await drain();
    expect(await newsOf(person, "content_ready_review")).toHaveLength(1);
  });
});

describe("keywords", () => {
  it("that a file brings are told with their number, and not where there are none", async () => {
    const { person, place, site } = await aText();
    const path = `/planner/keywords/import/?site_id=${place.site_id}&sector_id=${place.sector_id}`;
    const csv = "keyword,volume\nsleep,10\nnight,20\n";
    await as(person).post(path, csv);
    await as(person).post(path, csv);
    const told = await newsOf(person, "keywords_imported");
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({
      site_id: site.id,
      message: "2 keywords were added to Sector",
      metadata: { count: 2, sector_id: place.sector_id },
    });
    await as(person).post(path, "keyword,volume\nsleep,10\nday,5\n");
    expect((await newsOf(person, "keywords_imported"))[1]!.message).toBe("1 keyword was added to Sector");
  });

  it("that the library brings are told, and those that a person types are not", async () => {
    const { person, place } = await aText();
    const seeds = await db.select().from(seedKeywords).where(eq(seedKeywords.is_paid, false)).limit(3);
    const { account_id: _, ...where } = place;
    const body = { ...where, seed_keyword_ids: seeds.map((seed) => seed.id) };
    expect((await as(person).post("/planner/keywords/add_to_workflow/", body)).body.data.created).toBe(3);
    await as(person).post("/planner/keywords/add_to_workflow/", body);
    await as(person).post("/planner/keywords/", { ...where, keyword: "typed" });
    expect((await newsOf(person)).map((row) => row.metadata)).toEqual([
      { count: 3, sector_id: place.sector_id },
    ]);
  });
});

describe("a site's setup", () => {
  it("is complete with its first sector, once", async () => {
    const person = await aPerson("owner");
    const made = await as(person).post("/auth/sites/", { name: "Nights", industry_id: 1 });
    const site_id = made.body.data.id;
    const sectors = (await as(person).get(`/auth/sectors/?site_id=${site_id}`)).body.count;
    expect(sectors).toBe(0);
    const add = async (name: string) =>
      (await as(person).post("/auth/sectors/", { site_id, name })).body.data.id;
    const first = await add("One");
    expect(await newsOf(person)).toMatchObject([
      {
        notification_type: "site_setup_complete",
        site_id,
        message: "Nights has its first sector. Add keywords to it.",
      },
    ]);
    await add("Two");
    await as(person).delete(`/auth/sectors/${first}/`);
    expect(await newsOf(person)).toHaveLength(1);
    expect((await as(person).get("/notifications/?notification_type=info")).body.count).toBe(1);
  });

  it("is not told of a site that had sectors already", async () => {
    const person = await aPerson("owner");
    const { site } = await aSite(person);
    await as(person).post("/auth/sectors/", { site_id: site.id, name: "Two" });
    expect(await newsOf(person)).toEqual([]);
  });
});
