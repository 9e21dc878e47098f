import { log, errorMessage } from "../../lib/log";

/** Runs work after the response has been sent, so that the response time reveals nothing about it. */
export type Defer = (work: () => Promise<unknown>) => void;

type Request = {
  executionCtx: { waitUntil: (work: Promise<unknown>) => void };
  var: { requestId: string };
};

export const createDefer =
  (request: Request): Defer =>
  (work) =>
    request.executionCtx.waitUntil(
      Promise.resolve()
        .then(work)
        .catch((error: unknown) =>
          log.error("deferred work failed", {
            request_id: request.var.requestId,
            error: errorMessage(error),
          }),
        ),
    );
