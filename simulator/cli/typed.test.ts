import { expect, test } from "vitest";
import { parseLength } from "./clock.ts";
import { tellingsIn } from "./coverage.ts";
import { Failure } from "./failure.ts";
import { typedValue } from "./policy.ts";

test.for([
  ["8 days", 8 * 86_400],
  ["1 day", 86_400],
  ["90 minutes", 5400],
  ["1 week", 604_800],
  ["30seconds", 30],
  ["2 hours", 7200],
] as const)("%s is %i seconds", ([text, seconds]) => {
  expect(parseLength(text)).toBe(seconds);
});

test.for(["", "0 days", "days", "1.5 days", "-1 day", "1 month", "1 day 2 hours"])(
  '"%s" is no length of time',
  (text) => {
    expect(() => parseLength(text)).toThrow(Failure);
  },
);

test.for([
  ["true", true],
  ["false", false],
  ["15", 15],
  ["none", "none"],
  ["1 day, 1 week", ["1 day", "1 week"]],
] as const)("%s is typed as what it looks like", ([text, value]) => {
  expect(typedValue(text)).toEqual(value);
});

const FEATURE = `Feature: Login access

  Scenario Outline: <who> tries
    When Sam logs in as Nia

    Examples:
      | who | rule     |
      | Sam | POWER-02 |
      | Nia | POWER-02 |
      | Eve | NONE-01  |

  @GRANT-06
  Rule: Login access ends by itself when the chosen period is over

    Example: A minute left
      When Sam logs in as Nia

    Scenario Outline: At <when>
      When Sam logs in as Nia

      Examples:
        | when | rule     |
        | 9:00 | GRANT-03 |
`;

test("a rule is told by its own Rule and by the rows of a matrix, not by rows that quote what answered", () => {
  expect(tellingsIn("f.feature", FEATURE)).toEqual([
    { rule: "POWER-02", file: "f.feature", line: 3, name: "<who> tries" },
    { rule: "GRANT-06", file: "f.feature", line: 15, name: "A minute left" },
    { rule: "GRANT-06", file: "f.feature", line: 18, name: "At <when>" },
  ]);
});
