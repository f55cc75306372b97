import { expect, test } from "vitest";
import { withinRange } from "./login-window.ts";

test.for([
  ["the first of a range", "192.0.2.10", "192.0.2.10-192.0.2.20", true],
  ["the last of a range", "192.0.2.20", "192.0.2.10-192.0.2.20", true],
  ["one below", "192.0.2.9", "192.0.2.10-192.0.2.20", false],
  ["one above", "192.0.2.21", "192.0.2.10-192.0.2.20", false],
  ["compared as numbers, not as text", "192.0.2.100", "192.0.2.10-192.0.2.20", false],
  ["over the border of a byte", "10.0.1.0", "10.0.0.255-10.0.1.1", true],
  ["a single address", "192.0.2.7", "192.0.2.7", true],
  ["beside a single address", "192.0.2.8", "192.0.2.7", false],
  ["blanks around the dash", "192.0.2.11", "192.0.2.10 - 192.0.2.20", true],
  ["an address with a byte too large", "192.0.2.256", "192.0.2.0-192.0.3.255", false],
  ["an address of another sort", "::1", "0.0.0.0-255.255.255.255", false],
  ["a range that is none", "192.0.2.7", "the office", false],
] as const)("%s", ([, address, range, within]) => {
  expect(withinRange(address, range)).toBe(within);
});
