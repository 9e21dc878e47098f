import { isRefusal, RemoteError, type RemoteTrouble } from "../../../clients/remote-error";
import { diagnose, Finding } from "../../integration/diagnosis";
import { signIn } from "../../integration/sign-in";
import { ItemError } from "../../jobs/items.service";
import type { Destination } from "./destination";

/** Failures that persist until somebody changes the site or its integration. */
const PERMANENT: readonly RemoteTrouble[] = [
  "refused_url",
  "redirected",
  "login_wall",
  "site_password",
  "not_wordpress",
  "rest_off",
  "bridge_missing",
  "body_too_large",
  "bom_before_json",
  "notice_before_json",
];
/** WordPress's error codes for anonymous requests and for users without permission. */
const MISSING_RIGHTS =
  /^(rest_(cannot|forbidden|not_logged_in|invalid_param|invalid_author)|incorrect_|invalid_)/;

/** The failure as shown by its job, with a fix. Rethrows other errors. */
export async function toPublishError(error: unknown, destination: Destination): Promise<ItemError> {
  if (error instanceof ItemError) return error;
  const cause = await findCause(error, destination);
  return new ItemError(describeFinding(cause), isTransient(cause));
}

/** The diagnosis with its fix. Rethrows other errors. */
export function describeFinding(cause: unknown): string {
  const { message, fix } = diagnose(cause);
  const parts = [message, fix].filter((part) => part !== null);
  return parts.map((part) => part.replace(/\.+$/, "")).join(". ");
}

/** Finds the cause of a refusal for missing permissions: wrong credentials, or credentials that the server removes. */
async function findCause(error: unknown, { target: { url, login } }: Destination): Promise<unknown> {
  if (!isRefusal(error) || !MISSING_RIGHTS.test(error.facts.wpCode ?? "")) return error;
  if (login.auth_type === "api_key") {
    const isDenied = [401, 403].includes(error.facts.status ?? 0);
    return isDenied ? new Finding("wrong_key") : error;
  }
  const refused = await signIn(url, login).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (refused instanceof Finding) return refused;
  return error.facts.status === 400 ? error : new Finding("cannot_publish", error.message);
}

function isTransient(cause: unknown): boolean {
  if (!(cause instanceof RemoteError)) return false;
  if (cause.code === "wordpress_refused") return (cause.facts.status ?? 0) >= 500;
  return !PERMANENT.includes(cause.code);
}
