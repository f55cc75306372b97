import { expect, test } from "vitest";
import { fits, mutated, mutationsOf, turnRound } from "./mutations.ts";
import type { RuleObject } from "./rule-objects.ts";

test.for([
  ["a boolean", true, { changed: false }],
  ["a number", 120, { changed: 121 }],
  ["a text", "active", { changed: "active (mutant)" }],
  ["an instant", "2031-03-04T09:00:00.000Z", { changed: "2031-03-05T09:00:00.000Z" }],
  ["a list", ["a", "b"], { emptied: [], reversed: ["b", "a"] }],
  ["a list of one", ["a"], { emptied: [] }],
  ["a list of rows", [{ id: 1 }], { emptied: [], "changed[].id": [{ id: 2 }] }],
  ["a row", { id: 1, open: true }, { "changed.id": { id: 2, open: true }, "changed.open": { id: 1, open: false } }],
  ["a row with a row in it", { at: { x: 1 } }, { "changed.at": { at: { x: 2 } } }],
  ["a set", new Set([1]), { emptied: new Set() }],
  ["an empty list", [], {}],
  ["nothing", undefined, {}],
] as const)("%s has these mutants and no others", ([, value, mutants]) => {
  expect(Object.fromEntries(mutationsOf(value).map((mutation) => [mutation, mutated(value, mutation)]))).toEqual(
    mutants,
  );
});

const aRule = (): RuleObject => ({
  id: "GRANT-06",
  says: "it ends",
  brokenBy: (n) => (n === 1 ? "it is one" : undefined),
  cure: "",
});
const aDefinition = (): RuleObject => ({ id: "GRANT-08", says: "it gives", gives: (n) => Number(n) + 1 });

test("a rule is turned round for good, until it is turned back", () => {
  const rule = aRule();
  const ask = () => [1, 2].map((n) => ("brokenBy" in rule ? rule.brokenBy(n) !== undefined : undefined));
  const back = turnRound(rule, "never");
  expect(ask()).toEqual([false, false]);
  back();
  expect(ask()).toEqual([true, false]);
  turnRound(rule, "always");
  expect(ask()).toEqual([true, true]);
});

test("a definition gives another value", () => {
  const definition = aDefinition();
  turnRound(definition, "changed");
  expect("gives" in definition && definition.gives(1)).toBe(3);
});

test.for([
  ["never", true, false],
  ["always", true, false],
  ["changed", false, true],
  ["changed[].id", false, true],
  ["upside down", false, false],
] as const)('"%s" fits a rule: %s, a definition: %s', ([mutation, ofRule, ofDefinition]) => {
  expect([fits(aRule(), mutation), fits(aDefinition(), mutation)]).toEqual([ofRule, ofDefinition]);
  if (!ofRule) expect(() => turnRound(aRule(), mutation)).toThrow(mutation);
});
