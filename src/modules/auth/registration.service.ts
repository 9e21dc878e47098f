import { eq, sql } from "drizzle-orm";
import { atomically, isViolation, sameStem } from "../../db/queries";
import { accounts, creditTransactions, users } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { ApiError, invalid } from "../../lib/errors";
import { hashPassword } from "../../lib/passwords";
import { freeSlug, toSlug } from "../../lib/slugs";
import { isoIn } from "../../lib/time";
import { auditStatement } from "../audit/audit.service";
import type { RegisterBody } from "./auth.schema";
import { claimEmail } from "./email-claims";
import { toUsername } from "./user-rules";

const FIRST_PLAN = "free";
const SLUG_ATTEMPTS = 5;

/** Creates the account, its owner and the first ledger row, the plan's credits, in one batch. */
export async function registerAccount(ctx: Ctx, input: RegisterBody) {
  if (!(await claimEmail(ctx, input.email))) throw buildEmailTakenError();
  const password_hash = await hashPassword(input.password);
  const name =
    input.account_name ??
    ([input.first_name, input.last_name].filter(Boolean).join(" ") || toUsername(input.email));
  const base = toSlug(name, "account");
  for (let attempt = 0; attempt < SLUG_ATTEMPTS; attempt++) {
    const taken = await ctx.db
      .select({ slug: accounts.slug })
      .from(accounts)
      .where(sameStem(accounts.slug, base));
    const slug = freeSlug(
      base,
      taken.map((account) => account.slug),
    );
    try {
      return await insertAccount(ctx, { ...input, name, slug, password_hash });
    } catch (error) {
      if (isViolation(error, "users.email")) throw buildEmailTakenError();
      if (!isViolation(error, "accounts.slug")) throw error;
    }
  }
  throw new ApiError("CONFLICT", "Another account is being created with this name. Try again.");
}

const buildEmailTakenError = () => invalid("email", "This email is already registered");

type NewAccount = RegisterBody & { name: string; slug: string; password_hash: string };

async function insertAccount(ctx: Ctx, { name, slug, timezone, password_hash, ...input }: NewAccount) {
  const { db } = ctx;
  const account = sql`(select id from accounts where slug = ${slug})`;
  const plan = sql`(select id from plans where slug = ${FIRST_PLAN})`;
  const renewAt = new Date();
  renewAt.setUTCMonth(renewAt.getUTCMonth() + 1);
  const [, [owner] = []] = await atomically(db, [
    db.insert(accounts).values({
      name,
      slug,
      timezone,
      plan_id: sql`${plan}`,
      credits_renew_at: renewAt.toISOString(),
    }),
    db
      .insert(users)
      .values({
        account_id: sql`${account}`,
        email: input.email,
        username: input.username ?? toUsername(input.email),
        first_name: input.first_name,
        last_name: input.last_name,
        role: "owner",
        password_hash,
      })
      .returning(),
    db
      .update(accounts)
      .set({ owner_id: sql`(select id from users where email = ${input.email})` })
      .where(eq(accounts.slug, slug)),
    db.insert(creditTransactions).select(
      sql`select null, a.id, 'subscription', p.included_credits, p.included_credits, 0, p.included_credits,
        'Credits of the plan ' || p.name, 'plan:' || date(${isoIn()}), ${isoIn()}
        from accounts a join plans p on p.id = a.plan_id where a.slug = ${slug}`,
    ),
    auditStatement(
      ctx,
      { action: "account.registered", object_type: "account", object_id: account },
      {
        account_id: account,
        user_id: sql`(select id from users where email = ${input.email})`,
        role: "owner",
      },
    ),
  ]);
  return owner as typeof users.$inferSelect;
}
