import { hash } from "node:crypto";
import { expect, test } from "vitest";
import { Auditor } from "./auditor.ts";
import { ACME, allow, deny, forged, HISTORY, LOGIN, NIA, RITA, ROLF, SAM, type Told } from "./forged.suite.ts";

const { out, change, given } = HISTORY;
const PLATFORM = { org: "platform" };
const by = (user: object, rule = "REVIEW-05"): Omit<Told, "type"> => ({ ...PLATFORM, user, decision: allow(rule) });

const opened: Told = {
  type: "review.opened",
  ...PLATFORM,
  review: "R-00001",
  about: { what: "LoginAs session", session: LOGIN },
  reasons: ["data changed"],
  risk: "high",
  subscriber: ACME,
  parties: [SAM, NIA],
  dueAt: "2031-03-06T09:00:00.000Z",
};
const assigned = (reviewer: object): Told => ({ type: "review.assigned", ...by(RITA), review: "R-00001", reviewer });
// Record 10 and the hash it carries of the one before, so that an attestation can name the log it speaks of.
const attested = (user: object, about: object = {}): Told => ({
  type: "review.attested",
  ...by(user),
  review: "R-00001",
  text: "read from end to end",
  over: { first: 5, last: 7 },
  log: { size: 10, hash: "h9" },
  prev: "h9",
  ...about,
});
const closed: Told = { type: "review.closed", ...by(RITA), review: "R-00001" };
const rejected: Told = {
  type: "review.rejected",
  ...by(RITA),
  review: "R-00001",
  text: "nobody called for it",
  dueAt: "2031-03-11T09:00:00.000Z",
};

/** What is found when this follows the session. */
function foundIn(records: readonly Told[], instead: Parameters<typeof forged>[0] = {}) {
  const auditor = new Auditor();
  for (const record of forged({ ...instead, out: [out, ...records] })) auditor.take(record);
  auditor.close();
  return auditor.findings;
}

const both = [opened, assigned(RITA), attested(RITA), assigned(ROLF), attested(ROLF), closed];

test("a review from its opening to its end holds", () => {
  expect(foundIn(both)).toEqual([]);
  expect(foundIn([opened, assigned(RITA), rejected])).toEqual([]);
});

test.for([
  ["nobody opens it", "REVIEW-01", []],
  ["it opens late", "REVIEW-01", [{ ...opened, at: "2031-03-04T09:00:01.000Z" }]],
  ["it has another number", undefined, [{ ...opened, review: "R-00002" }]],
  ["somebody who had part is left out", "REVIEW-10", [{ ...opened, parties: [SAM] }]],
  ["the risk is talked down", "REVIEW-10", [{ ...opened, risk: "low" }]],
  ["the deadline falls on another day", "REVIEW-10", [{ ...opened, dueAt: "2031-03-07T09:00:00.000Z" }]],
  ["nothing is the reason", "REVIEW-01", [opened, { ...opened, review: "R-00002" }]],
  ["it stands in an org's own log", undefined, [opened, { ...assigned(RITA), org: ACME }]],
  ["Sam reviews himself", "REVIEW-05", [opened, { ...assigned(SAM), ...by(SAM) }]],
  ["it is assigned to a party", "REVIEW-05", [opened, assigned(NIA)]],
  ["Rita is at work as somebody else", "REVIEW-06", [opened, { ...assigned(RITA), delegateUser: ROLF }]],
  ["nobody took the step", "REVIEW-05", [opened, { ...assigned(RITA), decision: undefined }]],
  ["it was not assigned", "REVIEW-15", [opened, assigned(ROLF), attested(RITA)]],
  ["one reviewer counts twice", "REVIEW-09", [...both.slice(0, 3), attested(RITA)]],
  ["one of two is enough", "REVIEW-13", [...both.slice(0, 3), closed]],
  ["what was found is left as it is", "REVIEW-14", [opened, assigned(RITA), rejected, closed]],
  ["the remedy has all the time", "REVIEW-10", [opened, assigned(RITA), { ...rejected, dueAt: opened.dueAt }]],
  ["nothing is said", "REVIEW-19", [opened, assigned(RITA), attested(RITA, { text: " " })]],
  ["other records", "REVIEW-12", [opened, assigned(RITA), attested(RITA, { over: { first: 5, last: 6 } })]],
  ["another log", "REVIEW-12", [opened, assigned(RITA), attested(RITA, { log: { size: 10, hash: "h8" } })]],
  ["a review that there is not", "REVIEW-13", [opened, { ...closed, review: "R-00007" }]],
] as const)("%s", ([, rule, records]) => {
  expect(foundIn(records)).toContainEqual(
    expect.objectContaining({ check: "A21", ...(rule !== undefined && { rule }) }),
  );
});

