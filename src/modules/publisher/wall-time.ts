import { DAY_MS } from "../../lib/time";

/** A day of a time zone's calendar. */
export type CalendarDay = { year: number; month: number; date: number };
type Wall = CalendarDay & { hour: number; minute: number };

const formats = new Map<string, Intl.DateTimeFormat>();

function getFormat(timezone: string): Intl.DateTimeFormat {
  const known = formats.get(timezone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
    timeZone: timezone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  formats.set(timezone, format);
  return format;
}

/** The wall time in the IANA time zone at an instant (epoch milliseconds). */
function toWallTime(instant: number, timezone: string): Wall {
  const parts = getFormat(timezone).formatToParts(instant);
  const read = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value);
  return {
    year: read("year"),
    month: read("month"),
    date: read("day"),
    hour: read("hour"),
    minute: read("minute"),
  };
}

const toUtcMs = ({ year, month, date, hour, minute }: Wall) => Date.UTC(year, month - 1, date, hour, minute);

/** The instant of a wall time: the first if it occurs twice, null if the clock skips it. `time` is HH:MM. */
export function toInstant(day: CalendarDay, time: string, timezone: string): number | null {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const wanted = toUtcMs({ ...day, hour, minute });
  const candidates = [wanted - DAY_MS, wanted + DAY_MS].map((near) => {
    const offset = toUtcMs(toWallTime(near, timezone)) - near;
    return wanted - offset;
  });
  const matches = candidates.filter((instant) => toUtcMs(toWallTime(instant, timezone)) === wanted);
  return matches.length ? Math.min(...matches) : null;
}

export const toDay = (instant: number, timezone: string): CalendarDay => {
  const { year, month, date } = toWallTime(instant, timezone);
  return { year, month, date };
};

export const toNextDay = ({ year, month, date }: CalendarDay): CalendarDay => {
  const next = new Date(Date.UTC(year, month - 1, date + 1));
  return { year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, date: next.getUTCDate() };
};

/** 0 is Monday. */
export const toWeekday = ({ year, month, date }: CalendarDay) =>
  (new Date(Date.UTC(year, month - 1, date)).getUTCDay() + 6) % 7;

const formatDay = ({ year, month, date }: CalendarDay) =>
  [year, month, date].map((n) => String(n).padStart(2, "0")).join("-");

/** Keys of the day, of its ISO week (by its Monday), and of its month. */
export function toPeriods(day: CalendarDay): { day: string; week: string; month: string } {
  const monday = new Date(Date.UTC(day.year, day.month - 1, day.date - toWeekday(day)));
  const week = { year: monday.getUTCFullYear(), month: monday.getUTCMonth() + 1, date: monday.getUTCDate() };
  const name = formatDay(day);
  return { day: name, week: formatDay(week), month: name.slice(0, name.lastIndexOf("-")) };
}
