import { expect, test } from "vitest";
import type { Instant } from "#domain/time.ts";
import { waitsUntil } from "./waiting.ts";

const at = (time: string) => `2031-03-04T${time}:00.000Z` as Instant;

test.for([
  ["without a timeout and without a grant, for ever", undefined, "none", undefined],
  ["without a timeout, as long as the grant", "12:00", "none", "12:00"],
  ["with a timeout and no grant, as long as the timeout", undefined, 10, "09:10"],
  ["with a grant that lasts longer than the timeout", "12:00", 10, "09:10"],
  ["with a grant that ends before the timeout", "09:05", 10, "09:05"],
  ["with both at the same instant", "09:10", 10, "09:10"],
] as const)("a login that waits since 09:00 waits %s", ([, accessEndsAt, timeout, until]) => {
  const facts = { since: at("09:00"), timeout, ...(accessEndsAt && { accessEndsAt: at(accessEndsAt) }) };
  expect(waitsUntil.gives(facts)).toBe(until && at(until));
});
