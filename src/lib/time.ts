/** RFC 3339 in UTC, `ms` milliseconds from now. */
export const isoIn = (ms = 0) => new Date(Date.now() + ms).toISOString();

/** RFC 3339 in UTC to the second, of an instant in epoch ms: as WordPress writes times and publication times are stored. */
export const toSecond = (instant = Date.now()) => `${new Date(instant).toISOString().slice(0, 19)}Z`;

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
