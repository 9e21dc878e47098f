import { env } from "cloudflare:workers";
import { ApiError } from "../lib/errors";
import { log } from "../lib/log";
import { SECOND_MS } from "../lib/time";

export type Mail = {
  to: string;
  subject: string;
  text: string;
  /** Retries with the same key send the mail once. */
  idempotencyKey: string;
};

const TIMEOUT_MS = 10 * SECOND_MS;
const DEVELOPMENT_ORIGIN = "http://localhost:8787";
const settings = ["MAIL_API_URL", "MAIL_API_KEY", "MAIL_FROM"] as const;

const read = (name: string) => (env as unknown as Record<string, string | undefined>)[name] || undefined;
const isProduction = () => read("ENVIRONMENT") === "production";

/** Throws UNAVAILABLE, naming what is missing, if this deployment cannot send mails with links. */
export function requireMail() {
  const missing = isProduction() ? [...settings, "PUBLIC_ORIGIN"].filter((name) => !read(name)) : [];
  if (missing.length) throw new ApiError("UNAVAILABLE", `Mail is not configured: ${missing.join(", ")}`);
}

/** A link to the configured origin. The fragment is not sent to servers, so it stays out of their logs. */
export function linkTo(path: string, fragment: string): string {
  const origin = read("PUBLIC_ORIGIN") ?? (isProduction() ? undefined : DEVELOPMENT_ORIGIN);
  if (!origin) throw new ApiError("UNAVAILABLE", "Mail is not configured: PUBLIC_ORIGIN");
  const url = new URL(path, origin);
  url.hash = fragment;
  return url.href;
}

/**
 * Sends the mail through the HTTP mail API; outside production, logs it if none is configured. Throws UNAVAILABLE if
 * the API is not configured, does not answer within ten seconds, or refuses.
 */
export async function sendMail(mail: Mail): Promise<void> {
  const [url, key, from] = settings.map(read);
  if (url && key && from) return post(url, key, from, mail);
  requireMail();
  log.info("mail", { to: mail.to, subject: mail.subject, text: mail.text });
}

async function post(url: string, key: string, from: string, { to, subject, text, idempotencyKey }: Mail) {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${key}`,
      "Content-Type": "application/json",
      "Idempotency-Key": idempotencyKey,
    },
    body: JSON.stringify({ from, to: [to], subject, text }),
    redirect: "manual",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => null);
  await response?.body?.cancel();
  if (response?.ok) return;
  log.error("mail refused", { status: response?.status ?? null });
  throw new ApiError(
    "UNAVAILABLE",
    response ? `The mail service answered ${response.status}` : "The mail service does not answer",
  );
}
