import { expect, test } from "vitest";
import { isAct, isAssertion, parseFeature } from "./features.ts";

const FEATURE = `Feature: Login access

  Scenario Outline: <who> tries
    When <who> tries
    Then <who> is let in under <rule>

    Examples: one
      | who | rule     |
      | Sam | POWER-02 |
      | Nia | POWER-06 |

  @GRANT-06
  Rule: Login access ends by itself

    Example: as it ends
      Given it is now
      When Sam logs in
      Then Sam is refused
      And nothing else

  @GRANT-07
  Rule: Nobody tells this
`;

const feature = parseFeature("a.feature", FEATURE);

test("a Rule is told by its tag, its sentence and its examples", () => {
  expect(feature.tellings).toEqual([
    { rules: ["GRANT-06"], sentence: "Login access ends by itself", place: "a.feature:13", examples: 1 },
    { rules: ["GRANT-07"], sentence: "Nobody tells this", place: "a.feature:22", examples: 0 },
  ]);
});

test("a row of an outline is an example at its own line, and proves the rule in its column", () => {
  expect(feature.matrix).toEqual(["POWER-02", "POWER-06"]);
  expect(feature.examples.map(({ name, place, rules }) => [name, place, rules])).toEqual([
    ["Sam tries", "a.feature:9", ["POWER-02"]],
    ["Nia tries", "a.feature:10", ["POWER-06"]],
    ["as it ends", "a.feature:15", ["GRANT-06"]],
  ]);
});

test("steps know whether they act or assert, also behind And", () => {
  const steps = feature.examples.at(-1)?.steps ?? [];
  expect(steps.map((step) => [step.text, isAct(step), isAssertion(step)])).toEqual([
    ["it is now", false, false],
    ["Sam logs in", true, false],
    ["Sam is refused", false, true],
    ["nothing else", false, true],
  ]);
});

test("every rule id in the text counts as cited", () => {
  expect(new Set(feature.cited)).toEqual(new Set(["POWER-02", "POWER-06", "GRANT-06", "GRANT-07"]));
});

test("what is no Gherkin is no feature", () => {
  expect(() => parseFeature("b.feature", "Featur: one")).toThrow("expected");
});
