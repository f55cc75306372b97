import { expect, test } from "vitest";
import type { IndexRow } from "#audit/index/row.ts";
import { aRow, sam } from "#audit/index/sample-rows.ts";
import { acme, globex } from "#audit/sample-events.ts";
import { Refused } from "./refusals.ts";

/** A refusal in the minute of its number. */
const refused = (minute: number, about: Partial<IndexRow> = {}) =>
  aRow(minute, { type: "login.refused", effect: "deny", rule: "GRANT-03", ...about });

function countOf(rows: readonly IndexRow[]): Refused {
  const counted = new Refused();
  for (const row of rows) counted.take(row);
  return counted;
}

const tess = { org: sam.org, id: "0055f000000000tess" as typeof sam.id };

test.for<readonly [string, readonly IndexRow[], readonly (readonly [number, number])[]]>([
  ["two refusals", [refused(0), refused(1)], []],
  ["three at once", [refused(0), refused(1), refused(2)], [[0, 2]]],
  ["fifteen minutes apart", [refused(0), refused(15), refused(30)], [[0, 30]]],
  ["more than that apart", [refused(0), refused(15), refused(31)], []],
  [
    "a run that is over, and another",
    [0, 1, 2, 30, 31, 32].map((n) => refused(n)),
    [
      [30, 32],
      [0, 2],
    ],
  ],
  ["of two agents", [refused(0), refused(1, { delegateUser: tess }), refused(2)], []],
  ["in two orgs", [refused(0), refused(1, { org: globex }), refused(2)], []],
  ["before anybody logged in", [0, 1, 2].map((n) => refused(n, { user: undefined, delegateUser: undefined })), []],
])("runs: %s", ([, rows, runs]) => {
  expect(countOf(rows).runs.map(({ records }) => records)).toEqual(runs);
});

test("a run tells who, where, how often and by which rules", () => {
  const [run] = countOf([refused(0), refused(1, { rule: "GRANT-06" }), refused(2)]).runs;
  expect(run).toMatchObject({ person: sam, org: acme, count: 3, rules: ["GRANT-03", "GRANT-06"] });
  expect([run?.since, run?.until]).toEqual([refused(0).at, refused(2).at]);
});

test("refusals are counted by rule and by person, the most frequent first", () => {
  const { all, byRule, byPerson } = countOf([
    refused(0, { rule: "POWER-06" }),
    refused(1),
    refused(2, { delegateUser: tess }),
    refused(3, { org: globex }),
  ]);
  expect(all).toBe(4);
  expect(byRule.map(({ rule, count }) => [rule, count])).toEqual([
    ["GRANT-03", 3],
    ["POWER-06", 1],
  ]);
  expect(byPerson.map(({ person, org, count, rules }) => [person, org, count, rules])).toEqual([
    [sam, acme, 2, ["POWER-06", "GRANT-03"]],
    [tess, acme, 1, ["GRANT-03"]],
    [sam, globex, 1, ["GRANT-03"]],
  ]);
});
