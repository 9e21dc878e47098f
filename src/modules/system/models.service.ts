import { getTableColumns } from "drizzle-orm";
import { pageOf } from "../../db/queries";
import { aiModels } from "../../db/schema";
import type { PageRequest } from "../../db/cursors";
import type { Ctx } from "../../db/context";

/** The models with known rates and prices. Any other model may be chosen: the operations' rates hold for it. */
export function listModels({ db }: Pick<Ctx, "db">, q: PageRequest) {
  const order = { column: aiModels.id, direction: "asc" } as const;
  return pageOf(db, { columns: getTableColumns(aiModels), table: aiModels, order }, q);
}

/** A statement for the batch of who needs to know what models cost. */
export const modelPrices = ({ db }: Pick<Ctx, "db">) =>
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
