import jsforce from "jsforce";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Served, served } from "./served.suite.ts";

let on: Served;
let nia: jsforce.Connection;

beforeAll(async () => {
  on = await served();
  nia = new jsforce.Connection({ loginUrl: on.url, version: "66.0" });
  await nia.login("nia@acme.example", "understudy");
});
afterAll(() => on.close());

test("a record is made, read, changed, found and deleted", async () => {
  const account = await nia.sobject("Account").create({ Name: "Umbrella", NumberOfEmployees: 7 });
  const made = await nia.sobject("ledg__Invoice__c").create({
    Name: "4712",
    ledg__total__c: "12.50",
    ledg__Status__c: "Draft",
    ledg__Reference__c: "R-1",
    ledg__Account__c: account.id,
  });
  expect(made).toMatchObject({ success: true, id: expect.stringMatching(/^a0R.{15}$/) });
  const id = made.id ?? "";
  expect(await nia.sobject("ledg__Invoice__c").retrieve(id)).toMatchObject({
    Name: "4712",
    ledg__Total__c: 12.5,
    ledg__Disputed__c: null,
    ledg__Account__c: account.id,
  });
  await nia.sobject("ledg__Invoice__c").update({ Id: id, ledg__Status__c: "Posted" });
  const found = await nia.query(
    "SELECT Name, ledg__Status__c, ledg__Account__r.Name FROM ledg__Invoice__c WHERE ledg__Account__r.Name LIKE 'umb%'",
  );
  expect(found.records).toMatchObject([
    { Name: "4712", ledg__Status__c: "Posted", ledg__Account__r: { Name: "Umbrella" } },
  ]);
  const upserted = await nia
    .sobject("ledg__Invoice__c")
    .upsert({ ledg__Reference__c: "R-1", ledg__Total__c: 13 }, "ledg__Reference__c");
  expect(upserted).toMatchObject({ success: true, created: false, id });
  await nia.sobject("ledg__Invoice__c").destroy(id);
  await expect(nia.sobject("ledg__Invoice__c").retrieve(id)).rejects.toMatchObject({ errorCode: "ENTITY_IS_DELETED" });
  expect((await nia.query("SELECT Id FROM ledg__Invoice__c")).totalSize).toBe(1);
});

test.for([
  [{ ledg__Total__c: "much" }, "INVALID_TYPE_ON_FIELD_IN_RECORD"],
  [{ ledg__Status__c: "Lost" }, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"],
  [{ Nothing__c: 1 }, "INVALID_FIELD"],
  [{ ledg__Reference__c: "x".repeat(41) }, "STRING_TOO_LONG"],
  [{ ledg__Account__c: "001000000000001AAA" }, "INVALID_CROSS_REFERENCE_KEY"],
  [{ CreatedDate: "2020-01-01" }, "INVALID_FIELD_FOR_INSERT_UPDATE"],
] as const)("%o is refused with %s", async ([values, errorCode]) => {
  await expect(nia.sobject("ledg__Invoice__c").create({ Name: "x", ...values })).rejects.toMatchObject({ errorCode });
});

test("objects are described as whoever asks may use them", async () => {
  const all = await nia.describeGlobal();
  expect(all.sobjects.map(({ name }) => name)).toContain("ledg__Invoice__c");
  const invoice = await nia.describe("ledg__Invoice__c");
  expect(invoice.fields.map(({ name }) => name)).toContain("ledg__Total__c");
  expect(invoice).toMatchObject({ createable: true, custom: true, keyPrefix: "a0R" });
});

test("a deleted record comes back out of the recycle bin, and is among the recent ones", async () => {
  const { id = "" } = await nia.sobject("Account").create({ Name: "Lost and found" });
  await nia.sobject("Account").destroy(id);
  const undeleted = async (sid: string) => {
    const body = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header><SessionHeader><sessionId>${sid}</sessionId></SessionHeader></e:Header><e:Body><undelete><ids>${id}</ids></undelete></e:Body></e:Envelope>`;
    const answer = await fetch(`${on.url}/services/Soap/u/64.0`, {
      method: "POST",
      headers: { "content-type": "text/xml", soapaction: '""' },
      body,
    });
    return answer.text();
  };
  expect(await undeleted("nobody")).toContain("<faultcode>sf:INVALID_SESSION_ID</faultcode>");
  expect(await undeleted(nia.accessToken ?? "")).toContain(`<id>${id}</id><success>true</success>`);
  expect(await undeleted(nia.accessToken ?? "")).toContain("<statusCode>UNDELETE_FAILED</statusCode>");
  expect(await nia.sobject("Account").retrieve(id)).toMatchObject({ Name: "Lost and found" });
  expect(await nia.recent()).toEqual(
    expect.arrayContaining([expect.objectContaining({ Id: id, Name: "Lost and found" })]),
  );
});
