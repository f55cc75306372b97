import jsforce from "jsforce";
import { afterAll, beforeAll, expect, test } from "vitest";
import { companyOf } from "#domain/org.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { createApp } from "#http/app.ts";
import { sessionTokens } from "#http/session-token.ts";
import { simulatorInMemory } from "#server/in-memory.ts";
import { type Served, served } from "./served.suite.ts";

let on: Served;
let nia: jsforce.Connection;

beforeAll(async () => {
  on = await served();
  nia = new jsforce.Connection({ loginUrl: on.url, version: "66.0" });
  await nia.login("nia@acme.example", "understudy");
});
afterAll(() => on.close());

test("many records are made, changed and deleted at once, and those that fail say why", async () => {
  const made = await nia
    .sobject("Account")
    .create([{ Name: "One" }, { Name: "Two", NumberOfEmployees: "many" }, { Name: "Three" }]);
  expect(made).toMatchObject([
    { success: true },
    { success: false, errors: [{ statusCode: "INVALID_TYPE_ON_FIELD_IN_RECORD" }] },
    { success: true },
  ]);
  const none = await nia.sobject("Account").create([{ Name: "Four" }, { Nothing: 1 }], { allOrNone: true });
  expect(none).toMatchObject([
    { errors: [{ statusCode: "ALL_OR_NONE_OPERATION_ROLLED_BACK" }] },
    { errors: [{ statusCode: "INVALID_FIELD" }] },
  ]);
  expect((await nia.query("SELECT Id FROM Account")).totalSize).toBe(2);
  const ids = made.flatMap(({ id }) => id ?? []);
  const read = await nia.sobject("Account").retrieve(ids, { fields: ["Name"] } as never);
  expect(read).toMatchObject([{ Name: "One" }, { Name: "Three" }]);
  const [first = ""] = ids;
  const some = (asked: object) =>
    nia.request({ method: "POST", url: "/composite/sobjects/Account", body: JSON.stringify(asked) });
  // Whatever is not there is null in its place, and one request is counted for all.
  expect(await some({ ids: ["001000000000000AAA", first], fields: ["Id"] })).toMatchObject([null, { Id: first }]);
  await expect(some({ ids: [first], fields: ["Nothing"] })).rejects.toThrow("No such column 'Nothing'");
  expect(await nia.sobject("Account").destroy(ids)).toMatchObject([{ success: true }, { success: true }]);
  expect((await nia.query("SELECT Id FROM Account")).totalSize).toBe(0);
  expect((await nia.query("SELECT Id FROM Account", { scanAll: true } as never)).totalSize).toBe(2);
});

test("what one call answers stands in the next one", async () => {
  const { compositeResponse } = (await nia.request({
    method: "POST",
    url: "/composite",
    body: JSON.stringify({
      compositeRequest: [
        {
          method: "POST",
          url: "/services/data/v66.0/sobjects/Account",
          referenceId: "account",
          body: { Name: "Hooli" },
        },
        {
          method: "POST",
          url: "/services/data/v66.0/sobjects/Contact",
          referenceId: "contact",
          body: { LastName: "Belson", AccountId: "@{account.id}" },
        },
        {
          method: "GET",
          url: "/services/data/v66.0/sobjects/Contact/@{contact.id}?fields=AccountId",
          referenceId: "read",
        },
        { method: "GET", url: "/services/data/v66.0/sobjects/Contact/@{nobody.id}", referenceId: "lost" },
      ],
    }),
    headers: { "content-type": "application/json" },
  })) as {
    readonly compositeResponse: readonly { readonly body: Record<string, unknown>; readonly httpStatusCode: number }[];
  };
  expect(compositeResponse.map(({ httpStatusCode }) => httpStatusCode)).toEqual([201, 201, 200, 400]);
  expect(compositeResponse[2]?.body).toMatchObject({ AccountId: compositeResponse[0]?.body.id });
});

interface Composed {
  readonly compositeResponse: readonly {
    readonly body: never;
    readonly httpStatusCode: number;
    readonly referenceId: string;
  }[];
}

/** Calls that come about all together or not at all, each as `METHOD path body`. */
const allOrNone = (...calls: readonly (readonly [method: string, path: string, body?: object])[]) =>
  nia.request<Composed>({
    method: "POST",
    url: "/composite",
    body: JSON.stringify({
      allOrNone: true,
      compositeRequest: calls.map(([method, path, body], place) => ({
        method,
        url: `/services/data/v66.0/sobjects/${path}`,
        referenceId: `call${place}`,
        ...(body && { body }),
      })),
    }),
    headers: { "content-type": "application/json" },
  });

