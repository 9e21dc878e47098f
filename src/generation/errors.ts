/** A failure that another try would repeat: the item fails at once, with this reason. */
export class GenerationError extends Error {
  constructor(
    message: string,
    /** How it is kept in the list of model calls. */
    readonly code = "refused",
  ) {
    super(message);
  }
}

/** A failure that may pass: the item is tried again, never sooner than so many seconds from now. */
export class RetryLater extends Error {
  constructor(
    message: string,
    readonly code = "unavailable",
    readonly retryAfterSeconds = 0,
  ) {
    super(message);
  }
}
