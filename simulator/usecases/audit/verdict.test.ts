import { describe, expect, test } from "vitest";
import type { IndexRow } from "#audit/index/row.ts";
import { aRow, at, sam } from "#audit/index/sample-rows.ts";
import { formatId } from "#domain/ids.ts";
import { grantBars } from "./grant-bar.ts";
import { verdictOn } from "./verdict.ts";

const grant = formatId("Grant", 1);
const byNobody = { session: undefined, delegateUser: undefined, effect: undefined, rule: undefined } as const;
const given = aRow(0, { ...byNobody, type: "grant.given", grant, party: sam.org, until: at(60) });
const login = aRow(1, { type: "login.started", grant });
const act = (seq: number, about: Partial<IndexRow> = {}) => aRow(seq, { type: "power.code-viewed", ...about });
const step = (seq: number, type: IndexRow["type"], about: Partial<IndexRow> = {}) =>
  aRow(seq, { ...byNobody, type, grant, party: sam.org, ...about });

const verdict = (acts: readonly IndexRow[], steps: readonly IndexRow[] = []) =>
  verdictOn([login, ...acts], grantBars([given, ...steps])[0]);

describe("a session under login access", () => {
  test.for<readonly [string, readonly IndexRow[], readonly IndexRow[], readonly number[]]>([
    ["within its time", [act(5)], [], []],
    ["a minute before it ends", [act(5, { at: at(59) })], [], []],
    ["at the instant it ends", [act(5, { at: at(60) })], [], [5]],
    ["after it was prolonged", [act(5, { at: at(61) })], [step(4, "grant.changed", { until: at(90) })], []],
    ["before it was prolonged", [act(3, { at: at(61) })], [step(4, "grant.changed", { until: at(90) })], [3]],
    ["after it was shortened", [act(5, { at: at(40) })], [step(4, "grant.changed", { until: at(30) })], [5]],
    ["after it was revoked", [act(3), act(5)], [step(4, "grant.revoked")], [5]],
    ["after it was void", [act(5)], [step(4, "grant.voided")], [5]],
    ["after it expired", [act(5)], [step(4, "grant.expired")], [5]],
    ["refused after it was revoked", [act(5, { effect: "deny" })], [step(4, "grant.revoked")], []],
    ["leaving after it was revoked", [act(5, { type: "login.ended" })], [step(4, "grant.revoked")], []],
    [
      "activity after it was revoked",
      [act(5, { type: "session.extended", effect: undefined })],
      [step(4, "grant.revoked")],
      [5],
    ],
  ])("%s", ([, acts, steps, uncovered]) => {
    const { outcome, uncovered: found, decidedBy } = verdict(acts, steps);
    expect(found.map(({ seq }) => seq)).toEqual(uncovered);
    expect(outcome).toBe(uncovered.length === 0 ? "covered" : "not covered");
    expect(decidedBy).toEqual([0, 1, ...steps.map(({ seq }) => seq)].sort());
  });

  test("that the log knows nothing of", () => {
    expect(verdictOn([login, act(2)], undefined)).toEqual({
      outcome: "not covered",
      acts: 2,
      uncovered: [1, 2].map((seq) => ({ seq, because: "no login access had been given before" })),
      decidedBy: [1],
    });
  });

  test("that was given after the login", () => {
    const late = step(3, "grant.given", { until: at(60), user: given.user });
    expect(verdictOn([login], grantBars([late])[0]).outcome).toBe("not covered");
  });
});

test("a session that rests on no login access is told with the rule that let it in", () => {
  const own = aRow(1, { type: "login.started", rule: "GRANT-19" });
  expect(verdictOn([own, act(2)], undefined)).toMatchObject({
    outcome: "needs no login access",
    rule: "GRANT-19",
    acts: 2,
  });
});

test("a login that waited and was refused let nothing in", () => {
  const rows = [
    aRow(1, { type: "login.awaiting-approval", grant }),
    aRow(2, { type: "login.refused", effect: "deny" }),
  ];
  expect(verdictOn(rows, grantBars([given])[0])).toMatchObject({ outcome: "nothing was let in", acts: 0 });
});
