import { describe, expect, it } from "vitest";
import { computeNextRun, type Schedule } from "../../src/modules/sites/schedule";

/** So many dates of the schedule in a row, each asked for at the one before. */
function datesOf(schedule: Schedule, zone: string, from: string, count: number): string[] {
  const dates: string[] = [];
  for (let at = from; dates.length < count;) {
    at = computeNextRun(schedule, zone, new Date(at))!;
    dates.push(at.replace(".000Z", "Z"));
  }
  return dates;
}

const daily = (scheduled_time: string): Schedule => ({
  frequency: "daily",
  scheduled_days: [],
  scheduled_time,
});
const monthly = (...scheduled_days: string[]): Schedule => ({
  frequency: "monthly",
  scheduled_days,
  scheduled_time: "02:30",
});

describe("a daily schedule over a change of daylight saving", () => {
  it.each([
    [
      "Europe/Berlin, whose missing 02:30 is the first moment after it",
      "Europe/Berlin",
      "02:30",
      "2026-03-27T12:00:00Z",
      ["2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"],
    ],
    [
      "Europe/Berlin, whose 02:30 comes twice in autumn",
      "Europe/Berlin",
      "02:30",
      "2026-10-23T12:00:00Z",
      ["2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"],
    ],
    [
      "New York, likewise",
      "America/New_York",
      "02:30",
      "2026-03-06T12:00:00Z",
      ["2026-03-07T07:30:00Z", "2026-03-08T07:00:00Z", "2026-03-09T06:30:00Z"],
    ],
    [
      "New York, whose 01:30 comes twice in autumn",
      "America/New_York",
      "01:30",
      "2026-10-30T12:00:00Z",
      ["2026-10-31T05:30:00Z", "2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z"],
    ],
    [
      "Lord Howe, which moves by half an hour, in spring",
      "Australia/Lord_Howe",
      "02:15",
      "2026-10-02T00:00:00Z",
      ["2026-10-02T15:45:00Z", "2026-10-03T15:30:00Z", "2026-10-04T15:15:00Z"],
    ],
    [
      "Lord Howe in autumn",
      "Australia/Lord_Howe",
      "01:45",
      "2026-04-02T20:00:00Z",
      ["2026-04-03T14:45:00Z", "2026-04-04T14:45:00Z", "2026-04-05T15:15:00Z"],
    ],
  ])("comes once a day in %s", (_what, zone, time, from, due) => {
    expect(datesOf(daily(time), zone, from, due.length)).toEqual(due);
  });

  it.each(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/St_Johns", "Asia/Kolkata"])(
    "comes once on each of 800 days in %s, at whatever time",
    (zone) => {
      const dayOf = new Intl.DateTimeFormat("en-CA", { timeZone: zone });
      for (const time of ["00:00", "01:30", "01:45", "02:00", "02:30", "03:00", "23:59"]) {
        const days = datesOf(daily(time), zone, "2026-01-01T12:00:00Z", 800).map((date) =>
          dayOf.format(new Date(date)),
        );
        expect(new Set(days).size, time).toBe(800);
        const last = (Date.parse(days.at(-1)!) - Date.parse(days[0]!)) / 86_400_000;
        expect(last, time).toBe(799);
      }
    },
  );
});

describe("a monthly schedule", () => {
  it("comes on the days that a month has", () => {
    expect(datesOf(monthly("29", "31"), "UTC", "2027-01-30T00:00:00Z", 5)).toEqual([
      "2027-01-31T02:30:00Z",
      "2027-03-29T02:30:00Z",
      "2027-03-31T02:30:00Z",
      "2027-04-29T02:30:00Z",
      "2027-05-29T02:30:00Z",
    ]);
    expect(datesOf(monthly("29"), "UTC", "2028-02-01T00:00:00Z", 1)).toEqual(["2028-02-29T02:30:00Z"]);
  });

  it("keeps its wall time over a change that falls on its day", () => {
    expect(datesOf(monthly("29"), "Europe/Berlin", "2026-03-01T00:00:00Z", 2)).toEqual([
      "2026-03-29T01:00:00Z",
      "2026-04-29T00:30:00Z",
    ]);
  });
});
