import { expect, test } from "vitest";
import { Auditor } from "./auditor.ts";
import { ACME, allow, forged, HISTORY, NIA, RITA, SAM, type Told } from "./forged.suite.ts";

const { out, change, samSignsIn } = HISTORY;
const PLATFORM = { org: "platform" };

/** What is found when this follows a session in which nothing was changed. */
function foundIn(records: readonly Told[], instead: Parameters<typeof forged>[0] = {}) {
  const auditor = new Auditor();
  for (const record of forged({ change: [], ...instead, out: [out, ...records] })) auditor.take(record);
  auditor.close();
  return auditor.findings;
}

const about = { org: ACME, person: NIA };
const placed: Told = { type: "audit.hold-placed", ...about, because: "a court asks" };
const released: Told = { type: "audit.hold-released", ...about };
const requested: Told = { type: "audit.erasure-requested", ...about };
const erased: Told = { type: "audit.erased", ...about, request: 7, values: 3 };
const refused: Told = { type: "audit.erasure-refused", ...about };

test("an erasure without a hold, or once it is released, holds", () => {
  expect(foundIn([requested, erased])).toEqual([]);
  expect(foundIn([placed, refused, released, requested, { ...erased, request: 10 }])).toEqual([]);
});

test("whether somebody could be logged in as whose row was erased, nobody can tell", () => {
  const auditor = new Auditor();
  const isNiasRow = (change: object) => "table" in change && change.table === "users";
  for (const record of forged({ change: [], out: [out, requested, erased] })) {
    const rows = "changes" in record && Array.isArray(record.changes) ? record.changes : [];
    const isAcme = "org" in record && record.org === ACME && rows.some(isNiasRow);
    auditor.take(
      isAcme ? { ...record, changes: rows.filter((one) => !isNiasRow(one)), erased: ["changes.2"] } : record,
    );
  }
  auditor.close();
  expect(auditor.findings).toEqual([]);
});

test.for([
  ["a hold is in force", [placed, requested]],
  ["nobody asked for it", [erased]],
  ["another record asked for it", [requested, { ...erased, request: 6 }]],
  ["it is done twice", [requested, erased, erased]],
  ["there is no hold to refuse for", [refused]],
  ["there is no hold to release", [released]],
  ["there is a hold already", [placed, placed]],
  ["values are gone for nobody", [{ ...samSignsIn, session: "0Ak000000000007AAA", erased: ["address"] }]],
  ["values are gone after the erasure", [requested, erased, { ...refusedSignIn(), erased: ["username"] }]],
] as const)("A22: %s", ([, records]) => {
  expect(foundIn(records)).toContainEqual(expect.objectContaining({ check: "A22" }));
});

test("values of whoever is erased later may be gone, and are not taken for what was said", () => {
  const visited = { ...change, type: "login.visited", page: "(erased)", erased: ["page"], decision: allow("POWER-08") };
  expect(foundIn([requested, { ...erased, request: 8 }], { change: [visited] })).toEqual([]);
});

function refusedSignIn(): Told {
  return { type: "session.refused", org: ACME, username: "(erased)", decision: allow("GRANT-01") };
}

const read: Told = { type: "audit.read", ...PLATFORM, user: RITA, decision: allow("POWER-08"), query: "all records" };

test("readings by a reviewer, by the operator and of the own org hold", () => {
  const own = { ...read, org: ACME, user: NIA, query: "what was done in the org" };
  const operators = { ...read, user: undefined, decision: undefined };
  const later = { ...read, at: "2031-03-04T10:00:00.000Z" };
  expect(foundIn([read, { ...read, query: "record 4" }, operators, later])).toEqual([]);
  expect(foundIn([own])).toMatchObject([{ check: "A11", rule: "POWER-08" }]);
});

test.for([
  ["without a question", "REVIEW-16", [{ ...read, query: " " }]],
  ["by nobody", "REVIEW-16", [{ ...read, user: undefined }]],
  ["of all orgs, in the log of one", "REVIEW-17", [{ ...read, org: ACME }]],
  ["of the own org, in the platform's log", "REVIEW-17", [{ ...read, query: "what was done in the org" }]],
  ["twice within the hour", "REVIEW-18", [read, { ...read, at: "2031-03-04T09:59:59.999Z" }]],
] as const)("A23: a reading %s", ([, rule, records]) => {
  expect(foundIn(records)).toContainEqual(expect.objectContaining({ check: "A23", rule }));
});

test("whoever reads holds the right", () => {
  expect(foundIn([{ ...read, user: SAM }])).toMatchObject([{ check: "A11", rule: "POWER-08" }]);
  expect(foundIn([{ ...read, user: SAM, query: "the samples" }])).toMatchObject([{ check: "A21", rule: "REVIEW-05" }]);
  expect(foundIn([{ ...read, query: "how much it weighs" }])).toMatchObject([{ check: "A19" }]);
});

const rotated: Told = { type: "audit.key-rotated", ...PLATFORM, before: "log+1+A", key: "log+2+B" };
const stated: Told = { type: "audit.org-stated", ...PLATFORM, subject: ACME, number: 4, hash: "h6" };

test("keys follow one another, and a statement is what there is", () => {
  expect(foundIn([rotated, { ...rotated, before: "log+2+B", key: "log+3+C" }])).toEqual([]);
  expect(foundIn([stated, { ...placed, orgPrev: "h6" }])).toEqual([]);
});

test.for([
  ["another key was due", [rotated, rotated]],
  ["the key stays the same", [{ ...rotated, key: "log+1+A" }]],
  ["founded again", [{ type: "audit.founded", ...PLATFORM, origin: "log", key: "log+1+A" }]],
  ["more records are stated than there are", [{ ...stated, number: 5 }]],
  ["fewer records are stated than there are", [{ ...stated, number: 3 }]],
  ["another record follows than the one stated", [stated, { ...placed, orgPrev: "h5" }]],
] as const)("A24: %s", ([, records]) => {
  expect(foundIn(records)).toContainEqual(expect.objectContaining({ check: "A24" }));
});

/** The history with the machine's clock at so many seconds past, of each record from Sam's login on. */
function written(seconds: readonly number[], instead: Parameters<typeof forged>[0] = {}) {
  const auditor = new Auditor();
  const wall = (nth: number) => new Date(Date.UTC(2026, 10, 26) + 1000 * (seconds[nth] ?? 0)).toISOString();
  for (const [nth, record] of forged(instead)
    .slice(0, 5 + seconds.length)
    .entries())
    auditor.take(nth < 5 ? record : { ...record, wall: wall(nth - 5) });
  return auditor.findings.filter(({ check }) => check === "A09");
}

test("A09: the log is silent for no longer than a minute while somebody is at work", () => {
  const beat: Told = { type: "audit.heartbeat", ...PLATFORM, loginAs: 1, debugging: 0 };
  expect(written([0, 60, 125])).toEqual([]);
  expect(written([0, 60, 126])).toHaveLength(1);
  expect(written([0, 60, 120, 180], { change: [change, beat] })).toEqual([]);
  // Nobody knows what a clock is worth that has shown one instant.
  expect(written([0, 0, 0])).toEqual([]);
  // The process was down.
  expect(written([0, 1, 600], { change: [change, { type: "audit.opened", ...PLATFORM, version: "1" }] })).toEqual([]);
  // Nobody is at work.
  expect(written([0, 1, 2, 600], { out: [out, placed] })).toEqual([]);
});