test("calls of a composite can come about all together, and name the rows of those before", async () => {
  const { compositeResponse } = await allOrNone(
    ["POST", "Account", { Name: "Initech" }],
    ["POST", "Contact", { LastName: "Waddams", AccountId: "@{call0.id}" }],
    ["PATCH", "Account/@{call0.id}", { NumberOfEmployees: 7 }],
    ["POST", "Contact", { LastName: "Lumbergh" }],
    ["DELETE", "Contact/@{call3.id}"],
  );
  expect(compositeResponse.map(({ httpStatusCode }) => httpStatusCode)).toEqual([201, 201, 204, 201, 204]);
  expect(compositeResponse.map(({ referenceId }) => referenceId)).toEqual([
    "call0",
    "call1",
    "call2",
    "call3",
    "call4",
  ]);
  const { records } = await nia.query(
    "SELECT LastName, Account.Name, Account.NumberOfEmployees FROM Contact WHERE LastName IN ('Waddams', 'Lumbergh')",
  );
  expect(records).toMatchObject([{ LastName: "Waddams", Account: { Name: "Initech", NumberOfEmployees: 7 } }]);
});

test("where one of them fails nothing is left of the others, and each says so", async () => {
  const { size } = on.simulator.ports.log.end;
  const { compositeResponse } = await allOrNone(
    ["POST", "Account", { Name: "Vandelay" }],
    ["POST", "Account", { Nothing: 1 }],
    ["DELETE", "Account/@{call0.id}"],
  );
  expect(compositeResponse).toMatchObject([
    { httpStatusCode: 400, body: [{ errorCode: "PROCESSING_HALTED", message: expect.stringMatching(/rolled back/) }] },
    { httpStatusCode: 400, body: [{ errorCode: "INVALID_FIELD" }] },
    { httpStatusCode: 400, body: [{ errorCode: "PROCESSING_HALTED" }] },
  ]);
  expect((await nia.query("SELECT Id FROM Account WHERE Name = 'Vandelay'")).totalSize).toBe(0);
  const left = await Array.fromAsync(on.simulator.ports.log.read(size));
  expect(left.filter(({ type }) => type === "power.record-changed")).toEqual([]);
});

test("what cannot be part of them is refused by name, before anything is changed", async () => {
  const account = ["POST", "Account", { Name: "Kramerica" }] as const;
  await expect(allOrNone(account, ["GET", "Account/@{call0.id}"])).rejects.toMatchObject({ errorCode: "UNSIMULATED" });
  await expect(allOrNone(account, ["POST", "Contact", { LastName: "x @{call0.id}" }])).rejects.toMatchObject({
    errorCode: "UNSIMULATED",
  });
  await expect(allOrNone(["DELETE", "Account/@{call1.id}"], account)).rejects.toMatchObject({
    errorCode: "PROCESSING_HALTED",
  });
  await expect(allOrNone(account, ["DELETE", "Account/%E0%A4"])).rejects.toMatchObject({ errorCode: "INVALID_INPUT" });
  for (const body of [
    { allOrNone: true, compositeRequest: [null] },
    { compositeRequest: [1] },
    { compositeRequest: {} },
  ])
    await expect(
      nia.request({
        method: "POST",
        url: "/composite",
        body: JSON.stringify(body),
        headers: { "content-type": "application/json" },
      }),
    ).rejects.toMatchObject({ errorCode: "JSON_PARSER_ERROR" });
  expect(on.defects).toEqual([]);
  expect((await nia.query("SELECT Id FROM Account WHERE Name = 'Kramerica'")).totalSize).toBe(0);
});

test("rows go in and out as CSV", async () => {
  const outcome = await nia.bulk2.loadAndWaitForResults({
    object: "ledg__Invoice__c",
    operation: "insert",
    input: Array.from({ length: 450 }, (_, n) => ({ Name: `B-${n}`, ledg__Total__c: n === 7 ? "much" : `${n}` })),
    pollInterval: 100,
  });
  expect(outcome.successfulResults).toHaveLength(449);
  expect(outcome.failedResults).toMatchObject([
    { Name: "B-7", sf__Error: expect.stringContaining("INVALID_TYPE_ON_FIELD_IN_RECORD") },
  ]);
  const found: unknown[] = [];
  const rows = await nia.bulk2.query(
    "SELECT Name, Owner.Username, ledg__Total__c FROM ledg__Invoice__c WHERE Name LIKE 'B-%'",
    { pollInterval: 100 } as never,
  );
  for await (const row of rows) found.push(row);
  expect(found).toHaveLength(449);
  expect(found[0]).toMatchObject({ Name: "B-0", "Owner.Username": "nia@acme.example" });
  const page = await nia.query("SELECT Id FROM ledg__Invoice__c", {
    autoFetch: false,
    maxFetch: 10_000,
    headers: { "Sforce-Query-Options": "batchSize=200" },
  } as never);
  expect(page).toMatchObject({ totalSize: 450, done: false });
  expect((await nia.queryMore(page.nextRecordsUrl ?? "")).records).toHaveLength(200);
});

