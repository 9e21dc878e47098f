/** A failure that a retry would repeat: the item fails immediately with this reason. */
export class GenerationError extends Error {
  constructor(
    message: string,
    /** The outcome in the list of model calls. */
    readonly code = "refused",
  ) {
    super(message);
  }
}

/** A failure that may pass: the item is retried, not before so many seconds from now. */
export class RetryLater extends Error {
  constructor(
    message: string,
    readonly code = "unavailable",
    readonly retryAfterSeconds = 0,
  ) {
    super(message);
  }
}
