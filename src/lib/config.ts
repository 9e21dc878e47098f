import { env } from "cloudflare:workers";
import { readKeyring } from "./keyring";

const secrets = ["JWT_KEYS", "SEALING_KEYS"] as const;

/** What the deployment lacks before it can answer anything: one line each, without the values. */
export const missingConfiguration: string[] = secrets.flatMap((name) => {
  if (!env[name]) return [`${name} is not set`];
  try {
    readKeyring(env[name]);
    return [];
  } catch (error) {
    return [`${name}: ${(error as Error).message}`];
  }
});

export const isDevelopment = env.ENVIRONMENT === "development";
