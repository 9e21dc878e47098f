import { WEEKDAYS } from "../../src/modules/sites/site-settings.schema";

export const zones = [
  "Pacific/Auckland",
  "America/New_York",
  "Europe/London",
  "Asia/Kathmandu",
  "America/St_Johns",
];

/** Told by another road than the code's own: the parts of a long date. */
export function partsOf(instant: number, timeZone: string) {
  const text = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(
    instant,
  );
  const [date, clock] = text.split(" ") as [string, string];
  const noon = new Date(`${date}T12:00:00Z`);
  const weekday = (noon.getUTCDay() + 6) % 7;
  const thursday = new Date(noon.getTime() + (3 - weekday) * 86_400_000);
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const week = `${thursday.getUTCFullYear()}-W${1 + Math.floor((thursday.getTime() - first) / 604_800_000)}`;
  return { date, clock, weekday: WEEKDAYS[weekday]!, week, month: date.slice(0, 7) };
}
