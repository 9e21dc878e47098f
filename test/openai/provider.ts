import { selectModelPricesStatement } from "../../src/modules/system/models.service";
import { selectPromptsStatements, toPrompts } from "../../src/modules/system/prompts.service";
import { systemCtx } from "../../src/db/context";
import { db } from "../factories";

const ctx = { ...systemCtx(0, "test"), db };
const [defaults, own, prices] = await db.batch([
  ...selectPromptsStatements(ctx),
  selectModelPricesStatement(ctx),
]);

/** The default prompts and the known models, as an account has them that chose nothing. */
export const defaultOptions = { prompts: toPrompts(defaults, own), prices };
