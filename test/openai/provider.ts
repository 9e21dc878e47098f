import { modelPrices } from "../../src/modules/system/models.service";
import { promptRows, promptsFrom } from "../../src/modules/system/prompts.service";
import { systemCtx } from "../../src/db/context";
import { db } from "../factories";

const ctx = { ...systemCtx(0, "test"), db };
const [defaults, own, prices] = await db.batch([...promptRows(ctx), modelPrices(ctx)]);

/** The default prompts and the known models, as an account has them that chose nothing. */
export const defaultOptions = { prompts: promptsFrom(defaults, own), prices };
