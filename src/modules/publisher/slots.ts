import type { PublishingRules, TimeSlot } from "../sites/site-settings.service";
import { WEEKDAYS } from "../sites/site-settings.schema";
import { type Day, toDay, toInstant, nextDay, toPeriods, toWeekday } from "./wall-time";
import { itemAt } from "../../lib/collections";

export type SlotRules = Pick<
  PublishingRules,
  | "daily_publish_limit"
  | "weekly_publish_limit"
  | "monthly_publish_limit"
  | "publish_days"
  | "publish_time_slots"
>;
export type Asked = {
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
export function nextSlots({ rules, timezone, taken, count, now }: Asked): number[] {
  const caps = new Caps(rules);
  const occupied = new Set(taken.map((text) => Date.parse(text)));
  for (const instant of taken) caps.count(toDay(Date.parse(instant), timezone));
  const times = timesOf(rules.publish_time_slots);
  const found: number[] = [];
  let day = toDay(now, timezone);
  for (let n = 0; n < HORIZON_DAYS && found.length < count; n++, day = nextDay(day)) {
    if (!rules.publish_days.includes(itemAt(WEEKDAYS, toWeekday(day)))) continue;
    for (const instant of instantsOf(day, times, timezone)) {
      if (found.length === count || !caps.hasRoom(day)) break;
      if (instant <= now || occupied.has(instant)) continue;
      found.push(instant);
      caps.count(day);
    }
  }
  return found;
}

/** In the order of instants, which may differ from that of wall times. */
const instantsOf = (day: Day, times: readonly string[], timezone: string): number[] =>
  times
    .map((time) => toInstant(day, time, timezone))
    .filter((instant) => instant !== null)
    .sort((a, b) => a - b);

/** Times of day offered by slots, HH:MM: a point itself; a window its start, and each full hour up to its end. */
export function timesOf(slots: readonly TimeSlot[]): string[] {
  const times = slots.flatMap(({ start, end }) => {
    const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, "0")}:00`);
    return [start, ...hours.filter((hour) => hour > start && hour <= end)];
  });
  return [...new Set(times)].sort();
}

/** Number of publications per day, week and month so far. */
class Caps {
  readonly #counts = new Map<string, number>();
  constructor(private readonly rules: SlotRules) {}

  count(day: Day) {
    for (const key of this.#keysOf(day).map(([name]) => name))
      this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  hasRoom = (day: Day) => this.#keysOf(day).every(([key, limit]) => (this.#counts.get(key) ?? 0) < limit);

  #keysOf(at: Day): [string, number][] {
    const { day, week, month } = toPeriods(at);
    return [
      [`day ${day}`, this.rules.daily_publish_limit],
      [`week ${week}`, this.rules.weekly_publish_limit],
      [`month ${month}`, this.rules.monthly_publish_limit],
    ];
  }
}
