import { serve } from "@hono/node-server";
import jsforce from "jsforce";
import { afterAll, beforeAll, expect, test } from "vitest";
import { companyOf } from "#domain/org.ts";
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
