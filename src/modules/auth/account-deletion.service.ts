import { eq } from "drizzle-orm";
import { ulid } from "ulidx";
import type { Statement } from "../../db/queries";
import { accounts, auditEvents, creditTransactions, sites } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { invalid } from "../../lib/errors";
import { auditStatement } from "../audit/audit.service";
import type { AccountDeletion } from "./account.schema";
import { resolveOwnedTables } from "./owned-tables";
import { requirePassword } from "./passwords.service";
import { closeAccount } from "./session-revocation";

/** The ledger and the audit trail are append-only: they stay, attached to an anonymized account row. */
const retainedTables = [creditTransactions, auditEvents] as unknown[];

/**
 * Ends all sessions, then deletes all data of the account. The anonymized account row, its ledger and audit trail stay.
 */
export async function deleteAccount(ctx: Ctx, { password, confirm }: AccountDeletion) {
  const { actor, db } = ctx;
  await requirePassword(ctx, password, "password");
  const [account] = await db
    .select({ slug: accounts.slug })
    .from(accounts)
    .where(eq(accounts.id, actor.accountId));
  if (account?.slug !== confirm) throw invalid("confirm", "This does not match the account's slug");
  await closeAccount(ctx, actor.accountId, [
    auditStatement(ctx, { action: "account.deleted", object_type: "account", object_id: actor.accountId }),
    ...deleteOwnedRowsStatements(ctx),
    anonymizeAccountStatement(ctx),
  ]);
}

/** Sites first: most other rows are deleted with them by cascade. */
const deleteOwnedRowsStatements = ({ actor, db }: Ctx): Statement[] =>
  resolveOwnedTables()
    .filter(({ table }) => !retainedTables.includes(table))
    .sort((a, b) => Number(b.table === sites) - Number(a.table === sites))
    .map(({ table, account_id }) => db.delete(table).where(eq(account_id, actor.accountId)));

const anonymizeAccountStatement = ({ actor, db }: Ctx): Statement =>
  db
    .update(accounts)
    .set({
      name: "Deleted account",
      slug: `deleted-${ulid().toLowerCase()}`,
      status: "cancelled",
      owner_id: null,
      timezone: "UTC",
      credits_reserved: 0,
      credits_renew_at: null,
    })
    .where(eq(accounts.id, actor.accountId));
