/** Every error visible to callers: its HTTP status and default message. */
const errorCatalog = {
  VALIDATION_ERROR: [400, "Validation failed"],
  BAD_REQUEST: [400, "Bad request"],
  UNAUTHORIZED: [401, "Authentication required"],
  INVALID_CREDENTIALS: [401, "Email or password is wrong"],
  INSUFFICIENT_CREDITS: [402, "Insufficient credits"],
  FORBIDDEN: [403, "Permission denied"],
  ACCOUNT_SUSPENDED: [403, "This account is not active"],
  PLAN_LIMIT_REACHED: [403, "The plan's limit is reached"],
  MODULE_DISABLED: [403, "This module is disabled"],
  NOT_FOUND: [404, "Not found"],
  CONFLICT: [409, "The request conflicts with the current state"],
  DUPLICATE: [409, "This already exists"],
  RUN_ACTIVE: [409, "The site has an active automation run"],
  ALREADY_RUNNING: [409, "This is already in progress"],
  IDEMPOTENCY_IN_FLIGHT: [409, "The first request with this Idempotency-Key is still running"],
  PRECONDITION_FAILED: [412, "The object has changed since it was read"],
  PAYLOAD_TOO_LARGE: [413, "The body is too large"],
  UNSUPPORTED_MEDIA_TYPE: [415, "Unsupported media type"],
  IDEMPOTENCY_KEY_REUSED: [422, "The Idempotency-Key belongs to another request"],
  RATE_LIMITED: [429, "Rate limit exceeded"],
  INTERNAL_ERROR: [500, "Internal server error"],
  NOT_CONFIGURED: [503, "The deployment is not configured"],
  UNAVAILABLE: [503, "Temporarily unavailable"],
} as const;

export type ErrorCode = keyof typeof errorCatalog;
type ErrorStatus = (typeof errorCatalog)[ErrorCode][0];
export const errorCodes = Object.keys(errorCatalog) as [ErrorCode, ...ErrorCode[]];

/** Messages by invalid field; "" stands for the whole body. */
export type FieldErrors = Record<string, string[]>;
/** Figures that an error contains besides its message. */
type ErrorFacts = {
  required?: number;
  balance?: number;
  limit?: number;
  current?: number;
  job_id?: string;
  run_id?: string;
};

/** Thrown by services. `onError` converts it to a response, the queue consumer to a failed item. */
export class ApiError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string = errorCatalog[code][1],
    readonly more: { errors?: FieldErrors; facts?: ErrorFacts; retryAfter?: number } = {},
  ) {
    super(message);
  }

  get status(): ErrorStatus {
    return errorCatalog[this.code][0];
  }
}

export const notFound = (what: string) => new ApiError("NOT_FOUND", `${what} not found`);

/** A 400 that names one field. */
export const invalid = (field: string, message: string) =>
  new ApiError("VALIDATION_ERROR", undefined, { errors: { [field]: [message] } });

export const moduleDisabled = (name: string) =>
  new ApiError("MODULE_DISABLED", `The module ${name} is disabled`);
