import { Cron } from "croner";

export type Schedule = {
  frequency: "daily" | "weekly" | "monthly";
  scheduled_days: string[];
  /** Wall time, HH:MM. */
  scheduled_time: string;
};

/**
 * When the schedule is due next after `from`: RFC 3339 in UTC. `timezone` is an IANA name; over a change of daylight
 * saving the wall time stays. Null where it is never due.
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
