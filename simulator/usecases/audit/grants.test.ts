import { expect, test } from "vitest";
import type { IndexRow } from "#audit/index/row.ts";
import { aRow, sam } from "#audit/index/sample-rows.ts";
import { acme, globex, nia } from "#audit/sample-events.ts";
import { formatId } from "#domain/ids.ts";
import { fromMillis } from "#domain/time.ts";
import { grantBars } from "./grant-bar.ts";
import { type GrantFlag, judgedGrants, usesIn } from "./grants.ts";

const [one, two] = [formatId("Grant", 1), formatId("Grant", 2)];
const omar = { org: acme, id: formatId("User", 2) };
/** So many days, and hours, into the story. */
const on = (day: number, hour = 0) => fromMillis(Date.UTC(2031, 2, 1 + day, hour));

const given = (seq: number, day: number, until: number, about: Partial<IndexRow> = {}) =>
  aRow(seq, {
    type: "grant.given",
    at: on(day),
    delegateUser: undefined,
    session: undefined,
    grant: one,
    party: sam.org,
    until: on(until),
    ...about,
  });
const step = (seq: number, day: number, type: IndexRow["type"], about: Partial<IndexRow> = {}) =>
  given(seq, day, 0, { type, until: undefined, ...about });
const login = (seq: number, day: number, about: Partial<IndexRow> = {}) =>
  aRow(seq, { type: "login.started", at: on(day), grant: one, ...about });

test.for<readonly [string, readonly IndexRow[], readonly GrantFlag[], (readonly GrantFlag[])?]>([
  ["used with a case and over", [given(0, 0, 7), login(1, 1, { withCase: true }), step(2, 7, "grant.expired")], []],
  ["running and not used yet", [given(0, 0, 7)], []],
  ["over and never used", [given(0, 0, 7), step(1, 7, "grant.expired")], ["never used"]],
  ["revoked and never used", [given(0, 0, 7), step(1, 1, "grant.revoked")], ["never used"]],
  ["of 30 days", [given(0, 0, 30)], []],
  ["of 31 days", [given(0, 0, 31)], ["over 30 days"]],
  ["of 31 days, revoked at once", [given(0, 0, 31), login(1, 0), step(2, 0, "grant.revoked")], ["over 30 days"]],
  [
    "prolonged without a case",
    [given(0, 0, 7), login(1, 1), step(2, 2, "grant.changed", { until: on(9) })],
    ["renewed without a case"],
  ],
  [
    "prolonged with a case",
    [given(0, 0, 7), login(1, 1, { withCase: true }), step(2, 2, "grant.changed", { until: on(9) })],
    [],
  ],
  [
    "prolonged before a case was named",
    [given(0, 0, 7), step(1, 2, "grant.changed", { until: on(9) }), login(2, 3, { withCase: true })],
    ["renewed without a case"],
  ],
  ["shortened without a case", [given(0, 0, 7), login(1, 1), step(2, 2, "grant.changed", { until: on(3) })], []],
  [
    "prolonged by an agent",
    [given(0, 0, 7), login(1, 1, { withCase: true }), step(2, 2, "grant.changed", { until: on(9), byAgent: true })],
    ["prolonged by an agent"],
  ],
  [
    "given again within a day, without a case",
    [given(0, 0, 7), login(1, 1), step(2, 7, "grant.expired"), given(3, 8, 9, { grant: two })],
    [],
    ["renewed without a case"],
  ],
  [
    "given again within a day, after a case",
    [given(0, 0, 7), login(1, 1, { withCase: true }), step(2, 7, "grant.expired"), given(3, 8, 9, { grant: two })],
    [],
    [],
  ],
  [
    "given again later",
    [given(0, 0, 7), login(1, 1), step(2, 7, "grant.expired"), given(3, 8, 9, { grant: two, at: on(8, 1) })],
    [],
    [],
  ],
  [
    "beside that of another user",
    [given(0, 0, 7), given(1, 1, 3, { grant: two, user: omar })],
    ["overlapping"],
    ["overlapping"],
  ],
  ["right after that of another user", [given(0, 0, 7), given(1, 7, 9, { grant: two, user: omar })], [], []],
  [
    "beside that of another user that was revoked before",
    [given(0, 0, 7), login(1, 1), step(2, 1, "grant.revoked"), given(3, 2, 3, { grant: two, user: omar })],
    [],
    [],
  ],
  [
    "beside one for another publisher",
    [given(0, 0, 7), given(1, 1, 3, { grant: two, user: omar, party: globex })],
    [],
    [],
  ],
  [
    "beside one of another org",
    [given(0, 0, 7), given(1, 1, 3, { grant: two, org: globex, user: { org: globex, id: nia.id } })],
    [],
    [],
  ],
])("a grant %s", ([, rows, first, second]) => {
  const judged = judgedGrants(grantBars(rows), usesIn(rows.filter(({ type }) => type === "login.started")));
  expect(judged.map(({ flags }) => flags)).toEqual(second ? [first, second] : [first]);
});

test("a grant tells whose account it opens, who gave it, how long and how often it was used", () => {
  const rows = [
    given(0, 0, 7, { account: omar.id }),
    login(1, 1, { withCase: true }),
    login(2, 2),
    step(3, 3, "grant.changed", { until: on(3, 12) }),
    step(4, 3, "grant.revoked"),
  ];
  const [grant] = judgedGrants(grantBars(rows), usesIn(rows.slice(1, 3)));
  expect(grant).toMatchObject({
    user: omar,
    givenBy: nia,
    party: sam.org,
    days: 7,
    uses: 2,
    lastUse: on(2),
    withCase: 1,
    end: "revoked",
    endsAt: on(3),
  });
  expect(grant?.steps.map(({ how, by }) => [how, by?.id])).toEqual([
    ["given", nia.id],
    ["changed", nia.id],
    ["revoked", nia.id],
  ]);
});
