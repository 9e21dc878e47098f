import { eq } from "drizzle-orm";
import { ulid } from "ulidx";
import type { Statement } from "../../db/queries";
import { accounts, auditEvents, creditTransactions, sites } from "../../db/schema";
import type { Ctx } from "../../db/context";
import { invalid } from "../../lib/errors";
import { audited } from "../audit/audit.service";
import type { AccountRemoval } from "./account.schema";
import { ownedTables } from "./owned-tables";
import { requirePassword } from "./passwords.service";
import { closeAccount } from "./revocation";

/** The ledger and the trail are append-only: they stay, with an account that names nobody. */
const kept = [creditTransactions, auditEvents] as unknown[];

/** Deletes everything that the account owns, people first told at the door. What stays is its number and its books. */
export async function removeAccount(ctx: Ctx, { password, confirm }: AccountRemoval) {
  const { actor, db } = ctx;
  await requirePassword(ctx, password, "password");
  const [account] = await db
    .select({ slug: accounts.slug })
    .from(accounts)
    .where(eq(accounts.id, actor.accountId));
  if (account?.slug !== confirm) throw invalid("confirm", "This is not the account's slug");
  await closeAccount(ctx, actor.accountId, [
    audited(ctx, { action: "account.deleted", object_type: "account", object_id: actor.accountId }),
    ...deletions(ctx),
    bury(ctx),
  ]);
}

/** Sites first: most of the rest hangs on them. */
const deletions = ({ actor, db }: Ctx): Statement[] =>
  ownedTables()
    .filter(({ table }) => !kept.includes(table))
    .sort((a, b) => Number(b.table === sites) - Number(a.table === sites))
    .map(({ table, account_id }) => db.delete(table).where(eq(account_id, actor.accountId)));

const bury = ({ actor, db }: Ctx): Statement =>
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
