import { afterAll, beforeAll, expect, test } from "vitest";
import type { OrgId } from "#domain/ids.ts";
import { type Served, served } from "./served.suite.ts";

// What is asked and refused here is on record under the same rules as on the pages that show and refuse the same.

let at: Served;
let acme: OrgId;

beforeAll(async () => {
  at = await served();
  acme = at.person("Nia").ref.org;
});
afterAll(() => at.close());

/** The types and rules of what is on record of the org since a number. */
async function since(from: number): Promise<readonly string[]> {
  const gained: string[] = [];
  for await (const { org, type, decision } of at.simulator.ports.log.read(from))
    if (org === acme && !/^(?:audit|session)\./.test(type)) gained.push(`${type} ${decision?.rule}`);
  return gained;
}

test.for([
  ["the Setup Audit Trail", "SELECT Action FROM SetupAuditTrail", "TRACE-04"],
  ["the Login History", "SELECT LoginTime FROM LoginHistory", "TRACE-12"],
  ["sessions", "SELECT Id FROM AuthSession LIMIT 1", "TRACE-17"],
] as const)("whoever queries %s has read it", async ([, soql, rule]) => {
  const nia = await at.as("Nia");
  const before = at.simulator.ports.log.end.size;
  await nia.query(soql);
  expect(await since(before)).toEqual([`trace.read ${rule}`]);
});

test("one row of a trace is a reading, too; a count is none", async () => {
  const nia = await at.as("Nia");
  const [row] = (await nia.query<{ Id: string }>("SELECT Id FROM LoginHistory LIMIT 1")).records;
  const before = at.simulator.ports.log.end.size;
  await nia.sobject("LoginHistory").retrieve(row?.Id ?? "");
  await nia.query("SELECT count() FROM SetupAuditTrail");
  expect(await since(before)).toEqual(["trace.read TRACE-12"]);
});

test("a source that is shown is on record under the rule that shows it", async () => {
  const sam = await at.asAgent("Sam", "Nia");
  const before = at.simulator.ports.log.end.size;
  await sam.tooling.query("SELECT Body FROM ApexClass WHERE Name = 'RoundingService'");
  expect(await since(before)).toEqual(["power.rows-queried POWER-08", "power.code-viewed POWER-02"]);
});

test("a refused change is on record, alone or among others, and takes nothing along that is allowed", async () => {
  const [invoice] = (await (await at.as("Nia")).query<{ Id: string }>("SELECT Id FROM ledg__Invoice__c")).records;
  const Id = invoice?.Id ?? "";
  const omar = await at.as("Omar");
  const ofHis = await omar.sobject("ledg__Invoice__c").create({ Name: "5001" });
  const { users } = await at.simulator.ports.orgs.of(acme);
  const row = Object.values(users).find(({ id }) => id === at.person("Omar").ref.id);
  if (!row) throw new Error("Omar is no user");
  const id = at.simulator.ports.ids.next("PermissionSet");
  await at.simulator.changeOrg(acme, "sees all data", [
    { table: "permissionSets", id, row: { id, name: "Sees all", permissions: ["View All Data"] } },
    { table: "users", id: row.id, row: { ...row, permissionSets: [...row.permissionSets, id] } },
  ]);
  const before = at.simulator.ports.log.end.size;
  await expect(omar.sobject("ledg__Invoice__c").update({ Id, Name: "x" })).rejects.toMatchObject({
    errorCode: "INSUFFICIENT_ACCESS",
  });
  const several = await omar.sobject("ledg__Invoice__c").update([
    { Id, Name: "x" },
    { Id: ofHis.id ?? "", Name: "5002" },
  ]);
  expect(several).toMatchObject([{ success: false }, { success: true }]);
  expect(await since(before)).toEqual([
    "power.refused POWER-16",
    "power.refused POWER-16",
    "power.record-changed POWER-16",
  ]);
  expect(await at.findings()).toEqual([]);
});

test("beside a refusal by SOAP stands its rule", async () => {
  const rows = await at.simulator.ports.orgs.of(acme);
  const profile = Object.values(rows.profiles).find(({ id }) => id === rows.users[at.person("Nia").ref.id]?.profile);
  if (!profile) throw new Error("Nia has no profile");
  await at.simulator.changeOrg(acme, "login hours", [
    { table: "profiles", id: profile.id, row: { ...profile, loginHours: { from: 3, to: 4 } } },
  ]);
  const login = "<username>nia@acme.example</username><password>understudy</password>";
  const response = await fetch(`${at.url}/services/Soap/u/66.0`, {
    method: "POST",
    headers: { "content-type": "text/xml" },
    body: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><login>${login}</login></e:Body></e:Envelope>`,
  });
  expect(await response.text()).toContain("<faultcode>sf:LOGIN_DURING_RESTRICTED_TIME</faultcode>");
  expect(response.headers.get("understudy-rule")).toMatch(/^LOGIN-\d\d$/);
  expect(Number(response.headers.get("understudy-receipt"))).toBeGreaterThan(0);
});
