import type { PublishingRules, TimeSlot } from "../sites/site-settings.service";
import { WEEKDAYS } from "../sites/site-settings.schema";
import { type CalendarDay, toDay, toInstant, toNextDay, toPeriods, toWeekday } from "./wall-time";

export type SlotRules = Pick<
  PublishingRules,
  | "daily_publish_limit"
  | "weekly_publish_limit"
  | "monthly_publish_limit"
  | "publish_days"
  | "publish_time_slots"
>;
export type SlotRequest = {
  rules: SlotRules;
  /** An IANA name: days, weeks and months are those of its calendar. */
  timezone: string;
  /** Past and scheduled publications: RFC 3339. */
  taken: readonly string[];
  /** Number of slots wanted. */
  count: number;
  /** Epoch milliseconds; every slot is later. */
  now: number;
};

/** More distant slots are left to a later call. */
const HORIZON_DAYS = 400;

/**
 * The next free slots, earliest first, in epoch milliseconds: on the allowed days and times, each once, and within the
 * limits per day, ISO week and month. Fewer if the horizon ends.
 */
export function computeNextSlots({ rules, timezone, taken, count, now }: SlotRequest): number[] {
  const limits = new PublicationLimits(rules);
  const takenInstants = new Set(taken.map((text) => Date.parse(text)));
  for (const instant of taken) limits.count(toDay(Date.parse(instant), timezone));
  const times = resolveSlotTimes(rules.publish_time_slots);
  const found: number[] = [];
  let day = toDay(now, timezone);
  for (let n = 0; n < HORIZON_DAYS && found.length < count; n++, day = toNextDay(day)) {
    const weekday = WEEKDAYS[toWeekday(day)];
    if (!weekday || !rules.publish_days.includes(weekday)) continue;
    for (const instant of toInstants(day, times, timezone)) {
      if (found.length === count || !limits.hasCapacity(day)) break;
      if (instant <= now || takenInstants.has(instant)) continue;
      found.push(instant);
      limits.count(day);
    }
  }
  return found;
}

/** The instants of wall times, in ascending order, which may differ from the order of wall times. */
const toInstants = (day: CalendarDay, times: readonly string[], timezone: string): number[] =>
  times
    .map((time) => toInstant(day, time, timezone))
    .filter((instant) => instant !== null)
    .sort((a, b) => a - b);

/** Times of day (HH:MM) that slots offer: the start of each, and for a window each full hour up to its end. */
export function resolveSlotTimes(slots: readonly TimeSlot[]): string[] {
  const times = slots.flatMap(({ start, end }) => {
    const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, "0")}:00`);
    return [start, ...hours.filter((hour) => hour > start && hour <= end)];
  });
  return [...new Set(times)].sort();
}

/** Number of publications per day, week and month so far. */
class PublicationLimits {
  readonly #counts = new Map<string, number>();
  constructor(private readonly rules: SlotRules) {}

  count(day: CalendarDay) {
    for (const key of this.#toPeriodLimits(day).map(([name]) => name))
      this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  hasCapacity = (day: CalendarDay) =>
    this.#toPeriodLimits(day).every(([key, limit]) => (this.#counts.get(key) ?? 0) < limit);

  #toPeriodLimits(at: CalendarDay): [string, number][] {
    const { day, week, month } = toPeriods(at);
    return [
      [`day ${day}`, this.rules.daily_publish_limit],
      [`week ${week}`, this.rules.weekly_publish_limit],
      [`month ${month}`, this.rules.monthly_publish_limit],
    ];
  }
}
