import { expect, test } from "vitest";
import type { AuditEvent } from "#domain/events.ts";
import { formatId } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";
import { keyOfUser } from "./names.ts";
import { setupRow } from "./setup-audit-trail.ts";

const org = formatId("Org", 1);
const user = { org, id: formatId("User", 2) };
const session = formatId("AuthSession", 3);
const at = "2031-03-04T09:00:00.000Z" as Instant;
const nia = { username: "nia@acme.example", name: "Nia MacGyver", license: "Salesforce" } as const;
const facts = {
  org,
  names: { people: new Map([[keyOfUser(user), nia]]), orgs: new Map() },
  policies: { auditActionForPartnerLogin: "suloginaccessused" },
} as const;

const rowOf = (event: AuditEvent) => setupRow.gives({ record: { ...event, seq: 7, append: 7 }, ...facts });
const changed = { type: "user.changed", at, org, user, session, username: "omar@acme.example" } as const;

test.for([
  ["active true to false", "deactivateduser"],
  ["active false to true", "activateduser"],
  ["frozen false to true", "frozeuser"],
  ["frozen true to false", "unfrozeuser"],
  ["mfaEnforced false to true", "changedusermfaoffon"],
  ["mfaEnforced true to false", "changedusermfaonoff"],
  ["active true to false, frozen false to true", "deactivateduser"],
  ["nothing", undefined],
] as const)("a user's page saved with %s", ([what, action]) => {
  expect(rowOf({ ...changed, what })?.Action).toBe(action);
});

test("what nobody of the org did in a session has no row", () => {
  const { session: _, ...outside } = { ...changed, what: "frozen false to true" };
  expect(rowOf(outside)).toBeUndefined();
  const { user: __, ...byItself } = { ...changed, what: "frozen false to true" };
  expect(rowOf(byItself)).toBeUndefined();
  expect(
    rowOf({ ...changed, what: "frozen false to true", user: { ...user, org: formatId("Org", 9) } }),
  ).toBeUndefined();
});

test("records of custom metadata are part of Setup, and their values stay out of the trail", () => {
  const event = { at, org, user, session, record: "a0S1", before: { Rate__c: "0.19" }, after: { Rate__c: "0.07" } };
  const row = rowOf({ type: "power.setting-changed", setting: "Tax_Rule__mdt", ...event });
  expect(row?.Action).toBe("setupEntityObjectFieldUpdated");
  expect(JSON.stringify(row)).not.toContain("0.07");
  expect(rowOf({ type: "power.setting-changed", setting: "Reminder__c", ...event })).toBeUndefined();
});

test("a package that is installed is responsible for what it changes", () => {
  const row = {
    id: formatId("Package", 4),
    name: "Ledger",
    namespace: "ledg",
    version: "1.4.0",
    generation: "2GP",
  } as const;
  const about = { publisher: org, loginAccess: true, subscriberDebugLogs: false };
  const changes = [{ table: "installedPackages", id: row.id, row: { ...row, ...about } }] as const;
  expect(rowOf({ type: "package.installed", at, org, user, session, name: "Ledger", changes })).toMatchObject({
    Action: "installedPackage",
    ResponsibleNamespacePrefix: "ledg",
  });
});
