import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { FunctionName, InputOf } from "../../src/generation/functions";
import { openai } from "../../src/generation/openai/provider";
import type { PromptType } from "../../src/lib/prompt-types";
import { ulid } from "ulidx";
import { contents, images } from "../../src/db/schema";
import { systemCtx } from "../../src/db/context";
import { drawImages, generateImagePrompts } from "../../src/modules/writer/image-generation.service";
import { promptPlaceholders } from "../../src/modules/system/prompt-placeholders";
import { aContent, aPerson, aSite, aTask, db } from "../factories";
import { as } from "../harness";
import { drain } from "../queue";
import { aPng, article, picture, pictures } from "./answers";
import { baseUrl, dropMock, partsOf, seen, teach, useMock } from "./mock";
import { defaultOptions } from "./provider";

beforeEach(useMock);
afterAll(dropMock);

const allOf = (type: PromptType) => [
  ...promptPlaceholders[type].required,
  ...promptPlaceholders[type].optional,
];
const asking = (type: PromptType) => ({
  prompt: `ASKED ${allOf(type)
    .map((name) => `${name}={${name}}`)
    .join("; ")} END`,
  version: 1,
  source: "account" as const,
});
const image = { model: "gpt-image-1", quality: "basic" as const, size: "1024x1024" };
const settings = { api_key: "sk", base_url: baseUrl, model: "gpt-4.1-mini", image };
const cluster = { name: "PLANTED", description: "PLANTED", keywords: [] };
const planted = ["menopause diet PLANTED", "menopause diet", "diet for menopause"].map((keyword, id) => ({
  id,
  keyword,
  volume: 1,
}));
const inputs: [PromptType, FunctionName, object][] = [
  ["clustering", "clustering", { keywords: planted, existing: [] }],
  ["ideas", "ideas", { site_name: "PLANTED", cluster, count: 2, taken_titles: [], taken_keywords: [] }],
  [
    "content_generation",
    "article",
    {
      site_name: "PLANTED",
      title: "PLANTED",
      description: "PLANTED",
      headings: ["PLANTED"],
      keywords: ["PLANTED"],
      word_count: 500,
      content_structure: "guide",
      tone: "PLANTED",
      include_faq: true,
      existing_titles: ["PLANTED"],
      existing_keywords: ["PLANTED"],
    },
  ],
  [
    "image_prompt_extraction",
    "image_prompts",
    {
      title: "PLANTED",
      content_html: "<h2>PLANTED</h2>",
      primary_keyword: "PLANTED",
      max_images: 1,
      style: "PLANTED",
    },
  ],
  [
    "optimization",
    "optimization",
    {
      title: "PLANTED",
      content_html: "<p>PLANTED</p>",
      meta_title: "PLANTED",
      meta_description: "PLANTED",
      primary_keyword: "PLANTED",
      secondary_keywords: ["PLANTED"],
      score: 50,
      issues: ["PLANTED"],
    },
  ],
];

describe("the provider", () => {
  it.each(inputs)(
    "fills what a prompt of the type %s may ask for, and with nothing from outside",
    async (type, name, input) => {
      const prompts = { ...defaultOptions.prompts, [type]: asking(type) };
      const provider = openai(settings, { ...defaultOptions, prompts });
      await provider.answer(name, input as InputOf<typeof name>).catch(() => null);
      const { system, data } = partsOf((await seen())[0]!);
      const asked = /ASKED (.*?) END/s.exec(system)![1]!;
      expect(asked).not.toMatch(/[{}]/);
      expect(system).not.toContain("PLANTED");
      for (const [, pointed] of asked.matchAll(/"(\w+)" of the data section/g))
        expect(data).toHaveProperty(pointed!);
    },
  );

  it("fills what a picture's template may ask for", async () => {
    await teach(picture(aPng(1024, 1024)));
    const prompts = { ...defaultOptions.prompts, image_prompt_template: asking("image_prompt_template") };
    const provider = openai(settings, { ...defaultOptions, prompts });
    await provider.draw({ title: "T", caption: "C", prompt: "P", style: "S", width: 1200, height: 630 });
    const { body } = (await seen())[0]!;
    expect(body.prompt ?? JSON.stringify(body)).toContain("ASKED prompt=P; style=S; title=T END");
  });
});

