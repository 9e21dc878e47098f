import { env } from "cloudflare:workers";
import { refuseModelUrl } from "../lib/public-url";
import { GenerationError } from "./errors";
import type { ImageQuality } from "./functions";

/** What an account says of its language model, over the defaults. */
export type OpenAiChoice = { enabled: boolean; base_url: string; model: string };
/** What an account says of its images, over the defaults. */
type ImageChoice = {
  provider: "openai" | "embedded";
  model: string;
  quality: ImageQuality;
  style: string;
  max_images: number;
  size: string;
};

/** A row of provider_settings: what was chosen, and nothing of what was not. */
export type SettingsRow = {
  account_id: number;
  kind: "openai" | "image_generation";
  settings: Record<string, unknown>;
  sealed_key: string | null;
};

export const OPENAI_URL = "https://api.openai.com/v1";
const IMAGE_MODEL = "gpt-image-1";
const openAiDefaults: OpenAiChoice = { enabled: false, base_url: OPENAI_URL, model: "gpt-4.1-mini" };
export const imageDefaults: ImageChoice = {
  provider: "embedded",
  model: IMAGE_MODEL,
  quality: "basic",
  style: "photorealistic",
  max_images: 4,
  size: "1536x1024",
};

/** What a provider key is sealed to, so that it opens in its own row alone. */
export const keyBinding = (accountId: number) => `provider_settings:${accountId}:openai`;

const rowOf = (rows: readonly SettingsRow[], kind: SettingsRow["kind"]) =>
  rows.find((row) => row.kind === kind);

export const openAiChoiceOf = (rows: readonly SettingsRow[]): OpenAiChoice => ({
  ...openAiDefaults,
  ...rowOf(rows, "openai")?.settings,
});

/** Who draws, where the account has not said it: what can, of the endpoint that answers it. */
export const imageChoiceOf = (rows: readonly SettingsRow[]): ImageChoice => {
  const model = endpointOf(rows)?.image_model ?? null;
  const drawing: Partial<ImageChoice> = model === null ? {} : { provider: "openai", model };
  return { ...imageDefaults, ...drawing, ...rowOf(rows, "image_generation")?.settings };
};

/** Where requests go. An endpoint of one's own is taken to draw nothing until that is chosen: most of them cannot. */
type Endpoint = { base_url: string; model: string; image_model: string | null; own: SettingsRow | null };

/** The account's endpoint where that is enabled, else the deployment's; null where there is neither. */
function endpointOf(rows: readonly SettingsRow[]): Endpoint | null {
  const { enabled, base_url, model } = openAiChoiceOf(rows);
  const own = rowOf(rows, "openai");
  if (!enabled || !own) return deploymentEndpoint();
  return { base_url, model, image_model: base_url === OPENAI_URL ? IMAGE_MODEL : null, own };
}

const read = (name: string) => (env as unknown as Record<string, string | undefined>)[name] || null;

function deploymentEndpoint(): Endpoint | null {
  if (!read("OPENAI_API_KEY")) return null;
  const base_url = read("OPENAI_BASE_URL");
  return {
    base_url: base_url ?? OPENAI_URL,
    model: read("OPENAI_MODEL") ?? openAiDefaults.model,
    image_model: read("OPENAI_IMAGE_MODEL") ?? (base_url ? null : IMAGE_MODEL),
    own: null,
  };
}

/** What answers an account and what draws for it, without a key. Null stands for the embedded provider. */
export type ProviderChoice = { endpoint: Endpoint | null; images: ImageChoice; image_model: string | null };

export function choiceFrom(rows: readonly SettingsRow[]): ProviderChoice {
  const endpoint = endpointOf(rows);
  const images = imageChoiceOf(rows);
  return { endpoint, images, image_model: endpoint && images.provider === "openai" ? images.model : null };
}

/** A provider that speaks OpenAI's API, ready to be called. */
export type ProviderSettings = {
  /** Null where the endpoint asks for none. */
  api_key: string | null;
  base_url: string;
  model: string;
  /** Null where it draws nothing. */
  image: { model: string; quality: ImageQuality; size: string } | null;
};

/** Opens a sealed key that was bound to a row; throws where it was not. */
export type Opener = (sealed: string, boundTo: string) => string | Promise<string>;

/** What was chosen, with its key; null for the embedded provider. A key goes to the address of its own row alone. */
export async function settingsFrom(choice: ProviderChoice, open: Opener): Promise<ProviderSettings | null> {
  const { endpoint, images, image_model } = choice;
  if (!endpoint) return null;
  const { base_url, model, own } = endpoint;
  if (own) checkBaseUrl(base_url);
  const { quality, size } = images;
  const image = image_model === null ? null : { model: image_model, quality, size };
  return { api_key: await keyOf(own, open), base_url, model, image };
}

const keyOf = (own: SettingsRow | null, open: Opener) => {
  if (!own) return read("OPENAI_API_KEY");
  return own.sealed_key === null ? null : open(own.sealed_key, keyBinding(own.account_id));
};

/** Checked when it was saved; the deployment's rules may have changed since. */
function checkBaseUrl(url: string) {
  const refusal = refuseModelUrl(url);
  if (refusal)
    throw new GenerationError(`The provider's base_url cannot be used: ${refusal}`, "bad_base_url");
}