const disclosed = (user: object, about: object = {}): Told => ({
  type: "audit.disclosed",
  ...by(user),
  org: ACME,
  review: "R-00001",
  about: { what: "LoginAs session", session: LOGIN },
  text: "to compare it with the case",
  ...about,
});

test("values are disclosed in a review that is the reviewer's", () => {
  const [before, after] = [[opened, assigned(RITA)], [attested(RITA, { log: { size: 11, hash: "h9" } })]];
  expect(foundIn([...before, disclosed(RITA)])).toEqual([]);
  expect(foundIn([...before, disclosed(RITA, { record: 6 }), ...after])).toEqual([]);
  expect(foundIn([...before, rejected, disclosed(RITA)])).toEqual([]);
  expect(foundIn([...before, disclosed(RITA, { text: { $sealed: "h" } })])).toEqual([]);
});

test.for([
  ["it is assigned to nobody", "REVIEW-13", [opened, disclosed(RITA)]],
  ["there is no review", "REVIEW-13", [opened, assigned(RITA), disclosed(RITA, { review: "R-00002" })]],
  ["it is closed", "REVIEW-13", [...both, disclosed(RITA)]],
  ["it is somebody else's", "REVIEW-21", [opened, assigned(ROLF), disclosed(RITA)]],
  ["she may not review", "REVIEW-05", [opened, assigned(RITA), disclosed(SAM)]],
  ["she is at work as somebody else", "REVIEW-06", [opened, assigned(RITA), disclosed(RITA, { delegateUser: ROLF })]],
  ["nobody did it", "REVIEW-05", [opened, assigned(RITA), disclosed(RITA, { decision: undefined })]],
  ["no reason is given", "REVIEW-19", [opened, assigned(RITA), disclosed(RITA, { text: " " })]],
  [
    "it is of another session",
    "REVIEW-22",
    [opened, assigned(RITA), disclosed(RITA, { about: { first: 1, last: 2 } })],
  ],
  ["the record is from before the session", "REVIEW-22", [opened, assigned(RITA), disclosed(RITA, { record: 4 })]],
  ["the record is from behind it", "REVIEW-22", [opened, assigned(RITA), disclosed(RITA, { record: 8 })]],
  ["the org is not told", "REVIEW-23", [opened, assigned(RITA), disclosed(RITA, { org: "platform" })]],
] as const)("a disclosure is found where %s", ([, rule, records]) => {
  expect(foundIn(records)).toContainEqual(expect.objectContaining({ check: "A21", rule }));
});

test("a refusal names the first rule that refuses", () => {
  const refused = { type: "review.refused", ...by(RITA), act: "assign a review", review: "R-00001", reviewer: SAM };
  expect(foundIn([opened, { ...refused, decision: deny("REVIEW-05") }])).toEqual([]);
  expect(foundIn([opened, { ...refused, decision: deny("REVIEW-09") }])).toMatchObject([
    { check: "A10", rule: "REVIEW-05" },
  ]);
});

test("what was erased was said, and a case that was erased was named", () => {
  const text = { $sealed: "h" };
  expect(foundIn([opened, assigned(RITA), attested(RITA, { text })])).toEqual([]);
});

