import { expect, test } from "vitest";
import { Auditor, judge } from "./auditor.ts";
import { ACME, deny, forged, HISTORY, NIA, SAM, type Told } from "./forged.suite.ts";

const { given, login, change, out, samSignsIn } = HISTORY;
const later = (told: Told, at: string): Told => ({ ...told, at: `2031-03-0${at}.000Z` });
const refused = { type: "login.refused", org: ACME, user: NIA, delegateUser: SAM, origin: samSignsIn.session };

const TAKEN_BACK: Told = { ...given, type: "grant.revoked", decision: { effect: "allow", rule: "GRANT-07" } };

test("a clean history holds", () => {
  const auditor = new Auditor();
  for (const record of forged()) auditor.take(record);
  expect(auditor.findings).toEqual([]);
  expect(auditor.held).toBe(6);
  expect(auditor.notEvaluated).toBe(0);
});

test.for([
  ["the clock goes back", "A02", undefined, { out: [later(out, "4T08:59:59")] }],
  ["a login rests on no access", "A03", "GRANT-03", { given: [] }],
  ["an act after access was taken back", "A03", "LOGIN-17", { change: [TAKEN_BACK, change], out: [] }],
  ["the agent has no second factor", "A05", "LMO-10", { samSignsIn: [{ ...samSignsIn, mfa: false }] }],
  [
    "the agent's session is not high assurance",
    "A05",
    "LMO-11",
    { samSignsIn: [{ ...samSignsIn, level: "standard" }] },
  ],
  [
    "access ends later than its period",
    "A06",
    "GRANT-06",
    { given: [{ ...given, endsAt: "2031-03-06T09:00:00.000Z" }] },
  ],
  ["an idle session goes on", "A06", "LOGIN-13", { change: [later(change, "4T11:00:01")], out: [] }],
  ["an act in a session that is over", "A07", undefined, { out: [out, change] }],
  ["a session ends twice", "A08", undefined, { out: [out, out] }],
  [
    "a refusal that nothing explains",
    "A10",
    "GRANT-07",
    { login: [{ ...refused, decision: deny("GRANT-07") }], change: [], out: [] },
  ],
  [
    "a refusal under a later rule",
    "A10",
    "LMO-10",
    {
      samSignsIn: [{ ...samSignsIn, mfa: false }],
      login: [{ ...refused, decision: deny("LMO-11") }],
      change: [],
      out: [],
    },
  ],
  [
    "access for longer than a year",
    "A11",
    "GRANT-04",
    { given: [{ ...given, duration: "2 years", endsAt: "2033-03-04T09:00:00.000Z" }] },
  ],
  [
    "a duration that is not offered",
    "A11",
    "GRANT-05",
    { given: [{ ...given, duration: "2 weeks", endsAt: "2031-03-18T09:00:00.000Z" }] },
  ],
  ["what was there before is another", "A13", undefined, { change: [{ ...change, before: { Name: "Three" } }] }],
  [
    "an app authorized as the user",
    "A17",
    "POWER-06",
    { change: [{ ...change, type: "power.oauth-granted", app: "Loader", purpose: "data access" }] },
  ],
  [
    "a user who is not there",
    "A19",
    undefined,
    { change: [{ ...change, session: undefined, user: { org: ACME, id: "005000000000009AAA" } }] },
  ],
  ["a record is missing", "A20", undefined, { out: [{ ...out, seq: 8 }] }],
  ["the org's numbers have a gap", "A20", undefined, { out: [{ ...out, orgSeq: 6 }] }],
] as const)("%s", ([, check, rule, instead]) => {
  const found = judge(forged(instead as Parameters<typeof forged>[0]));
  expect(found).toContainEqual(expect.objectContaining({ check, ...(rule !== undefined && { rule }) }));
});

test("a case is demanded where the policy says so, and one that is erased is taken for named", () => {
  const policy: Told = { type: "policy.changed", org: "platform", policy: "requireCaseReference", value: true };
  const without = judge(forged({ login: [policy, login] }));
  expect(without).toMatchObject([{ check: "A18", rule: "LMO-20" }]);
  expect(judge(forged({ login: [policy, { ...login, caseReference: { $sealed: "h" } }] }))).toEqual([]);
});

test("what rests on rows that are not disclosed is not evaluated", () => {
  const auditor = new Auditor();
  const sealed = forged().map((one) => ("changes" in one ? { ...one, changes: { $sealed: "h" } } : one));
  for (const record of sealed) auditor.take(record);
  expect(auditor.findings).toEqual([]);
  expect(auditor.notEvaluated).toBeGreaterThan(0);
});
