import { Cron } from "croner";

export type Schedule = {
  frequency: "daily" | "weekly" | "monthly";
  scheduled_days: string[];
  /** Local time, HH:MM. */
  scheduled_time: string;
};

/**
 * The next time after `from` at which the schedule is due, as RFC 3339 in UTC; null if it never is. `timezone` is an IANA
 * name, and the local time stays the same across daylight saving changes.
 */
export function computeNextRun(schedule: Schedule, timezone: string, from = new Date()): string | null {
  return new Cron(toCronPattern(schedule), { timezone }).nextRun(from)?.toISOString() ?? null;
}

function toCronPattern({ frequency, scheduled_days, scheduled_time }: Schedule): string {
  const [hour, minute] = scheduled_time.split(":").map(Number);
  const weekdays = scheduled_days.filter((day) => /[a-z]/.test(day));
  const dates = scheduled_days.filter((day) => /^\d+$/.test(day));
  if (frequency === "monthly") return `${minute} ${hour} ${dates.join(",") || 1} * *`;
  const everyDay = frequency === "daily" ? "*" : "mon";
  return `${minute} ${hour} * * ${weekdays.join(",") || everyDay}`;
}
