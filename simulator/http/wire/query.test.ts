import { afterAll, beforeAll, expect, test } from "vitest";
import { type Served, served } from "./served.suite.ts";

let on: Served;
beforeAll(async () => {
  on = await served();
});
afterAll(() => on.close());

test.for([
  ["SELECT Name, InstanceName, IsSandbox, TrialExpirationDate, NamespacePrefix, OrganizationType FROM Organization", 1],
  ["SELECT Id FROM User WHERE username='nia@acme.example'", 1],
  ["SELECT name FROM Profile WHERE Id IN (SELECT ProfileId FROM User WHERE username='omar@acme.example')", 1],
  ["SELECT SessionType, LoginType FROM AuthSession WHERE LoginHistory.LoginType != null", 1],
] as const)("answers %s", async ([soql, rows]) => {
  const nia = await on.as("Nia");
  const found = await nia.query(soql);
  expect(found.records.length).toBeGreaterThanOrEqual(rows);
});

test.for([
  "SELECT username, profileid, id FROM User",
  "SELECT Id, Name, ledg__Total__c, Owner.Name, CreatedBy.Username FROM ledg__Invoice__c WHERE ledg__Total__c > 5",
  "SELECT NamespacePrefix, AllowedLicenses, (SELECT User.Name FROM UserPackageLicenses) FROM PackageLicense",
  "SELECT Id, Name, NamespacePrefix, Body FROM ApexClass ORDER BY Name",
  "SELECT Id, Application, LogUser.Name, LogLength, StartTime, Status FROM ApexLog ORDER BY StartTime DESC",
  "SELECT LoginTime, LoginType, Status FROM LoginHistory",
  "SELECT Action, Display, CreatedBy.Name FROM SetupAuditTrail",
  "SELECT SessionType, LoginType FROM AuthSession",
  "SELECT COUNT(Id) n, ProfileId FROM User GROUP BY ProfileId",
  "SELECT Days__c FROM Reminder__c",
])("answers %s whole", async (soql) => {
  const nia = await on.as("Nia");
  expect((await nia.query(soql)).done).toBe(true);
});

test("parents and children of the LMA's objects are answered", async () => {
  const lena = await on.as("Lena");
  const all = await lena.query<{ sfLma__Package__r: { Name: string } | null }>(
    "SELECT Id, sfLma__Package__r.Name FROM sfLma__License__c",
  );
  expect(all.records.length).toBeGreaterThan(0);
  const name = all.records[0]?.sfLma__Package__r?.Name ?? "";
  expect(name).not.toBe("");
  const ofIt = await lena.query(`SELECT Id FROM sfLma__License__c WHERE sfLma__Package__r.Name = '${name}'`);
  expect(ofIt.totalSize).toBe(all.records.filter((one) => one.sfLma__Package__r?.Name === name).length);
});