test("a finding is opened by whoever found it, and left to others to judge", () => {
  const finding = { ...opened, ...by(RITA), reasons: ["finding"], finding: "nobody called for it" };
  const own = { ...finding, review: "R-00002" };
  expect(foundIn([opened, own])).toEqual([]);
  expect(foundIn([opened, own, { ...assigned(RITA), review: "R-00002" }])).toMatchObject([{ rule: "REVIEW-07" }]);
  const nowhere = { ...own, about: { what: "LoginAs session", session: "0Ak000000000009AAA" } };
  expect(foundIn([opened, nowhere])).toMatchObject([{ check: "A21", says: expect.stringContaining("not on record") }]);
  const records = { ...own, about: { what: "records", first: 5, last: 6 } };
  expect(foundIn([opened, records])).toEqual([]);
  expect(foundIn([opened, { ...records, parties: [NIA] }])).toMatchObject([{ rule: "REVIEW-10" }]);
});

test("five refusals within a quarter of an hour open a review, and four do not", () => {
  const refused: Told = { type: "login.refused", org: ACME, user: NIA, delegateUser: SAM, decision: deny("GRANT-03") };
  const burst: Told = {
    ...opened,
    about: { what: "records", first: 2, last: 6 },
    reasons: ["burst of refusals"],
  };
  const told = (count: number, ...behind: readonly Told[]) => ({
    niaSignsIn: Array.from({ length: count }, () => refused),
    samSignsIn: behind,
    given: [],
    login: [],
    change: [],
  });
  const found = (instead: Parameters<typeof forged>[0]) => {
    const auditor = new Auditor();
    for (const record of forged({ ...instead, out: [] })) auditor.take(record);
    auditor.close();
    return auditor.findings;
  };
  expect(found(told(4))).toEqual([]);
  expect(found(told(5, burst))).toEqual([]);
  expect(found(told(5))).toMatchObject([{ check: "A21", rule: "REVIEW-02" }]);
  expect(found(told(4, { ...burst, about: { what: "records", first: 2, last: 5 } }))).toMatchObject([{ check: "A21" }]);
});

test("a sample is what its seed draws, of a period that no other looked at", () => {
  const drawn: Told = {
    type: "review.sample-drawn",
    ...by(RITA),
    at: "2031-03-04T10:00:00.000Z",
    sample: "S-00001",
    from: "2031-03-04T09:00:00.000Z",
    to: "2031-03-04T10:00:00.000Z",
    rate: 100,
    seed: hash("sha256", "6", "base64"),
    size: 7,
    of: 1,
    sessions: [LOGIN],
    more: true,
    prev: hash("sha256", "6", "base64"),
  };
  const low: Told = {
    ...opened,
    ...by(RITA),
    at: "2031-03-04T10:00:00.000Z",
    reasons: ["sample"],
    risk: "low",
    sample: "S-00001",
    dueAt: "2031-03-18T10:00:00.000Z",
  };
  const found = (records: readonly Told[]) => foundIn(records, { change: [] });
  expect(found([drawn, low])).toEqual([]);
  const again: Told = { ...drawn, sample: "S-00002", of: 0, sessions: [], more: undefined, prev: undefined };
  expect(found([drawn, low, again])).toMatchObject([{ check: "A21", rule: "REVIEW-04" }]);
  for (const forgery of [{ sessions: [] }, { of: 2 }, { seed: "another" }, { to: "2031-03-04T11:00:00.000Z" }])
    expect(found([{ ...drawn, ...forgery }, low])).toContainEqual(
      expect.objectContaining({ check: "A21", rule: "REVIEW-03" }),
    );
  expect(found([drawn, { ...low, sample: "S-00002" }])).toMatchObject([{ rule: "REVIEW-03" }]);
});

test("late is what waits beyond its deadline, and only for whoever asks", () => {
  const auditor = new Auditor();
  for (const record of forged({ out: [out, opened] })) auditor.take(record);
  auditor.close();
  auditor.late("2031-03-06T09:00:00.000Z");
  expect(auditor.findings).toEqual([]);
  auditor.late("2031-03-06T09:00:00.001Z");
  expect(auditor.findings).toMatchObject([{ check: "A21", rule: "REVIEW-11", seq: 8 }]);
});

test("access that the agent gives is a reason, too", () => {
  const { session, delegateUser } = out;
  const more = { ...given, session, delegateUser, grant: "a0G000000000009AAA", duration: "1 day", party: "salesforce" };
  const found = foundIn([{ ...opened, reasons: ["data changed"] }], { change: [more, change] });
  expect(found).toContainEqual(expect.objectContaining({ says: expect.stringContaining("login access given by") }));
});
