import { expect, test } from "vitest";
import { formatId } from "#domain/ids.ts";
import type { Change } from "#domain/org.ts";
import type { Instant } from "#domain/time.ts";
import { LogIndex } from "./stored.ts";

const org = formatId("Org", 1);
const at = (text: string) => `2031-03-${text}:00.000Z` as Instant;

const written = (n: number, startedAt: Instant, length?: number): Change => {
  const id = formatId("ApexLog", n);
  const row = { id, user: formatId("User", 1), operation: "x", startedAt, lines: [{ text: "12|34" }] };
  const rest = { location: "Monitoring", application: "", request: "", status: "", duration: 0 } as const;
  return { table: "apexLogs", id, row: { ...row, ...rest, length: length ?? 6 } };
};
const dueOf = (index: LogIndex) => [...index].map(({ log }) => log.dueAt);

test("a log is due by its age, and never before it came on record", () => {
  const index = new LogIndex();
  expect(index.change(org, at("04T09:00"), [written(1, at("04T09:00"))])).toBe(at("11T09:00"));
  index.change(org, at("20T09:00"), [written(2, at("04T10:00"))]);
  expect(dueOf(index)).toEqual([at("11T09:00"), at("20T09:00")]);
});

test("a row that is written again counts once, and a deleted one counts on for a burst", () => {
  const index = new LogIndex();
  index.change(org, at("04T09:00"), [written(1, at("04T09:00"), 5)]);
  index.change(org, at("04T09:01"), [written(1, at("04T09:00"), 7)]);
  expect(index.of(org).recent).toEqual([{ at: at("04T09:00"), length: 5 }]);
  index.change(org, at("04T09:02"), [{ table: "apexLogs", id: formatId("ApexLog", 1), row: null }]);
  expect([[...index], index.of(org).recent.length]).toEqual([[], 1]);
  index.change(org, at("04T09:15"), [written(2, at("04T09:15"), 1)]);
  expect(index.of(org).recent).toEqual([{ at: at("04T09:15"), length: 1 }]);
});

test("the soonest is the one whose time comes first, and that is still there", () => {
  const index = new LogIndex();
  const soonest = () => index.soonest?.log.id;
  expect(soonest()).toBeUndefined();
  index.change(org, at("04T09:00"), [
    written(1, at("04T09:00")),
    written(2, at("04T08:00")),
    written(3, at("04T09:00")),
  ]);
  expect(soonest()).toBe(formatId("ApexLog", 2));
  index.change(org, at("04T09:01"), [{ table: "apexLogs", id: formatId("ApexLog", 2), row: null }]);
  expect(soonest()).toBe(formatId("ApexLog", 1));
  index.change(org, at("04T09:02"), [written(1, at("04T09:02"))]);
  expect(soonest()).toBe(formatId("ApexLog", 3));
  index.change(org, at("04T09:03"), [{ table: "apexLogs", id: formatId("ApexLog", 3), row: null }]);
  expect(index.soonest?.log).toMatchObject({ id: formatId("ApexLog", 1), dueAt: at("11T09:02") });
});
