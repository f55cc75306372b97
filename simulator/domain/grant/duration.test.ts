import { expect, test } from "vitest";
import type { AccessDuration } from "#domain/policies.ts";
import { parseInstant } from "#domain/time.ts";
import { durationsOffered, endOfAccess } from "./duration.ts";

const at = (text: string) => {
  const instant = parseInstant(text);
  if (!instant) throw new Error(`"${text}" is no instant`);
  return instant;
};

test.for([
  ["1 hour", "2031-03-04T09:00Z", "2031-03-04T10:00:00.000Z"],
  ["1 week", "2031-12-28T09:00Z", "2032-01-04T09:00:00.000Z"],
  ["1 month", "2031-01-31T09:00Z", "2031-02-28T09:00:00.000Z"],
  ["1 month", "2032-01-31T09:00Z", "2032-02-29T09:00:00.000Z"],
  ["1 year", "2032-02-29T09:00Z", "2033-02-28T09:00:00.000Z"],
  ["207 days", "2031-03-04T09:00Z", "2031-09-27T09:00:00.000Z"],
] as const)("%s from %s is over at %s", ([duration, from, end]) => {
  expect(endOfAccess({ from: at(from), duration, granularity: "instant", timeZone: "Asia/Tokyo" })).toBe(end);
});

test.for([
  ["west of UTC", "America/Los_Angeles", "2031-03-04T09:00Z", "2031-03-06T08:00:00.000Z"],
  ["east of UTC", "Asia/Tokyo", "2031-03-04T09:00Z", "2031-03-05T15:00:00.000Z"],
  ["on the day clocks go forward", "Europe/Berlin", "2031-03-29T09:00Z", "2031-03-30T22:00:00.000Z"],
  ["on the day clocks go back", "Europe/Berlin", "2031-10-25T09:00Z", "2031-10-26T23:00:00.000Z"],
] as const)("a day that ends with the day, %s", ([, timeZone, from, end]) => {
  expect(endOfAccess({ from: at(from), duration: "1 day", granularity: "endOfDay", timeZone })).toBe(end);
});

test.for<[string, readonly AccessDuration[], readonly AccessDuration[]]>([
  ["as chosen, shortest first", ["1 year", "1 day"], ["1 day", "1 year"]],
  ["nothing longer than a year", ["1 day", "2 years"], ["1 day"]],
])("offers %s", ([, grantDurationChoices, offered]) => {
  expect(durationsOffered({ now: at("2031-03-04T09:00Z"), policies: { grantDurationChoices } })).toEqual(offered);
});
