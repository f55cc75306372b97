import { Connection } from "jsforce";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DAY, fromMillis, later } from "#domain/time.ts";
import { type Served, served } from "./served.suite.ts";

// The Tooling API through jsforce, and through the library that Salesforce's own command line has for Apex.

let on: Served;
let nia: Connection;

beforeAll(async () => {
  // The library takes the time from its own machine.
  on = await served({ clock: fromMillis(Date.now()) });
  nia = await on.as("Nia");
});
afterAll(() => on.close());

/** Loaded when it is needed: it keeps a log file unless it is told not to. */
async function apexNode() {
  process.env.SF_DISABLE_LOG_FILE ??= "true";
  return import("@salesforce/apex-node");
}

/** What the library asks of a connection besides what jsforce's has. */
const forApexNode = (connection: Connection, username: string) =>
  Object.assign(connection, { getUsername: () => username, baseUrl: () => connection._baseUrl() }) as never;

const acme = () => on.person("Nia").ref.org;
const at = (path: string) => `${on.url}/services/data/v66.0/${path}`;
const someLog = async (connection: Connection) =>
  `${(await connection.tooling.query<{ Id: string }>("SELECT Id FROM ApexLog")).records[0]?.Id}`;

test("apex-node lists and reads debug logs", async () => {
  const { LogService } = await apexNode();
  const logs = new LogService(forApexNode(nia, "nia@acme.example"));
  const listed = await logs.getLogRecords(5);
  expect(listed).toMatchObject([{ Operation: "InvoiceReminder.remind", LogUser: { Name: expect.any(String) } }]);
  const [first] = await logs.getLogs({ numberOfLogs: 1 });
  expect(first?.log.split("\n")).toContain("08:30:00.0 (1021000)|EXECUTION_STARTED");
  expect(await logs.getLogById(await someLog(nia))).toEqual({ log: first?.log });
});

test("apex-node sets its trace flag, and renews it", async () => {
  const { TraceFlags } = await import("@salesforce/apex-node/lib/src/utils/traceFlags.js");
  const flags = new TraceFlags(forApexNode(nia, "nia@acme.example"));
  const query = "SELECT ExpirationDate, DebugLevel.DeveloperName, DebugLevel.ApexCode FROM TraceFlag";
  expect(await flags.ensureTraceFlags()).toBe(true);
  const expected = { DebugLevel: { DeveloperName: "SFDC_DevConsole", ApexCode: "FINEST" } };
  expect((await nia.tooling.query(query)).records).toMatchObject([expected]);
  expect(await flags.ensureTraceFlags()).toBe(true);
  expect((await nia.tooling.query(query)).records).toMatchObject([expected]);
});

test("apex-node executes a block, and is told that nothing runs", async () => {
  const { ExecuteService } = await apexNode();
  const service = new ExecuteService(forApexNode(nia, "nia@acme.example"));
  const logs = await nia.tooling.query("SELECT Id FROM ApexLog");
  const answer = await service.executeAnonymous({ apexCode: "System.debug('a < b & c');" });
  expect(answer).toMatchObject({ compiled: false, success: false });
  expect(answer.diagnostic).toMatchObject([
    { lineNumber: "1", columnNumber: "1", compileProblem: expect.stringContaining("Understudy does not run Apex yet") },
  ]);
  expect(answer.logs).toMatch(/^\d\d\.0 APEX_CODE,DEBUG;APEX_PROFILING,NONE;/);
  const categories = [{ category: "Apex_code", level: "FINEST" }] as never;
  const detailed = await service.executeAnonymous({ apexCode: "i = ;", debugCategories: categories });
  expect(detailed.diagnostic).toMatchObject([
    { lineNumber: "1", columnNumber: "5", compileProblem: "Unexpected token ';'." },
  ]);
  expect(detailed.logs).toContain("APEX_CODE,FINEST");
  expect((await nia.tooling.query("SELECT Id FROM ApexLog")).totalSize).toBe(logs.totalSize);
});

test("apex-node with a session that is not good is told so in the words it looks for", async () => {
  const { ExecuteService } = await apexNode();
  const stranger = new Connection({ instanceUrl: on.url, accessToken: "00D000000000001!nothing", version: "66.0" });
  await expect(new ExecuteService(forApexNode(stranger, "x")).executeAnonymous({ apexCode: "f();" })).rejects.toThrow(
    /INVALID_SESSION_ID|Session expired/,
  );
});

test("jsforce executes a block by REST, and learns where its syntax breaks", async () => {
  expect(await nia.tooling.executeAnonymous("Integer a = 1;\nInteger i = ;")).toEqual({
    line: 2,
    column: 13,
    compiled: false,
    success: false,
    compileProblem: "Unexpected token ';'.",
    exceptionStackTrace: null,
    exceptionMessage: null,
  });
});

test("an agent reads a log in full, which is on record; nobody reads that of another org", async () => {
  const id = await someLog(nia);
  const path = at(`tooling/sobjects/ApexLog/${id}/Body`);
  expect(await nia.request(path)).not.toContain("HALF_UP");
  const sam = await on.asAgent("Sam", "Nia");
  const from = on.simulator.ports.log.end.size;
  expect(await sam.request(path)).toContain("HALF_UP");
  expect(await on.gained(acme(), from)).toEqual(["log.read"]);
  const gwen = await on.as("Gwen");
  await expect(gwen.request(path)).rejects.toMatchObject({
    errorCode: "NOT_FOUND",
    message: "The requested resource does not exist",
  });
  await expect((await on.as("Omar")).request(path)).rejects.toThrow("lacks View All Data");
  await expect(nia.request(at("sobjects/ApexLog/nothing/Body"))).rejects.toMatchObject({ errorCode: "MALFORMED_ID" });
});

