import { type EndpointCheck, checkOpenAi } from "../../clients/openai-check";
import type { Ctx } from "../../db/context";
import { invalid } from "../../lib/errors";
import { SealedError } from "../../lib/sealed";
import type { ConnectionTest } from "./providers.schema";
import { parseEndpointUrl, getOpenAiSettings, loadOpenAiEndpoint } from "./providers.service";

/** Tests the given settings, completed with the saved ones. Writes nothing. */
export async function testProviderConnection(
  ctx: Ctx,
  { api_key, base_url, model }: ConnectionTest,
): Promise<EndpointCheck> {
  const saved =
    api_key === undefined ? await savedEndpoint(ctx) : { ...(await getOpenAiSettings(ctx)), api_key };
  const url = base_url === undefined ? saved.base_url : parseEndpointUrl(base_url);
  const isKeyAllowed = api_key !== undefined || new URL(url).origin === new URL(saved.base_url).origin;
  return checkOpenAi({
    base_url: url,
    model: model ?? saved.model,
    api_key: isKeyAllowed ? saved.api_key : null,
  });
}

const savedEndpoint = (ctx: Ctx) =>
  loadOpenAiEndpoint(ctx).catch((error: unknown) => {
    if (error instanceof SealedError)
      throw invalid("api_key", "The saved key cannot be decrypted. Save it again.");
    throw error;
  });
