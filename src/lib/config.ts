import { readKeyring } from "./keyring";

const secrets = ["JWT_KEYS", "SEALING_KEYS"] as const;

/** What a deployment needs before it can answer requests: one line each, without values. */
export const listMissingSecrets = (settings: Pick<Env, (typeof secrets)[number]>): string[] =>
  secrets.flatMap((name) => {
    if (!settings[name]) return [`${name} is not set`];
    try {
      readKeyring(settings[name]);
      return [];
    } catch (error) {
      return [`${name}: ${(error as Error).message}`];
    }
  });
