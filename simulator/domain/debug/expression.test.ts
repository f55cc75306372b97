import { expect, test } from "vitest";
import { Fault } from "#domain/fault.ts";
import { compiled, matchesWhole } from "./expression.ts";

test.for([
  ["", "", true],
  ["abc", "abc", true],
  ["abc", "abcd", false],
  ["a|bc", "bc", true],
  ["a|bc", "ac", false],
  ["(a|b)c", "bc", true],
  ["(?:ab)+", "ababab", true],
  ["(?:ab)+", "aba", false],
  ["ab*", "a", true],
  ["ab?c", "ac", true],
  ["a{2}", "aa", true],
  ["a{2}", "aaa", false],
  ["a{2,}", "aaaa", true],
  ["a{1,2}", "aaa", false],
  ["a{0}b", "b", true],
  ["(a*)*b", "aab", true],
  [".*?x", "ax", true],
  ["^ab$", "ab", true],
  ["a^b", "ab", false],
  ["a$b", "ab", false],
  ["[a-c]+", "abc", true],
  ["[^a-c]", "b", false],
  ["[]a]+", "a]", true],
  ["[a-]+", "a-", true],
  ["[\\d_]+", "1_2", true],
  ["\\w+\\.\\w+", "ledg.Invoice", true],
  ["\\D", "1", false],
  ["\\s\\S", " a", true],
  ["a.c", "a\nc", false],
  ["\\(Id\\)", "(Id)", true],
  ["é.", "éa", true],
] as const)("%s and %s", ([expression, text, matches]) => {
  expect(matchesWhole(compiled(expression), text)).toBe(matches);
  // JavaScript's own engine reads what is used here in the same way, but for an empty class.
  if (!expression.startsWith("[]")) expect(new RegExp(`^(?:${expression})$`).test(text)).toBe(matches);
});

test.for([
  "(",
  "a)",
  "[a",
  "*a",
  "a**",
  "a{2",
  "a{3,1}",
  "(?=a)",
  "(?<n>a)",
  "\\b",
  "(a)\\1",
  "\\",
  "[b-a]",
  "a{9999}{9}",
])("%s is refused in words", (expression) => {
  expect(() => compiled(expression)).toThrow(Fault);
});

test.for([`(${"a{9}".repeat(60)}){99}`, "(((a{99}){99}){99})", "a".repeat(256)])(
  "a large one is refused at once",
  (expression) => {
    expect(() => compiled(expression)).toThrow(/too large|at most 255/);
  },
);

test("the time goes with the text, also where others go back and try again", () => {
  const steps = compiled("(a+)+(a|aa)+(.*a)*b");
  const begun = performance.now();
  expect(matchesWhole(steps, "a".repeat(255))).toBe(false);
  expect(performance.now() - begun).toBeLessThan(1_000);
});
