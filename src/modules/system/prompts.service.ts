import { and, eq, sql } from "drizzle-orm";
import { atomically, nextVersion, type Statement } from "../../db/queries";
import { defaultPrompts, prompts } from "../../db/schema";
import { promptTypes } from "../../lib/prompt-types";
import type { NumberedPageRequest } from "../../db/cursors";
import type { Prompts } from "../../generation/prompts";
import type { PromptType } from "../../lib/prompt-types";
import type { Ctx } from "../../db/context";
import { notFound } from "../../lib/errors";
import { type AuditedEvent, auditIfChangedStatement } from "../audit/audit.service";
import { promptPlaceholders, requirePlaceholders } from "./prompt-placeholders";
import type { PromptBody } from "./prompts.schema";
import { isExpectedVersion, retryUntilWritten } from "./optimistic-writes";

type AccountPrompt = typeof prompts.$inferSelect;
type DefaultPrompt = typeof defaultPrompts.$inferSelect;

const isOwnPrompt = ({ actor }: Ctx, type: PromptType) =>
  and(eq(prompts.account_id, actor.accountId), eq(prompts.type, type));

/** Selects the rows for `toPrompts`: the defaults, and the account's own prompts. */
export const selectPromptsStatements = ({ actor, db }: Ctx) =>
  [
    db.select().from(defaultPrompts),
    db.select().from(prompts).where(eq(prompts.account_id, actor.accountId)),
  ] as const;

/** The prompt of each type: the account's own, or else the default. */
export const toPrompts = (defaults: DefaultPrompt[], own: AccountPrompt[]): Prompts =>
  Object.fromEntries(
    defaults.map((standard) => {
      const saved = own.find(({ type }) => type === standard.type);
      const { prompt, version } = saved ?? standard;
      return [standard.type, { prompt, version, source: saved ? "account" : "default" }];
    }),
  ) as Prompts;

/** One prompt for each type, in the order of the types. */
export async function listPrompts(ctx: Ctx, { page, page_size }: NumberedPageRequest) {
  const [defaults, own] = await ctx.db.batch(selectPromptsStatements(ctx));
  const rows = promptTypes.slice((page - 1) * page_size, page * page_size).map((type) =>
    toPromptReply(
      requireDefault(defaults.find((row) => row.type === type)),
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
  const { standard, own } = await loadPrompt(ctx, parseType(name));
  return toPromptReply(standard, own);
};

export async function savePrompt(ctx: Ctx, name: string, { prompt }: PromptBody) {
  const type = parseType(name);
  requirePlaceholders(type, prompt);
  return retryUntilWritten(ctx, async () => {
    const { standard, own } = await loadPrompt(ctx, type);
    if (!isExpectedVersion(ctx, own?.updated_at)) return undefined;
    const [[written] = []] = await atomically(ctx.db, [
      own ? updatePromptStatement(ctx, own, prompt) : insertPromptStatement(ctx, type, prompt),
      auditIfChangedStatement(ctx, buildEvent("saved", type)),
    ]);
    return written ? toPromptReply(standard, written as AccountPrompt) : undefined;
  });
}

/** Restores the default prompt. Idempotent. */
export async function resetPrompt(ctx: Ctx, name: string) {
  const type = parseType(name);
  return retryUntilWritten(ctx, async () => {
    const { standard, own } = await loadPrompt(ctx, type);
    if (!isExpectedVersion(ctx, own?.updated_at)) return undefined;
    if (!own) return toPromptReply(standard, undefined);
    const [deleted = []] = await atomically(ctx.db, [
      ctx.db.delete(prompts).where(isUnchangedPrompt(ctx, own)).returning({ type: prompts.type }),
      auditIfChangedStatement(ctx, buildEvent("reset", type)),
    ]);
    return deleted.length ? toPromptReply(standard, undefined) : undefined;
  });
}

/** The migrations insert a default for each type. */
function requireDefault(row: DefaultPrompt | undefined): DefaultPrompt {
  if (!row) throw new Error("A prompt type has no default");
  return row;
}

function parseType(name: string): PromptType {
  const type = promptTypes.find((known) => known === name);
  if (!type) throw notFound("Prompt");
  return type;
}

async function loadPrompt(
  ctx: Ctx,
  type: PromptType,
): Promise<{ standard: DefaultPrompt; own: AccountPrompt | undefined }> {
  const { db } = ctx;
  const [[standard], [own]] = await db.batch([
    db.select().from(defaultPrompts).where(eq(defaultPrompts.type, type)),
    db.select().from(prompts).where(isOwnPrompt(ctx, type)),
  ]);
  return { standard: requireDefault(standard), own };
}

const isUnchangedPrompt = (ctx: Ctx, own: AccountPrompt) =>
  and(isOwnPrompt(ctx, own.type), eq(prompts.updated_at, own.updated_at));

const updatePromptStatement = (ctx: Ctx, own: AccountPrompt, prompt: string): Statement =>
  ctx.db
    .update(prompts)
    .set({ prompt, version: sql`${prompts.version} + 1`, updated_at: nextVersion(prompts) })
    .where(isUnchangedPrompt(ctx, own))
    .returning();

const insertPromptStatement = ({ actor, db }: Ctx, type: PromptType, prompt: string): Statement =>
  db.insert(prompts).values({ account_id: actor.accountId, type, prompt }).onConflictDoNothing().returning();

const toPromptReply = (standard: DefaultPrompt, own: AccountPrompt | undefined) => ({
  type: standard.type,
  prompt: (own ?? standard).prompt,
  is_default: !own,
  version: (own ?? standard).version,
  required_placeholders: promptPlaceholders[standard.type].required,
  optional_placeholders: promptPlaceholders[standard.type].optional,
  updated_at: own?.updated_at ?? null,
});

const buildEvent = (verb: "saved" | "reset", type: PromptType): AuditedEvent => ({
  action: `prompt.${verb}`,
  object_type: "prompt",
  object_id: type,
});
