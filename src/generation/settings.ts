import { env } from "cloudflare:workers";
import { z } from "zod";
import { GenerationError } from "./errors";
import { imageQualities, type ImageQuality } from "./functions";

/** A provider that speaks OpenAI's API, ready to be called. */
export type ProviderSettings = {
  api_key: string;
  base_url: string;
  model: string;
  /** Null where it draws nothing. */
  image_model: string | null;
  image_quality: ImageQuality;
};

/** Opens a sealed key that was bound to a row; throws where it was not. */
export type Opener = (sealed: string, boundTo: string) => string | Promise<string>;

/** A row of provider_settings. */
export type SettingsRow = {
  account_id: number;
  kind: "openai" | "image_generation";
  settings: Record<string, unknown>;
  sealed_key: string | null;
};

const OPENAI_URL = "https://api.openai.com/v1";
const MODEL = "gpt-4.1-mini";
const IMAGE_MODEL = "gpt-image-1";

const text = z.string().trim().min(1).nullish().catch(null);
const Stored = z.object({
  base_url: text,
  model: text,
  image_model: text,
  image_quality: z.enum(imageQualities).nullish().catch(null),
});

/** What a provider key is sealed to, so that it opens in its own row alone. */
export const keyBinding = ({ account_id, kind }: Pick<SettingsRow, "account_id" | "kind">) =>
  `provider_settings:${account_id}:${kind}`;

const read = (name: string) => (env as unknown as Record<string, string | undefined>)[name] || null;

/** The deployment's own provider; null where it has no key. */
export function deploymentSettings(): ProviderSettings | null {
  const api_key = read("OPENAI_API_KEY");
  if (!api_key) return null;
  return complete(api_key, {
    base_url: read("OPENAI_BASE_URL"),
    model: read("OPENAI_MODEL"),
    image_model: read("OPENAI_IMAGE_MODEL"),
  });
}

/** An endpoint of one's own draws nothing until an image model is named: most of them cannot. */
const complete = (api_key: string, stored: z.infer<typeof Stored>): ProviderSettings => ({
  api_key,
  base_url: stored.base_url ?? OPENAI_URL,
  model: stored.model ?? MODEL,
  image_model: stored.image_model ?? (stored.base_url ? null : IMAGE_MODEL),
  image_quality: stored.image_quality ?? "basic",
});

/** What the account chose, and the row whose key goes with it; null where it has no key of its own. */
function choiceFrom(rows: readonly SettingsRow[], use: "text" | "images") {
  const pick = (kind: SettingsRow["kind"]) => rows.find((row) => row.kind === kind);
  const [texts, pictures] = [pick("openai"), pick("image_generation")];
  const source = [use === "images" ? pictures : undefined, texts].find((row) => row?.sealed_key);
  if (!source?.sealed_key) return null;
  const { base_url, model } = Stored.parse(source.settings);
  const { image_model, image_quality } = Stored.parse({ ...texts?.settings, ...pictures?.settings });
  return { source, sealed: source.sealed_key, stored: { base_url, model, image_model, image_quality } };
}

/**
 * The account's provider, of its stored rows; null where it has no key of its own. A key is used with the base URL that
 * was stored beside it, never with another. Pictures go by the key of `image_generation`, where that has one.
 */
export async function settingsFrom(
  rows: readonly SettingsRow[],
  open: Opener,
  use: "text" | "images" = "text",
): Promise<ProviderSettings | null> {
  const choice = choiceFrom(rows, use);
  if (!choice) return null;
  const { source, sealed, stored } = choice;
  if (stored.base_url) checkBaseUrl(stored.base_url);
  return complete(await open(sealed, keyBinding(source)), stored);
}

/** The quality of the pictures that the account's, else the deployment's provider draws. Opens no key. */
export function imageQualityFrom(rows: readonly SettingsRow[]): ImageQuality {
  const choice = choiceFrom(rows, "images");
  const chosen = choice ? complete("", choice.stored) : deploymentSettings();
  return chosen?.image_model ? chosen.image_quality : "basic";
}

const privateHost = /^(?:localhost|.*\.(?:localhost|local|internal)|\[.*\]|0x[\da-f]+|[\d.]+)\.?$/i;

/** In production an account's endpoint is a named host behind https; a development machine may call itself. */
function checkBaseUrl(text: string) {
  const url = URL.canParse(text) ? new URL(text) : null;
  const production = read("ENVIRONMENT") === "production";
  const fits =
    url &&
    !url.username &&
    !url.password &&
    (url.protocol === "https:" || (url.protocol === "http:" && !production)) &&
    !(production && privateHost.test(url.hostname));
  if (!fits)
    throw new GenerationError("The provider's base_url is not a public https address", "bad_base_url");
}
