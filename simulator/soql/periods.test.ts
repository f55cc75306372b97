import { expect, test } from "vitest";
import type { Instant } from "#domain/time.ts";
import { calendarOf } from "./calendar.ts";
import { rangeOf } from "./periods.ts";
import { aMoment } from "./rows.suite.ts";

// A Wednesday; the fiscal year began in February, and is called by the year it ends in.
const moment = aMoment({ fiscalYearStart: 2 });

test.for([
  ["YESTERDAY", 1, "2031-05-13", "2031-05-14"],
  ["TODAY", 1, "2031-05-14", "2031-05-15"],
  ["TOMORROW", 1, "2031-05-15", "2031-05-16"],
  ["LAST_WEEK", 1, "2031-05-04", "2031-05-11"],
  ["THIS_WEEK", 1, "2031-05-11", "2031-05-18"],
  ["NEXT_WEEK", 1, "2031-05-18", "2031-05-25"],
  ["LAST_MONTH", 1, "2031-04-01", "2031-05-01"],
  ["THIS_MONTH", 1, "2031-05-01", "2031-06-01"],
  ["NEXT_MONTH", 1, "2031-06-01", "2031-07-01"],
  ["LAST_90_DAYS", 1, "2031-02-13", "2031-05-15"],
  ["NEXT_90_DAYS", 1, "2031-05-15", "2031-08-13"],
  ["LAST_N_DAYS", 3, "2031-05-11", "2031-05-15"],
  ["NEXT_N_DAYS", 3, "2031-05-15", "2031-05-18"],
  ["N_DAYS_AGO", 3, "2031-05-11", "2031-05-12"],
  ["LAST_N_WEEKS", 2, "2031-04-27", "2031-05-11"],
  ["NEXT_N_WEEKS", 2, "2031-05-18", "2031-06-01"],
  ["N_WEEKS_AGO", 2, "2031-04-27", "2031-05-04"],
  ["LAST_N_MONTHS", 6, "2030-11-01", "2031-05-01"],
  ["NEXT_N_MONTHS", 8, "2031-06-01", "2032-02-01"],
  ["N_MONTHS_AGO", 5, "2030-12-01", "2031-01-01"],
  ["LAST_QUARTER", 1, "2031-01-01", "2031-04-01"],
  ["THIS_QUARTER", 1, "2031-04-01", "2031-07-01"],
  ["NEXT_QUARTER", 1, "2031-07-01", "2031-10-01"],
  ["LAST_N_QUARTERS", 2, "2030-10-01", "2031-04-01"],
  ["NEXT_N_QUARTERS", 2, "2031-07-01", "2032-01-01"],
  ["N_QUARTERS_AGO", 2, "2030-10-01", "2031-01-01"],
  ["LAST_YEAR", 1, "2030-01-01", "2031-01-01"],
  ["THIS_YEAR", 1, "2031-01-01", "2032-01-01"],
  ["NEXT_YEAR", 1, "2032-01-01", "2033-01-01"],
  ["LAST_N_YEARS", 5, "2026-01-01", "2031-01-01"],
  ["NEXT_N_YEARS", 5, "2032-01-01", "2037-01-01"],
  ["N_YEARS_AGO", 5, "2026-01-01", "2027-01-01"],
  ["THIS_FISCAL_QUARTER", 1, "2031-05-01", "2031-08-01"],
  ["LAST_FISCAL_QUARTER", 1, "2031-02-01", "2031-05-01"],
  ["NEXT_FISCAL_QUARTER", 1, "2031-08-01", "2031-11-01"],
  ["LAST_N_FISCAL_QUARTERS", 2, "2030-11-01", "2031-05-01"],
  ["NEXT_N_FISCAL_QUARTERS", 2, "2031-08-01", "2032-02-01"],
  ["N_FISCAL_QUARTERS_AGO", 2, "2030-11-01", "2031-02-01"],
  ["THIS_FISCAL_YEAR", 1, "2031-02-01", "2032-02-01"],
  ["LAST_FISCAL_YEAR", 1, "2030-02-01", "2031-02-01"],
  ["NEXT_FISCAL_YEAR", 1, "2032-02-01", "2033-02-01"],
  ["LAST_N_FISCAL_YEARS", 2, "2029-02-01", "2031-02-01"],
  ["NEXT_N_FISCAL_YEARS", 2, "2032-02-01", "2034-02-01"],
  ["N_FISCAL_YEARS_AGO", 2, "2029-02-01", "2030-02-01"],
  ["LAST_N_YEARS", 9_999_999, "1700-01-01", "2031-01-01"],
  ["NEXT_N_DAYS", 999_999_999, "2031-05-15", "4000-12-31"],
] as const)("%s:%i", ([name, n, from, to]) => {
  expect(rangeOf(name, n, "date", moment)).toEqual({ from, to });
});

test.for([
  [
    "New York, in summer",
    "TODAY",
    "2031-05-14T16:00:00.000Z",
    "America/New_York",
    "2031-05-14T04:00:00.000Z",
    "2031-05-15T04:00:00.000Z",
  ],
  [
    "Tokyo, already tomorrow",
    "TODAY",
    "2031-05-14T16:00:00.000Z",
    "Asia/Tokyo",
    "2031-05-14T15:00:00.000Z",
    "2031-05-15T15:00:00.000Z",
  ],
  [
    "a day of 23 hours",
    "TODAY",
    "2031-03-09T16:00:00.000Z",
    "America/New_York",
    "2031-03-09T05:00:00.000Z",
    "2031-03-10T04:00:00.000Z",
  ],
  [
    "up to the current second",
    "LAST_N_DAYS",
    "2031-05-14T16:00:00.000Z",
    "UTC",
    "2031-05-13T00:00:00.000Z",
    "2031-05-14T16:00:00.001Z",
  ],
] as const)("in %s", ([, name, now, zone, from, to]) => {
  expect(rangeOf(name, 1, "datetime", aMoment({ now: now as Instant, zone }))).toEqual({ from, to });
});

test.for([
  ["CALENDAR_YEAR", 2032],
  ["CALENDAR_QUARTER", 1],
  ["CALENDAR_MONTH", 3],
  ["DAY_IN_MONTH", 1],
  ["DAY_IN_WEEK", 2],
  ["DAY_IN_YEAR", 61],
  ["DAY_ONLY", "2032-03-01"],
  ["FISCAL_YEAR", 2033],
  ["FISCAL_QUARTER", 1],
  ["FISCAL_MONTH", 2],
  ["HOUR_IN_DAY", 3],
  ["WEEK_IN_MONTH", 1],
  ["WEEK_IN_YEAR", 9],
] as const)("%s of a Monday in a leap year is %s", ([name, is]) => {
  expect(calendarOf(name, "2032-03-01T03:30:00.000Z", false, moment)).toBe(is);
});

test("the user's clocks count where they are asked for", () => {
  expect(calendarOf("HOUR_IN_DAY", "2032-03-01T03:30:00.000Z", true, moment)).toBe(22);
  expect(calendarOf("DAY_ONLY", "2032-03-01T03:30:00.000Z", true, moment)).toBe("2032-02-29");
  expect(calendarOf("DAY_ONLY", null, true, moment)).toBeNull();
});