test("an empty log is an empty 200", async () => {
  const [log] = Object.values((await on.simulator.ports.orgs.of(acme())).apexLogs);
  if (!log) throw new Error("there is no log to empty");
  const row = { ...log, lines: [] };
  await on.simulator.changeOrg(acme(), "a log that is empty", [{ table: "apexLogs", id: log.id, row }]);
  const response = await fetch(at(`sobjects/ApexLog/${log.id.slice(0, 15)}/Body`), {
    headers: { authorization: `Bearer ${nia.accessToken}` },
  });
  expect([response.status, response.headers.get("content-type"), await response.text()]).toEqual([
    200,
    "text/plain;charset=UTF-8",
    "",
  ]);
});

test("the Tooling API says what it is made of", async () => {
  const root = "/services/data/v66.0/tooling";
  expect(await nia.request(at("tooling/"))).toMatchObject({ query: `${root}/query`, sobjects: `${root}/sobjects` });
  const names = (await nia.tooling.describeGlobal()).sobjects.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["TraceFlag", "DebugLevel", "ApexLog", "ApexClass"]));
  expect(await nia.request(at("tooling/describe"))).toEqual(await nia.request(at("tooling/sobjects")));
});

test.for([
  ["tooling/sobjects/SourceMember/describe", "GET", "NOT_FOUND", "The requested resource does not exist"],
  ["tooling/runTestsAsynchronous/", "POST", "UNSIMULATED", "running Apex tests is not simulated"],
  ["tooling/runTestsSynchronous", "POST", "UNSIMULATED", "running Apex tests is not simulated"],
  ["tooling/completions?type=apex", "GET", "UNSIMULATED", "code completion is not simulated"],
  ["tooling/executeAnonymous", "GET", "REQUIRED_FIELD_MISSING", "the parameter anonymousBody with the code is missing"],
] as const)("%s by %s is answered by name: %s", async ([path, method, errorCode, message]) => {
  const request = { method, url: at(path), ...(method === "POST" && { body: "{}" }) };
  await expect(nia.request(request)).rejects.toMatchObject({ errorCode, message });
});

test("Apex REST knows which addresses the org's classes serve, and says that none runs", async () => {
  const [code] = Object.values((await on.simulator.ports.orgs.of(acme())).apexClasses);
  if (!code) throw new Error("there is no class");
  const body =
    "@RestResource(urlMapping='/invoices/*')\nglobal class Invoices { @HttpGet global static void get() {} }";
  const { namespace: _, ...own } = code;
  await on.simulator.changeOrg(acme(), "a class that serves REST", [
    { table: "apexClasses", id: code.id, row: { ...own, body } },
  ]);
  const rest = (path: string, method = "GET" as const) =>
    nia.request({ method, url: `${on.url}/services/apexrest/${path}` });
  await expect(rest("invoices/4711")).rejects.toMatchObject({ errorCode: "UNSIMULATED" });
  await expect(rest("invoices")).rejects.toMatchObject({ errorCode: "UNSIMULATED" });
  await expect(rest("invoicesx")).rejects.toMatchObject({
    errorCode: "NOT_FOUND",
    message: "Could not find a match for URL",
  });
});

test("what an agent tries is on record, what is not simulated too", async () => {
  const sam = await on.asAgent("Sam", "Nia");
  const from = on.simulator.ports.log.end.size;
  await sam.tooling.executeAnonymous("f();");
  await expect(sam.tooling.completions("apex")).rejects.toMatchObject({ errorCode: "UNSIMULATED" });
  expect(await on.gained(acme(), from)).toEqual(["login.visited", "login.visited"]);
});

test("the file of an event log is downloaded as it is", async () => {
  // The clock is moved, at which sessions end: a world of its own.
  const here = await served();
  const { org } = here.person("Nia").ref;
  const rows = await here.simulator.ports.orgs.of(org);
  const { user, profile } = { user: rows.users[here.person("Nia").ref.id], profile: Object.values(rows.profiles)[0] };
  const [company] = Object.values(rows.company);
  if (!user || !profile || !company) throw new Error("there is nobody to read it");
  const permissions = [...profile.permissions, "View Event Log Files"] as const;
  await here.simulator.changeOrg(org, "Event Monitoring, and somebody who reads it", [
    { table: "company", id: company.id, row: { ...company, eventMonitoring: true } },
    { table: "profiles", id: user.profile, row: { ...profile, id: user.profile, permissions } },
  ]);
  const sam = await here.asAgent("Sam", "Nia");
  await sam.query("SELECT Id FROM User");
  await here.simulator.moveClock(later(here.simulator.ports.clock.now(), 2 * DAY));
  const admin = await here.as("Nia");
  const { records } = await admin.query<{ Id: string; LogFileLength: number }>(
    "SELECT Id, LogFileLength FROM EventLogFile",
  );
  for (const { Id, LogFileLength } of records) {
    const response = await fetch(`${here.url}/services/data/v66.0/sobjects/EventLogFile/${Id}/LogFile`, {
      headers: { authorization: `Bearer ${admin.accessToken}` },
    });
    expect(response.headers.get("content-type")).toBe("text/csv;charset=UTF-8");
    expect((await response.text()).length).toBe(LogFileLength);
  }
  expect(records.length).toBeGreaterThan(0);
  here.close();
});

test("all of this stands before the auditor", async () => {
  expect(await on.findings()).toEqual([]);
});
