import { expect, test } from "vitest";
import type { IndexRow } from "#audit/index/row.ts";
import { aRow, at, sam } from "#audit/index/sample-rows.ts";
import { acme, nia } from "#audit/sample-events.ts";
import { formatId } from "#domain/ids.ts";
import { seenIn } from "./exposure.ts";
import { visitsIn } from "./visits.ts";

const started = aRow(0, { type: "login.started", grant: formatId("Grant", 1), rule: "GRANT-03", withCase: true });
const [session] = [started.session];

test.for<readonly [string, readonly IndexRow[], object]>([
  ["that goes on", [started], { state: "active", startedAt: at(0) }],
  [
    "that timed out",
    [started, aRow(5, { type: "login.ended", effect: undefined, how: "timed out" })],
    { state: "ended", endedAt: at(5), endedBecause: "timed out", seconds: 300, refused: 0 },
  ],
  [
    "that a rule ended",
    [started, aRow(5, { type: "login.ended", effect: "deny", how: "login access ended" })],
    { state: "ended", refused: 1 },
  ],
  ["that waits", [aRow(0, { type: "login.awaiting-approval" })], { state: "awaiting approval" }],
  [
    "that waited and was approved",
    [
      aRow(0, { type: "login.awaiting-approval" }),
      aRow(4, { type: "login.approved" }),
      aRow(5, { type: "login.ended" }),
    ],
    { state: "ended", startedAt: at(4), seconds: 60 },
  ],
  [
    "that waited and was not",
    [aRow(0, { type: "login.awaiting-approval" }), aRow(4, { type: "login.refused", effect: "deny", how: "denied" })],
    { state: "refused", endedBecause: "denied" },
  ],
  [
    "in which something was done",
    [
      started,
      aRow(1, { type: "power.code-viewed" }),
      aRow(2, { type: "power.protected-setting-changed" }),
      aRow(3, { type: "debug.resumed" }),
      aRow(4, { type: "power.refused", effect: "deny" }),
      aRow(5, { type: "log.read", effect: "deny" }),
      aRow(6, { type: "session.extended", effect: undefined }),
    ],
    { looked: 1, changed: 1, debugged: 1, refused: 2, exposed: ["protected settings", "code"] },
  ],
])("a session %s", ([, rows, about]) => {
  expect(visitsIn(rows)).toEqual([
    expect.objectContaining({ session, org: acme, user: nia, delegateUser: sam, ...about }),
  ]);
});

test("sessions of people's own, and those whose beginning is not known, are none", () => {
  expect(visitsIn([aRow(0, { type: "session.started", delegateUser: undefined }), aRow(1)])).toEqual([]);
  expect(visitsIn([{ ...started, delegateUser: undefined }])).toEqual([]);
});

test("what sessions saw is counted by kind, and narrowed to one", () => {
  const other = formatId("AuthSession", 2);
  const rows = [
    aRow(1, { type: "power.code-viewed" }),
    aRow(2, { type: "debug.code-downloaded" }),
    aRow(3, { type: "log.read", session: other }),
    aRow(4, { type: "log.read", session: other, effect: "deny" }),
    aRow(5, { type: "log.read", session: undefined }),
  ];
  const none = { "protected settings": 0, code: 0, "debug logs": 0, variables: 0 };
  expect([...seenIn(rows)]).toEqual([
    [session, { seen: { ...none, code: 2 }, last: 2 }],
    [other, { seen: { ...none, "debug logs": 1 }, last: 3 }],
  ]);
  expect([...seenIn(rows, "code").keys()]).toEqual([session]);
  expect([...seenIn(rows, "variables")]).toEqual([]);
});