describe("the words that are asked", () => {
  const OWN = "MINE {title} {keywords} {headings} {word_count} {tone}";

  async function write(own: { account?: string; task?: string | null }) {
    await teach(...article);
    const admin = await aPerson("admin");
    if (own.account) await as(admin).put("/system/prompts/content_generation/", { prompt: own.account });
    const { place } = await aSite(admin);
    const task = await aTask(place, { word_count: 500, prompt: own.task ?? null });
    await as(admin).post(`/writer/tasks/${task.id}/generate_content/`);
    await drain();
    const [content] = await db.select().from(contents).where(eq(contents.task_id, task.id));
    return {
      version: content!.provenance!.prompt_version,
      asked: (await seen()).map((one) => partsOf(one).system),
    };
  }

  it("are the default's, at every step of an article", async () => {
    const { version, asked } = await write({});
    expect(version).toBe("content_generation@2 default");
    expect(asked.every((system) => system.includes("An article is written for a site, in steps"))).toBe(true);
  });

  it("are the account's where it has its own", async () => {
    const { version, asked } = await write({ account: OWN });
    expect(version).toBe("content_generation@1 account");
    expect(asked.every((system) => system.includes('MINE "title" of the data section'))).toBe(true);
  });

  it("are the task's where that has its own", async () => {
    const { version, asked } = await write({ account: OWN, task: OWN.replace("MINE", "OURS") });
    expect(version).toBe("content_generation@1 task");
    expect(asked.every((system) => system.includes("OURS") && !system.includes("MINE"))).toBe(true);
  });
});

describe("a task's own prompt", () => {
  const GOOD = "{title} {keywords} {headings} {word_count} {tone}";

  it("is checked, shown, changed and taken away", async () => {
    const person = await aPerson();
    const { place } = await aSite(person);
    const { account_id: _, ...where } = place;
    const task = { ...where, title: "One" };
    expect((await as(person).post("/writer/tasks/", task)).body.data.prompt).toBeNull();
    const { id } = (await as(person).post("/writer/tasks/", { ...task, prompt: GOOD })).body.data;
    const path = `/writer/tasks/${id}/`;
    expect((await as(person).get(path)).body.data.prompt).toBe(GOOD);
    for (const [prompt, message] of [
      ["{title}", "Missing: {keywords}, {headings}, {word_count}, {tone}"],
      [`${GOOD} {clusters}`, "Unknown: {clusters}"],
    ]) {
      const { status, body } = await as(person).put(path, { prompt });
      expect([status, body.errors]).toEqual([400, { prompt: [message] }]);
    }
    expect((await as(person).put(path, { title: "Two" })).body.data.prompt).toBe(GOOD);
    expect((await as(person).put(path, { prompt: null })).body.data.prompt).toBeNull();
  });
});

describe("the style of pictures", () => {
  it("is that of the account's settings, in their prompts and in their drawing", async () => {
    await teach(pictures, picture(aPng(1536, 1024)));
    const admin = await aPerson("admin");
    await as(admin).put("/system/settings/integrations/image_generation/", { style: "ink wash" });
    const { place } = await aSite(admin);
    const content = await aContent(place, { title: "On the night" });
    await as(admin).post("/writer/images/generate_for_content/", { content_id: content.id });
    await drain();
    const [extraction, ...drawn] = await seen();
    expect(partsOf(extraction!).data.style).toBe("ink wash");
    expect(drawn).toHaveLength(2);
    for (const { body } of drawn) {
      const text = JSON.stringify(body);
      expect(text).toContain("Style: ink wash");
      expect(text).toContain("On the night");
    }
  });

  it("is the site's own in a run", async () => {
    await teach(pictures, picture(aPng(1536, 1024)));
    const admin = await aPerson("admin");
    const { place } = await aSite(admin);
    const { site_id } = place;
    const content = await aContent(place);
    const ctx = systemCtx(place.account_id, "test");
    const origin = () => ({ id: ulid(), run_id: ulid(), stage: 5, limit: 1000 });
    const wish = { ids: [content.id], style: "woodcut", max_images: 1 };
    await generateImagePrompts(ctx, site_id, wish, origin());
    await drain();
    const rows = await db.select().from(images).where(eq(images.content_id, content.id));
    await drawImages(ctx, site_id, { ids: rows.map(({ id }) => id), style: "woodcut" }, origin());
    await drain();
    const [extraction, ...drawn] = await seen();
    expect(partsOf(extraction!).data.style).toBe("woodcut");
    expect(drawn.map(({ body }) => JSON.stringify(body).includes("Style: woodcut"))).toEqual([true, true]);
  });
});
