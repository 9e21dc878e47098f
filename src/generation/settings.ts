import { env } from "cloudflare:workers";
import { refuseModelUrl } from "../lib/public-url";
import { GenerationError } from "./errors";
import type { ImageQuality } from "./functions";

/** Language model settings of an account, overriding the defaults. */
export type OpenAiChoice = { enabled: boolean; base_url: string; model: string };
/** Image settings of an account, overriding the defaults. */
type ImageChoice = {
  provider: "openai" | "embedded";
  model: string;
  quality: ImageQuality;
  style: string;
  max_images: number;
  size: string;
};

/** A row of provider_settings: only what was set. */
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

/** What a provider key is sealed to, so that it can only be opened in its own row. */
export const keyBinding = (accountId: number) => `provider_settings:${accountId}:openai`;

const rowOf = (rows: readonly SettingsRow[], kind: SettingsRow["kind"]) =>
  rows.find((row) => row.kind === kind);

export const openAiChoiceOf = (rows: readonly SettingsRow[]): OpenAiChoice => ({
  ...openAiDefaults,
  ...rowOf(rows, "openai")?.settings,
});

/** Without a setting of the account: the image model of the endpoint in use, if it has one. */
export const imageChoiceOf = (rows: readonly SettingsRow[]): ImageChoice => {
  const model = endpointOf(rows)?.image_model ?? null;
  const drawing: Partial<ImageChoice> = model === null ? {} : { provider: "openai", model };
  return { ...imageDefaults, ...drawing, ...rowOf(rows, "image_generation")?.settings };
};

/** Where requests go. An account's own endpoint has no image model unless one is set, because most have none. */
type Endpoint = { base_url: string; model: string; image_model: string | null; own: SettingsRow | null };

/** The account's endpoint if enabled, or else the deployment's; null without either. */
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

/** Text and image models of an account, without the key. Null selects the embedded provider. */
export type ProviderChoice = { endpoint: Endpoint | null; images: ImageChoice; image_model: string | null };

export function choiceFrom(rows: readonly SettingsRow[]): ProviderChoice {
  const endpoint = endpointOf(rows);
  const images = imageChoiceOf(rows);
  return { endpoint, images, image_model: endpoint && images.provider === "openai" ? images.model : null };
}

/** An OpenAI-compatible provider, ready to be called. */
export type ProviderSettings = {
  /** Null if the endpoint needs none. */
  api_key: string | null;
  base_url: string;
  model: string;
  /** Null if it has no image model. */
  image: { model: string; quality: ImageQuality; size: string } | null;
};

/** Opens a key sealed to a row. Throws if it was sealed to another. */
export type Opener = (sealed: string, boundTo: string) => string | Promise<string>;

/**
 * The chosen provider with its key; null for the embedded provider. A key is only sent to the address of its own row.
 */
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

/** Checked when it was saved, but the deployment's rules may have changed since. */
function checkBaseUrl(url: string) {
  const refusal = refuseModelUrl(url);
  if (refusal)
    throw new GenerationError(`The provider's base_url cannot be used: ${refusal}`, "bad_base_url");
}
