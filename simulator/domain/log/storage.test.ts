import { expect, test } from "vitest";
import { formatId } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";
import { MB, overwritten, type StoredLog } from "./storage.ts";

const log = (n: number, time: string, mb: number): StoredLog => ({
  id: formatId("ApexLog", n),
  startedAt: `2031-03-04T${time}:00.000Z` as Instant,
  location: "Monitoring",
  length: mb * MB,
});
const gone = (logs: readonly StoredLog[], newest: StoredLog) =>
  overwritten({ logs, newest, policies: { logOverflow: "overwriteOldest" } }).map(({ id }) => id);

test.for([
  ["exactly full: nothing goes", [log(1, "09:00", 990)], log(9, "10:00", 10), []],
  ["a MB more: the oldest goes", [log(2, "09:01", 500), log(1, "09:00", 491)], log(9, "10:00", 10), [1]],
  ["of one instant the first to come goes", [log(1, "09:00", 500), log(2, "09:00", 491)], log(9, "09:00", 10), [1]],
  ["the newest stays, whatever its time", [log(1, "09:00", 991)], log(9, "08:00", 10), [1]],
  ["as many as must", [log(1, "09:00", 5), log(2, "09:01", 5), log(3, "09:02", 990)], log(9, "10:00", 10), [1, 2]],
] as const)("%s", ([, logs, newest, expected]) => {
  expect(gone(logs, newest)).toEqual(expected.map((n) => formatId("ApexLog", n)));
});

test("under the other reading nothing is overwritten", () => {
  const logs = [log(1, "09:00", 2000)];
  const policies = { logOverflow: "blockTraceFlags" } as const;
  expect(overwritten({ logs, newest: log(9, "10:00", 10), policies })).toEqual([]);
});
