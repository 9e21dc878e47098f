import { isRefusal, RemoteError } from "../../clients/remote-error";
import { bridgeRoutes, coreRoutes, findBridge, type FoundSite } from "../../clients/wordpress";
import { ApiError } from "../../lib/errors";
import { ItemError } from "../jobs/items.service";
import { buildConnectionTarget } from "../integration/connection.service";
import type { ConnectionTarget } from "../integration/connection-tests";
import { diagnose, Finding, isTransientFinding } from "../integration/diagnosis";
import type { IntegrationRow } from "../integration/integrations.service";
import { signIn } from "../integration/sign-in";

export type RemoteSession = {
  row: IntegrationRow;
  site: FoundSite;
  routes: typeof coreRoutes;
  target: ConnectionTarget;
};

/** Signs in to the site of an integration. Throws a Finding or a RemoteError. */
export async function openRemoteSession(row: IntegrationRow): Promise<RemoteSession> {
  const target = await buildConnectionTarget(row);
  const { url, login } = target;
  return login.auth_type === "api_key"
    ? { row, target, site: await findBridge(url, login), routes: bridgeRoutes }
    : { row, target, site: (await signIn(url, login)).site, routes: coreRoutes };
}

const describeFailure = (error: unknown, row: IntegrationRow) => {
  const isDenied = isRefusal(error) && [401, 403].includes(error.facts.status ?? 0);
  const cause = isDenied && row.auth_type === "api_key" ? new Finding("wrong_key") : error;
  const diagnosis = diagnose(cause);
  const parts = [diagnosis.message, diagnosis.fix].filter((part) => part !== null);
  return {
    message: parts.map((part) => part.replace(/\.+$/, "")).join(". "),
    isTransient:
      isTransientFinding(diagnosis) || (error instanceof RemoteError && (error.facts.status ?? 0) >= 500),
  };
};

/** Converts a failure to an item error with a fix. Rethrows other errors. */
export function toItemError(error: unknown, row: IntegrationRow): ItemError {
  if (error instanceof ItemError) return error;
  const { message, isTransient } = describeFailure(error, row);
  return new ItemError(message, isTransient);
}

/** Converts a failure to an API error, for a synchronous request. Rethrows other errors. */
export function toApiError(error: unknown, row: IntegrationRow): ApiError {
  if (error instanceof ApiError) return error;
  const { message, isTransient } = describeFailure(error, row);
  return new ApiError(isTransient ? "UNAVAILABLE" : "CONFLICT", message);
}
