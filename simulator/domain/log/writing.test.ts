import { expect, test } from "vitest";
import { MB } from "./storage.ts";
import { linesRemoved, withoutSessionIds } from "./writing.ts";

/** The room that is kept for the mark. */
const MARK = 51;

test.for([
  ["nothing below the header", { header: 100, lines: [] }, 0],
  ["exactly as much as fits", { header: 100, lines: [20 * MB - 100] }, 0],
  ["a byte more, in one line", { header: 100, lines: [20 * MB - 99] }, 1],
  ["a byte more, in many lines: one of them", { header: 100, lines: [100, 20 * MB - 199] }, 1],
  ["just enough room for the mark in one line", { header: 0, lines: [MARK + 1, 10, 20 * MB - MARK - 10] }, 1],
  ["not enough room for it in one line", { header: 0, lines: [MARK, 10, 20 * MB - MARK - 9] }, 2],
] as const)("of a log with %s lines are removed", ([, lengths, removed]) => {
  expect(linesRemoved.gives(lengths)).toBe(removed);
});

test.for([
  ["00D5f0000000003!0Ak5f0000000001.mac-of_it", "SESSION_ID_REMOVED"],
  ["a 00D5f0000000003EAA!AQ.x, and more", "a SESSION_ID_REMOVED, and more"],
  ["00D5f0000000003!a 00D5f0000000003!b", "SESSION_ID_REMOVED SESSION_ID_REMOVED"],
  ["?sid=00D5f0000000003%21AQ%2Ex&of=it", "?sid=SESSION_ID_REMOVED&of=it"],
  ["00D5f0000000003!", "00D5f0000000003!"],
  ["00D5f0000000003EAA", "00D5f0000000003EAA"],
] as const)("%s is written as %s", ([text, stored]) => {
  expect(withoutSessionIds.gives(text)).toBe(stored);
});
