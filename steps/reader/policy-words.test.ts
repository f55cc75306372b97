import { expect, test } from "vitest";
import { allAlternatives, choosesPolicy, formatChoice, parseChoice } from "./policy-words.ts";

test("every alternative reads back as it was written", () => {
  const choices = allAlternatives();
  expect(choices.length).toBeGreaterThan(0);
  expect(choices.map((choice) => parseChoice(formatChoice(choice)))).toEqual(choices);
});

test("the default can be chosen, too", () => {
  expect(parseChoice("requireCaseReference is false")).toEqual({ policy: "requireCaseReference", value: false });
});

test.for([
  ["no policy", "requireCaseReferences is true"],
  ["one of false; true", "requireCaseReference is maybe"],
  ["no policy", "requireCaseReference"],
] as const)("%s: %s", ([message, text]) => {
  expect(() => parseChoice(text)).toThrow(message);
});

test("a step chooses the policy it names, and no other", () => {
  const step = { text: "the policy serverIdlePeak is 15" };
  expect([choosesPolicy(step, "serverIdlePeak"), choosesPolicy(step, "serverIdle")]).toEqual([true, false]);
});
