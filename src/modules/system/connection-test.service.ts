import { type Check, checkOpenAi } from "../../clients/openai-check";
import type { Ctx } from "../../db/context";
import { invalid } from "../../lib/errors";
import { SealedError } from "../../lib/sealed";
import type { ConnectionTest } from "./providers.schema";
import { endpointUrl, getOpenAi, openAiOf } from "./providers.service";

/** Calls the provider with what is given and, for the rest, with what is saved. Nothing is written. */
export async function testConnection(ctx: Ctx, { api_key, base_url, model }: ConnectionTest): Promise<Check> {
  const saved = api_key === undefined ? await savedEndpoint(ctx) : { ...(await getOpenAi(ctx)), api_key };
  const url = base_url === undefined ? saved.base_url : endpointUrl(base_url);
  const mayHaveKey = api_key !== undefined || new URL(url).origin === new URL(saved.base_url).origin;
  return checkOpenAi({
    base_url: url,
    model: model ?? saved.model,
    api_key: mayHaveKey ? saved.api_key : null,
  });
}

const savedEndpoint = (ctx: Ctx) =>
  openAiOf(ctx).catch((error: unknown) => {
    if (error instanceof SealedError)
      throw invalid("api_key", "The saved key cannot be opened: save it again");
    throw error;
  });
