import { describe, expect, it } from "vitest";
import { promptTypes } from "../../src/lib/prompt-types";
import { systemCtx } from "../../src/db/context";
import { PLACEHOLDER } from "../../src/generation/prompts";
import { promptPlaceholders, requirePlaceholders } from "../../src/modules/system/prompt-placeholders";
import { selectPromptsStatements, toPrompts } from "../../src/modules/system/prompts.service";
import { loadAuditTrail } from "../auth/helpers";
import { aPerson, type Person } from "../factories";
import { as } from "../harness";

const PATH = "/system/prompts/";
const CLUSTERING = `${PATH}clustering/`;
const OWN = 'Group these:\n{clusters}\n\tLike this: {"name": "x"}';
const ctxOf = ({ user }: Person) => systemCtx(user.account_id, "test");

describe("the default prompts", () => {
  it("are there for each of the seven types, good by their own rules", async () => {
    const { body } = await as(await aPerson("viewer")).get(PATH);
    expect([body.count, body.next]).toEqual([7, null]);
    expect(body.results.map(({ type }: any) => type)).toEqual([...promptTypes]);
    for (const prompt of body.results) {
      expect(prompt).toMatchObject({ is_default: true, updated_at: null });
      expect(prompt.version).toBeGreaterThanOrEqual(1);
      expect(prompt.prompt.length).toBeGreaterThan(100);
      expect(() => requirePlaceholders(prompt.type, prompt.prompt), prompt.type).not.toThrow();
    }
  });

  it("ask for everything that may be asked for", async () => {
    const { body } = await as(await aPerson("viewer")).get(PATH);
    for (const { type, prompt } of body.results as {
      type: keyof typeof promptPlaceholders;
      prompt: string;
    }[]) {
      const used = new Set([...prompt.matchAll(PLACEHOLDER)].map((match) => match[1]!));
      const { required, optional } = promptPlaceholders[type];
      expect([...required, ...optional].filter((name) => !used.has(name))).toEqual([]);
    }
  });

  it("come in pages, as every list does", async () => {
    const viewer = await aPerson("viewer");
    const { body } = await as(viewer).get(`${PATH}?page=2&page_size=5`);
    expect([body.results.length, body.count]).toEqual([2, 7]);
    expect((await as(viewer).get(`${PATH}?page=3&page_size=5`)).status).toBe(404);
  });
});

describe("an account's prompt", () => {
  it("takes the default's place, with a version that rises, until it is reset", async () => {
    const admin = await aPerson("admin");
    const standard = (await as(admin).get(CLUSTERING)).body.data;
    const first = (await as(admin).put(CLUSTERING, { prompt: OWN })).body.data;
    expect(first).toMatchObject({ prompt: OWN, is_default: false, version: 1 });
    expect(first.required_placeholders).toEqual(["clusters"]);
    const second = (await as(admin).put(CLUSTERING, { prompt: `${OWN}!` })).body.data;
    expect(second).toMatchObject({ prompt: `${OWN}!`, version: 2 });
    expect((await as(admin).get(CLUSTERING)).body.data).toEqual(second);
    const listed = (await as(admin).get(PATH)).body.results;
    expect(listed.filter(({ is_default }: any) => !is_default)).toEqual([second]);
    expect((await as(admin).post(`${CLUSTERING}reset/`)).body.data).toEqual(standard);
    expect((await as(admin).get(CLUSTERING)).body.data).toEqual(standard);
    expect((await as(admin).post(`${CLUSTERING}reset/`)).status).toBe(200);
    const trail = (await loadAuditTrail(admin.user.account_id)).map(({ action, object_id }) => [
      action,
      object_id,
    ]);
    expect(trail).toEqual([
      ["prompt.saved", "clustering"],
      ["prompt.saved", "clustering"],
      ["prompt.reset", "clustering"],
    ]);
  });

  it("is its own alone", async () => {
    const [one, other] = [await aPerson("admin"), await aPerson("admin")];
    await as(one).put(CLUSTERING, { prompt: OWN });
    expect((await as(other).get(CLUSTERING)).body.data.is_default).toBe(true);
    await as(other).post(`${CLUSTERING}reset/`);
    expect((await as(one).get(CLUSTERING)).body.data.is_default).toBe(false);
  });

  it.each([
    ["clustering", "Group them", "Missing: {clusters}"],
    ["clustering", "{clusters} {tone} {tone}", "Unknown: {tone}"],
    ["ideas", "{keywords}, {word_count}", "Missing: {cluster}, {count}. Unknown: {word_count}"],
    ["content_generation", "{title} {keywords} {word_count} {headings}", "Missing: {tone}"],
    ["negative_prompt", "no {text}", "Unknown: {text}"],
    ["clustering", "  \n", "The prompt must not be blank"],
    ["clustering", `{clusters}${"x".repeat(20_000)}`, "Too big: expected string to have <=20000 characters"],
  ])("of %s is not %j", async (type, prompt, message) => {
    const { status, body } = await as(await aPerson("admin")).put(`${PATH}${type}/`, { prompt });
    expect([status, body.errors]).toEqual([400, { prompt: [message] }]);
  });

  it("may be 20,000 characters long, and is for admins to save", async () => {
    const admin = await aPerson("admin");
    const prompt = "{clusters}".padEnd(20_000, "x");
    expect((await as(admin).put(CLUSTERING, { prompt })).body.data.prompt).toHaveLength(20_000);
    const editor = as(await aPerson("editor"));
    expect((await editor.put(CLUSTERING, { prompt: OWN })).status).toBe(403);
    expect((await editor.post(`${CLUSTERING}reset/`)).status).toBe(403);
  });

  it("has one of seven types", async () => {
    const admin = await aPerson("admin");
    for (const type of ["poetry", "constructor", "Clustering"]) {
      expect((await as(admin).get(`${PATH}${type}/`)).status).toBe(404);
      expect((await as(admin).put(`${PATH}${type}/`, { prompt: OWN })).status).toBe(404);
      expect((await as(admin).post(`${PATH}${type}/reset/`)).status).toBe(404);
    }
  });
});

describe("the words that a model is asked", () => {
  const promptsOf = async (person: Person) => {
    const ctx = ctxOf(person);
    return toPrompts(...((await ctx.db.batch(selectPromptsStatements(ctx))) as Parameters<typeof toPrompts>));
  };

  it("are the account's, else the default, one for each type", async () => {
    const admin = await aPerson("admin");
    const standard = await promptsOf(admin);
    expect(Object.keys(standard).sort()).toEqual([...promptTypes].sort());
    expect(standard.clustering).toMatchObject({ source: "default", version: 2 });
    await as(admin).put(CLUSTERING, { prompt: OWN });
    const own = await promptsOf(admin);
    expect(own.clustering).toEqual({ prompt: OWN, source: "account", version: 1 });
    expect(own.ideas).toEqual(standard.ideas);
  });
});
