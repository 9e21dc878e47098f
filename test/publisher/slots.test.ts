import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WEEKDAYS } from "../../src/modules/sites/site-settings.schema";
import {
  type SlotRequest,
  computeNextSlots,
  type SlotRules,
  resolveSlotTimes,
} from "../../src/modules/publisher/compute-slots";
import { partsOf, zones } from "./wall-clock";

const at = (time: string) => ({ start: time, end: time });
const rules = (more: Partial<SlotRules> = {}): SlotRules => ({
  daily_publish_limit: 3,
  weekly_publish_limit: 15,
  monthly_publish_limit: 50,
  publish_days: [...WEEKDAYS],
  publish_time_slots: [at("09:00"), at("14:00"), at("18:00")],
  ...more,
});
const slotsOf = (asked: Partial<SlotRequest> & { from: string }) =>
  computeNextSlots({
    rules: rules(),
    timezone: "UTC",
    taken: [],
    count: 3,
    now: Date.parse(asked.from),
    ...asked,
  }).map((instant) => new Date(instant).toISOString().replace(":00.000Z", "Z"));

describe("the next free slots", () => {
  it("are the times of the allowed days, in order, later than now", () => {
    expect(
      slotsOf({ from: "2026-06-05T14:00:00Z", count: 4, rules: rules({ publish_days: ["mon", "fri"] }) }),
    ).toEqual(["2026-06-05T18:00Z", "2026-06-08T09:00Z", "2026-06-08T14:00Z", "2026-06-08T18:00Z"]);
  });

  it("are the account's wall time, in winter and in summer", () => {
    const asked = {
      timezone: "Europe/Berlin",
      count: 2,
      rules: rules({ publish_time_slots: [at("09:00")] }),
    };
    expect(slotsOf({ ...asked, from: "2026-03-28T00:00:00Z" })).toEqual([
      "2026-03-28T08:00Z",
      "2026-03-29T07:00Z",
    ]);
    expect(slotsOf({ ...asked, from: "2026-10-24T00:00:00Z" })).toEqual([
      "2026-10-24T07:00Z",
      "2026-10-25T08:00Z",
    ]);
  });

  it("leave out a time that the clock passes over, and take the first of one that it shows twice", () => {
    const asked = {
      timezone: "America/New_York",
      count: 2,
      rules: rules({ publish_time_slots: [at("02:30")] }),
    };
    expect(slotsOf({ ...asked, from: "2026-03-07T12:00:00Z" })).toEqual([
      "2026-03-09T06:30Z",
      "2026-03-10T06:30Z",
    ]);
    const twice = { ...asked, rules: rules({ publish_time_slots: [at("01:30")] }) };
    expect(slotsOf({ ...twice, from: "2026-10-31T12:00:00Z" })).toEqual([
      "2026-11-01T05:30Z",
      "2026-11-02T06:30Z",
    ]);
  });

  it("leave out what is taken, and count it", () => {
    const taken = ["2026-06-05T09:00:00Z", "2026-06-05T20:17:00Z"];
    expect(slotsOf({ from: "2026-06-05T00:00:00Z", taken })).toEqual([
      "2026-06-05T14:00Z",
      "2026-06-06T09:00Z",
      "2026-06-06T14:00Z",
    ]);
  });

  it("keep to the week of Monday to Sunday, and to the month", () => {
    const weekly = rules({ weekly_publish_limit: 2, publish_time_slots: [at("09:00")] });
    expect(slotsOf({ from: "2026-12-31T00:00:00Z", rules: weekly, count: 4 })).toEqual([
      "2026-12-31T09:00Z",
      "2027-01-01T09:00Z",
      "2027-01-04T09:00Z",
      "2027-01-05T09:00Z",
    ]);
    const monthly = rules({ monthly_publish_limit: 1, publish_time_slots: [at("00:00")] });
    expect(slotsOf({ from: "2026-01-31T23:00:00Z", rules: monthly, timezone: "Pacific/Auckland" })).toEqual([
      "2026-02-01T11:00Z",
      "2026-02-28T11:00Z",
      "2026-03-31T11:00Z",
    ]);
  });

  it("end with the horizon instead of going on for ever", () => {
    const monthly = rules({ monthly_publish_limit: 1 });
    expect(slotsOf({ from: "2026-01-01T00:00:00Z", rules: monthly, count: 500 })).toHaveLength(14);
  });

  it("of a window are its start and each full hour up to its end", () => {
    expect(resolveSlotTimes([{ start: "09:30", end: "12:00" }, at("11:00"), at("23:15")])).toEqual([
      "09:30",
      "10:00",
      "11:00",
      "12:00",
      "23:15",
    ]);
  });
});

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom("00", "15", "30", "59"))
  .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${minute}`);
const slot = fc.tuple(time, time).map(([a, b]) => (a < b ? { start: a, end: b } : { start: b, end: a }));
const someRules = fc.record({
  daily_publish_limit: fc.integer({ min: 1, max: 6 }),
  weekly_publish_limit: fc.integer({ min: 1, max: 12 }),
  monthly_publish_limit: fc.integer({ min: 1, max: 30 }),
  publish_days: fc.subarray([...WEEKDAYS], { minLength: 1 }),
  publish_time_slots: fc.array(slot, { minLength: 1, maxLength: 5 }),
});
/** Around changes of daylight saving, ends of months, and ends of years. */
const moment = fc
  .tuple(
    fc.constantFrom(
      "2026-03-08T06:00:00Z",
      "2026-03-29T00:30:00Z",
      "2026-04-04T13:00:00Z",
      "2026-09-26T13:00:00Z",
      "2026-10-25T00:30:00Z",
      "2026-11-01T05:30:00Z",
      "2026-01-31T23:30:00Z",
      "2028-02-29T12:00:00Z",
      "2026-12-31T12:00:00Z",
    ),
    fc.integer({ min: -4 * 1440, max: 4 * 1440 }),
  )
  .map(([text, minutes]) => Date.parse(text) + minutes * 60_000);

describe.each(zones)("in %s", (timezone) => {
  it("no limit is ever passed, and only allowed days and times in the future are given", () => {
    fc.assert(
      fc.property(
        someRules,
        moment,
        fc.array(fc.integer({ min: -40 * 1440, max: 60 * 1440 }), { maxLength: 15 }),
        fc.integer({ min: 1, max: 25 }),
        (limits, now, offsets, count) => {
          const taken = offsets.map((minutes) => new Date(now + minutes * 60_000).toISOString());
          const given = computeNextSlots({ rules: limits, timezone, taken, count, now });
          expect(given.length).toBeLessThanOrEqual(count);
          expect(new Set([...given, ...taken.map(Date.parse)]).size).toBe(given.length + new Set(taken).size);
          expect([...given].sort((a, b) => a - b)).toEqual(given);
          const times = resolveSlotTimes(limits.publish_time_slots);
          const all = [...taken.map(Date.parse), ...given].map((instant) => partsOf(instant, timezone));
          for (const instant of given) {
            const { date, clock, weekday, week, month } = partsOf(instant, timezone);
            expect(instant).toBeGreaterThan(now);
            expect(limits.publish_days).toContain(weekday);
            expect(times).toContain(clock);
            expect(all.filter((one) => one.date === date).length).toBeLessThanOrEqual(
              limits.daily_publish_limit,
            );
            expect(all.filter((one) => one.week === week).length).toBeLessThanOrEqual(
              limits.weekly_publish_limit,
            );
            expect(all.filter((one) => one.month === month).length).toBeLessThanOrEqual(
              limits.monthly_publish_limit,
            );
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