test("limits are told, and how much of them is used by now", async () => {
  expect(await nia.limits()).toMatchObject({ DailyApiRequests: { Max: 15_000, Remaining: expect.any(Number) } });
  expect(nia.limitInfo).toMatchObject({ apiUsage: { limit: 15_000, used: expect.any(Number) } });
});

test("a tree of records is made with its branches, or not at all", async () => {
  const contact = (referenceId: string, LastName: string | null) => ({
    attributes: { type: "Contact", referenceId },
    LastName,
  });
  const plant = (...contacts: object[]) =>
    nia.request({
      method: "POST",
      url: "/composite/tree/Account",
      body: JSON.stringify({
        records: [{ attributes: { type: "Account", referenceId: "a" }, Name: "Oak", Contacts: { records: contacts } }],
      }),
      headers: { "content-type": "application/json" },
    });
  expect(await plant(contact("b", "Leaf"), contact("c", "Twig"))).toMatchObject({
    hasErrors: false,
    results: [{ referenceId: "a" }, { referenceId: "b" }, { referenceId: "c" }],
  });
  const grown = await nia.query("SELECT Name, (SELECT LastName FROM Contacts) FROM Account WHERE Name = 'Oak'");
  expect(grown.records).toMatchObject([{ Contacts: { totalSize: 2 } }]);
  await expect(plant(contact("b", null))).rejects.toThrow();
  expect((await nia.query("SELECT Id FROM Account WHERE Name = 'Oak'")).totalSize).toBe(1);
});

test("what is no CSV fails its job and changes nothing", async () => {
  const before = (await nia.query("SELECT Id FROM Account")).totalSize;
  const job = nia.bulk2.createJob({ operation: "insert", object: "Account" });
  await job.open();
  await job.uploadData('Name\n"open');
  await job.close();
  expect(await job.check()).toMatchObject({ state: "Failed", errorMessage: expect.stringContaining("InvalidBatch") });
  expect((await nia.query("SELECT Id FROM Account")).totalSize).toBe(before);
});

test("whoever has used up the requests of a day is told so", async () => {
  const world = acme();
  const [nias] = world.cast.filter(({ name }) => name === "Nia");
  if (!nias) throw new Error("nobody is called Nia");
  const orgs = world.orgs.map((rows) => {
    const company = companyOf(rows);
    const limits = { ...company.limits, apiRequests: 99 };
    return { ...rows, company: { [company.id]: { ...company, limits } } };
  });
  const simulator = await simulatorInMemory({ ...world, orgs });
  const tokens = sessionTokens(new Uint8Array(32));
  const { app } = createApp({ simulator, tokens, operatorToken: "operator" });
  const { session } = await simulator.takePlaceOf(nias.ref, { mfa: true, myDomain: true });
  const ask = () =>
    app.request("/services/data/v66.0/limits", {
      headers: { authorization: `Bearer ${tokens.issue(nias.ref.org, session)}` },
    });
  for (let left = 149; left > 0; left -= 1) await ask();
  const first = await ask();
  expect(first.headers.get("sforce-limit-info")).toBe("api-usage=15000/15000");
  expect(await first.json()).toMatchObject({ DailyApiRequests: { Max: 15_000, Remaining: 0 } });
  const second = await ask();
  expect([second.status, await second.json()]).toEqual([
    403,
    [{ errorCode: "REQUEST_LIMIT_EXCEEDED", message: "TotalRequests Limit exceeded." }],
  ]);
});

test("a bulk query that finds nothing still names its columns", async () => {
  const job = await nia.request<{ id: string }>({
    method: "POST",
    url: "/jobs/query",
    body: JSON.stringify({ operation: "query", query: "SELECT Id, Owner.Name FROM Account WHERE Name = 'Nobody'" }),
    headers: { "Content-Type": "application/json" },
  });
  const answer = await fetch(`${on.url}/services/data/v66.0/jobs/query/${job.id}/results`, {
    headers: { Authorization: `Bearer ${nia.accessToken}` },
  });
  expect((await answer.text()).trim()).toBe('"Id","Owner.Name"');
});
