/** RFC 3339 in UTC, `ms` milliseconds from now. */
export const isoIn = (ms = 0) => new Date(Date.now() + ms).toISOString();

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
