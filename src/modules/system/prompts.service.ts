import { and, eq, sql } from "drizzle-orm";
import { atomically, nextVersion, type Statement } from "../../db/queries";
import { defaultPrompts, prompts } from "../../db/schema";
import { promptTypes } from "../../lib/prompt-types";
import type { NumberedPageRequest } from "../../db/cursors";
import type { Prompts } from "../../generation/prompts";
import type { PromptType } from "../../lib/prompt-types";
import type { Ctx } from "../../db/context";
import { notFound } from "../../lib/errors";
import { type AuditedEvent, auditedIfChanged } from "../audit/audit.service";
import { placeholders, requirePlaceholders } from "./prompt-placeholders";
import type { PromptBody } from "./prompts.schema";
import { isMatched, untilWritten } from "./versions";

type Own = typeof prompts.$inferSelect;
type Default = typeof defaultPrompts.$inferSelect;

const mine = ({ actor }: Ctx, type: PromptType) =>
  and(eq(prompts.account_id, actor.accountId), eq(prompts.type, type));

/** The rows that `promptsFrom` reads: two statements for the batch of who needs them. */
export const promptRows = ({ actor, db }: Ctx) =>
  [
    db.select().from(defaultPrompts),
    db.select().from(prompts).where(eq(prompts.account_id, actor.accountId)),
  ] as const;

/** The words for each type: the account's own, else the default. */
export const promptsFrom = (defaults: Default[], own: Own[]): Prompts =>
  Object.fromEntries(
    defaults.map((standard) => {
      const mine = own.find(({ type }) => type === standard.type);
      const { prompt, version } = mine ?? standard;
      return [standard.type, { prompt, version, source: mine ? "account" : "default" }];
    }),
  ) as Prompts;

/** Of the seven types, in their order. */
export async function listPrompts(ctx: Ctx, { page, page_size }: NumberedPageRequest) {
  const [defaults, own] = await ctx.db.batch(promptRows(ctx));
  const rows = promptTypes.slice((page - 1) * page_size, page * page_size).map((type) =>
    shown(
      defaults.find((row) => row.type === type)!,
      own.find((row) => row.type === type),
    ),
  );
  if (page > 1 && rows.length === 0) throw notFound("Page");
  return {
    rows,
    count: promptTypes.length,
    next: page * page_size < promptTypes.length ? { page: page + 1 } : null,
    previous: page > 1 ? { page: page - 1 } : null,
  };
}

export const getPrompt = async (ctx: Ctx, name: string) => {
  const { standard, own } = await readPrompt(ctx, typeNamed(name));
  return shown(standard, own);
};

export async function savePrompt(ctx: Ctx, name: string, { prompt }: PromptBody) {
  const type = typeNamed(name);
  requirePlaceholders(type, prompt);
  return untilWritten(ctx, async () => {
    const { standard, own } = await readPrompt(ctx, type);
    if (!isMatched(ctx, own?.updated_at)) return undefined;
    const [written] = await atomically(ctx.db, [
      own ? replacement(ctx, own, prompt) : insertion(ctx, type, prompt),
      auditedIfChanged(ctx, eventOf("saved", type)),
    ]);
    const row = written![0] as Own | undefined;
    return row && shown(standard, row);
  });
}

/** Back to the default; where it is that already, nothing happens. */
export async function resetPrompt(ctx: Ctx, name: string) {
  const type = typeNamed(name);
  return untilWritten(ctx, async () => {
    const { standard, own } = await readPrompt(ctx, type);
    if (!isMatched(ctx, own?.updated_at)) return undefined;
    if (!own) return shown(standard, undefined);
    const [gone] = await atomically(ctx.db, [
      ctx.db.delete(prompts).where(asRead(ctx, own)).returning({ type: prompts.type }),
      auditedIfChanged(ctx, eventOf("reset", type)),
    ]);
    return gone!.length ? shown(standard, undefined) : undefined;
  });
}

function typeNamed(name: string): PromptType {
  const type = promptTypes.find((known) => known === name);
  if (!type) throw notFound("Prompt");
  return type;
}

async function readPrompt(ctx: Ctx, type: PromptType): Promise<{ standard: Default; own: Own | undefined }> {
  const { db } = ctx;
  const [[standard], [own]] = await db.batch([
    db.select().from(defaultPrompts).where(eq(defaultPrompts.type, type)),
    db.select().from(prompts).where(mine(ctx, type)),
  ]);
  return { standard: standard!, own };
}

const asRead = (ctx: Ctx, own: Own) => and(mine(ctx, own.type), eq(prompts.updated_at, own.updated_at));

const replacement = (ctx: Ctx, own: Own, prompt: string): Statement =>
  ctx.db
    .update(prompts)
    .set({ prompt, version: sql`${prompts.version} + 1`, updated_at: nextVersion(prompts) })
    .where(asRead(ctx, own))
    .returning();

const insertion = ({ actor, db }: Ctx, type: PromptType, prompt: string): Statement =>
  db.insert(prompts).values({ account_id: actor.accountId, type, prompt }).onConflictDoNothing().returning();

const shown = (standard: Default, own: Own | undefined) => ({
  type: standard.type,
  prompt: (own ?? standard).prompt,
  is_default: !own,
  version: (own ?? standard).version,
  required_placeholders: placeholders[standard.type].required,
  optional_placeholders: placeholders[standard.type].optional,
  updated_at: own?.updated_at ?? null,
});

const eventOf = (verb: "saved" | "reset", type: PromptType): AuditedEvent => ({
  action: `prompt.${verb}`,
  object_type: "prompt",
  object_id: type,
});
