import { expect, test } from "vitest";
import { windowInstantIn } from "./given-instant.ts";

test.for([
  ["2026-11-22T09:12:27Z", "2026-11-22T09:12:27.000Z"],
  ["2026-11-22T10:12:27.000+0100", "2026-11-22T09:12:27.000Z"],
  [1795338747000, "2026-11-22T09:12:27.000Z"],
  ["Sun, 22 Nov 2026 09:12:27 GMT", "2026-11-22T09:12:27.000Z"],
  ["Tue, 30 Feb 2027 09:12:27 GMT", undefined],
  ["Sun, 22 Now 2026 09:12:27 GMT", undefined],
  ["22 Nov 2026", undefined],
  ["", undefined],
  [8.6e14, undefined],
  ["9999-12-31T23:59:00.000-0100", undefined],
  [true, undefined],
  [Number.NaN, undefined],
] as const)("%o is %s", ([given, instant]) => {
  expect(windowInstantIn(given)).toBe(instant);
});
