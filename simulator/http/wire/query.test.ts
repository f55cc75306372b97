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

/** Nia's org as it begins: three users with a profile each, an invoice, a log, a setting, two packages and a class of its own. */
test.for<readonly [soql: string, records: readonly object[]]>([
  [
    "SELECT username, profileid, id FROM User",
    ["nia", "omar", "petra"].map((name) => ({
      Username: `${name}@acme.example`,
      ProfileId: expect.stringMatching(/^00e\w{15}$/),
      Id: expect.stringMatching(/^005\w{15}$/),
    })),
  ],
  [
    "SELECT Id, Name, ledg__Total__c, Owner.Name, CreatedBy.Username FROM ledg__Invoice__c WHERE ledg__Total__c > 5",
    [
      {
        Name: "4711",
        ledg__Total__c: 100.01,
        Owner: { Name: expect.stringMatching(/^Nia /) },
        CreatedBy: { Username: "nia@acme.example" },
      },
    ],
  ],
  ["SELECT Id FROM ledg__Invoice__c WHERE ledg__Total__c > 100.01", []],
  [
    "SELECT NamespacePrefix, AllowedLicenses, (SELECT User.Username FROM UserPackageLicenses) FROM PackageLicense",
    [
      {
        NamespacePrefix: "ledg",
        AllowedLicenses: 10,
        UserPackageLicenses: {
          totalSize: 3,
          records: ["nia", "omar", "petra"].map((name) => ({ User: { Username: `${name}@acme.example` } })),
        },
      },
      // A license for the whole site has no seats to assign.
      { NamespacePrefix: "quil", AllowedLicenses: -1, UserPackageLicenses: null },
    ],
  ],
  [
    "SELECT Name, NamespacePrefix, Body FROM ApexClass WHERE Name LIKE 'InvoiceR%' OR Name = 'InvoiceService' ORDER BY Name",
    [
      { Name: "InvoiceReminder", NamespacePrefix: null, Body: expect.stringContaining("class InvoiceReminder") },
      { Name: "InvoiceService", NamespacePrefix: "ledg", Body: "(hidden)" },
    ],
  ],
  [
    "SELECT Id, Application, LogUser.Username, LogLength, StartTime, Status FROM ApexLog ORDER BY StartTime DESC",
    [
      {
        Id: expect.stringMatching(/^07L\w{15}$/),
        Application: "Browser",
        LogUser: { Username: "nia@acme.example" },
        LogLength: expect.any(Number),
        StartTime: "2031-03-04T08:30:00.000+0000",
        Status: "Success",
      },
    ],
  ],
  ["SELECT COUNT(Id) n, ProfileId FROM User GROUP BY ProfileId", [{ n: 1 }, { n: 1 }, { n: 1 }]],
  ["SELECT Days__c FROM Reminder__c", [{ Days__c: "14" }]],
  ["SELECT Action, Display, CreatedBy.Name FROM SetupAuditTrail", []],
])("answers %s whole", async ([soql, records]) => {
  const nia = await on.as("Nia");
  const found = await nia.query(soql);
  expect(found).toMatchObject({ done: true, totalSize: records.length, records });
});

test("traces tell of the session that asks, and of what it has changed since", async () => {
  const nia = await on.as("Nia");
  const logins = await nia.query("SELECT LoginTime, LoginType, Status FROM LoginHistory");
  const login = { LoginTime: "2031-03-04T09:00:00.000+0000", LoginType: "Application", Status: "Success" };
  expect(logins.records).toContainEqual(expect.objectContaining(login));
  const sessions = await nia.query("SELECT SessionType, LoginType FROM AuthSession");
  expect(sessions.totalSize, "one for each login that has not ended").toBe(logins.totalSize);
  expect(sessions.records).toContainEqual(expect.objectContaining({ SessionType: "UI", LoginType: "Application" }));
});

test("counts are those that queries find, of every kind of object", async () => {
  for (const [name, objects] of [
    ["Nia", ["User", "ledg__Invoice__c", "LoginHistory", "AuthSession", "SetupAuditTrail"]],
    ["Lena", ["sfLma__License__c", "sfLma__Package__c"]],
  ] as const) {
    const person = await on.as(name);
    const { sObjects } = await person.request<{
      sObjects: readonly { readonly name: string; readonly count: number }[];
    }>(`/services/data/v66.0/limits/recordCount?sObjects=${objects.join(",")}`);
    expect(sObjects.map((one) => one.name).sort()).toEqual([...objects].sort());
    for (const { name: object, count } of sObjects) {
      const { totalSize } = await person.query(`SELECT COUNT() FROM ${object}`);
      expect(count, object).toBe(totalSize);
      if (object !== "SetupAuditTrail") expect(count, object).toBeGreaterThan(0);
    }
  }
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
  const withChildren = await lena.query<{ Name: string; sfLma__Licenses__r: { totalSize: number } | null }>(
    "SELECT Name, (SELECT Id FROM sfLma__Licenses__r) FROM sfLma__Package__c",
  );
  for (const one of withChildren.records) {
    const licenses = all.records.filter((license) => license.sfLma__Package__r?.Name === one.Name).length;
    expect(one.sfLma__Licenses__r?.totalSize ?? 0, one.Name).toBe(licenses);
  }
});
