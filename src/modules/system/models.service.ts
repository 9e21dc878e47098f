import { getTableColumns } from "drizzle-orm";
import { pageOf } from "../../db/queries";
import { aiModels } from "../../db/schema";
import type { Ctx } from "../../db/context";
import type { PageRequest } from "../../db/cursors";

/** The models with known rates and prices. Other models can be used too, at the rates of the operations. */
export function listModels({ db }: Pick<Ctx, "db">, q: PageRequest) {
  const order = { column: aiModels.id, direction: "asc" } as const;
  return pageOf(db, { columns: getTableColumns(aiModels), table: aiModels, order }, q);
}

/** Selects the rates and prices of all models. */
export const selectModelPricesStatement = ({ db }: Pick<Ctx, "db">) =>
  db
    .select({
      id: aiModels.id,
      name: aiModels.name,
      provider: aiModels.provider,
      tokens_per_credit: aiModels.tokens_per_credit,
      credits_per_image: aiModels.credits_per_image,
      usd_per_million_tokens_in: aiModels.usd_per_million_tokens_in,
      usd_per_million_tokens_out: aiModels.usd_per_million_tokens_out,
      usd_per_image: aiModels.usd_per_image,
    })
    .from(aiModels);
