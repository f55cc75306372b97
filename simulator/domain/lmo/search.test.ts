import { expect, test } from "vitest";
import { formatId } from "#domain/ids.ts";
import { found, matches } from "./search.ts";

const id = formatId("Org", 4711);
const globex = { id, name: "Globex" };

test.for([
  ["its name", "Globex", true],
  ["a part of its name in other case", "LOB", true],
  ["letters of its name that stand apart", "gbx", false],
  ["the id, 18 characters", id, true],
  ["the id, 15 characters", id.slice(0, 15), true],
  ["the id with another check suffix", `${id.slice(0, 15)}AAA`, true],
  ["the id, 14 characters", id.slice(0, 14), false],
  ["the id, 16 characters", id.slice(0, 16), false],
  ["the id in upper case", id.toUpperCase(), false],
  ["another id", formatId("Org", 4712), false],
] as const)("a subscriber and %s", ([, text, expected]) => {
  expect(matches.gives({ text, subscriber: globex })).toBe(expected);
});

test("a name that looks like an org id is found by it all the same", () => {
  const odd = { id: formatId("Org", 1), name: id.slice(0, 15) };
  expect(matches.gives({ text: id.slice(0, 15), subscriber: odd })).toBe(true);
});

test("what is found comes by name", () => {
  const acme = { id: formatId("Org", 1), name: "Acme Loblolly" };
  expect(found.gives({ text: "lob", subscribers: [globex, acme] })).toEqual([acme.id, globex.id]);
});
