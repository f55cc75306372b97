import { serve } from "@hono/node-server";
import jsforce from "jsforce";
import { afterAll, beforeAll, expect, test } from "vitest";
import { acme } from "#fixtures/worlds/acme.ts";
import { createApp } from "#http/app.ts";
import { sessionTokens } from "#http/session-token.ts";
import { simulatorInMemory } from "#server/in-memory.ts";

let loginUrl = "";
let close = () => {};
let nia: jsforce.Connection;

beforeAll(async () => {
  const simulator = await simulatorInMemory(acme());
  const { app } = createApp({ simulator, tokens: sessionTokens(new Uint8Array(32)), operatorToken: "operator" });
  await new Promise<void>((ready) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) => {
      loginUrl = `http://localhost:${port}`;
      close = () => server.close();
      ready();
    });
  });
  nia = new jsforce.Connection({ loginUrl, version: "66.0" });
  await nia.login("nia@acme.example", "understudy");
});
afterAll(() => close());

test.for([
  "SELECT Name, InstanceName, IsSandbox, TrialExpirationDate, NamespacePrefix, OrganizationType FROM Organization",
  "SELECT Id FROM User WHERE username='nia@acme.example'",
  "SELECT username, profileid, id FROM User",
  "SELECT name FROM Profile WHERE Id IN (SELECT ProfileId FROM User WHERE username='omar@acme.example')",
  "SELECT Id, Name, ledg__Total__c, Owner.Name, CreatedBy.Username FROM ledg__Invoice__c WHERE ledg__Total__c > 5",
  "SELECT NamespacePrefix, AllowedLicenses, (SELECT User.Name FROM UserPackageLicenses) FROM PackageLicense",
  "SELECT Id, Name, NamespacePrefix, Body FROM ApexClass ORDER BY Name",
  "SELECT Id, Application, LogUser.Name, LogLength, StartTime, Status FROM ApexLog ORDER BY StartTime DESC",
  "SELECT LoginTime, LoginType, Status FROM LoginHistory",
  "SELECT Action, Display, CreatedBy.Name FROM SetupAuditTrail",
  "SELECT SessionType, LoginType FROM AuthSession",
  "SELECT COUNT(Id) n, ProfileId FROM User GROUP BY ProfileId",
  "SELECT Days__c FROM Reminder__c",
])("answers %s", async (soql) => {
  const found = await nia.query(soql);
  expect(found.done).toBe(true);
});
