import type { Connection } from "jsforce";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Served, served } from "./served.suite.ts";

// Rows that are no business records, written by an administrator's client, an agent's and somebody's without the right.

let on: Served;
let nia: Connection;
let omar: Connection;
let gwen: Connection;

beforeAll(async () => {
  on = await served();
  [nia, omar, gwen] = [await on.as("Nia"), await on.as("Omar"), await on.as("Gwen")];
});
afterAll(() => on.close());

const level = async (name: string, about = {}): Promise<string> =>
  `${(await nia.tooling.sobject("DebugLevel").create({ DeveloperName: name, ...about })).id}`;
const acme = () => on.person("Nia").ref.org;
const omarsId = () => on.person("Omar").ref.id;

test("a debug level is made once and changed from then on, whichever letters its fields are written in", async () => {
  const id = await level("Everything", { MasterLabel: "Everything", ApexCode: "FINEST", Database: "info" });
  const again = await nia.tooling.sobject("DebugLevel").create({ developerName: "everything", Visualforce: "FINER" });
  expect(again).toMatchObject({ id, success: true });
  await nia.tooling.sobject("DebugLevel").update({ Id: id, apexcode: "DEBUG", Callout: null } as never);
  const found = await nia.tooling.query("SELECT DeveloperName, ApexCode, Database, Visualforce, Wave FROM DebugLevel");
  expect(found.records).toMatchObject([
    { DeveloperName: "Everything", ApexCode: "DEBUG", Database: "INFO", Visualforce: "FINER", Wave: "NONE" },
  ]);
});

test("a trace flag takes the window in all forms that clients write it in", async () => {
  const DebugLevelId = await level("Window");
  const now = Date.parse(on.simulator.ports.clock.now());
  const flag = await nia.tooling.sobject("TraceFlag").create({
    tracedentityid: omarsId().slice(0, 15),
    logtype: "DEVELOPER_LOG",
    debuglevelid: DebugLevelId,
    StartDate: now,
    ExpirationDate: new Date(now + 3_600_000).toUTCString(),
  });
  const id = `${flag.id}`;
  const read = () => nia.tooling.query(`SELECT StartDate, ExpirationDate, LogType FROM TraceFlag WHERE Id = '${id}'`);
  const at = (millis: number) => new Date(millis).toISOString().replace("Z", "+0000");
  expect((await read()).records).toMatchObject([{ StartDate: at(now), ExpirationDate: at(now + 3_600_000) }]);
  const later = new Date(now + 7_200_000).toISOString();
  await nia.tooling.sobject("TraceFlag").update({ Id: id, ExpirationDate: later, LogType: "DEVELOPER_LOG" });
  expect((await read()).records).toMatchObject([{ ExpirationDate: at(now + 7_200_000) }]);
  await expect(nia.tooling.sobject("TraceFlag").update({ Id: id, LogType: "USER_DEBUG" })).rejects.toMatchObject({
    errorCode: "INVALID_FIELD_FOR_INSERT_UPDATE",
  });
  await nia.tooling.sobject("TraceFlag").destroy(id);
  expect((await read()).totalSize).toBe(0);
});

test("the window of a trace flag and its type are a matter of the rules", async () => {
  const DebugLevelId = await level("Rules");
  const create = (about: object) =>
    nia.tooling.sobject("TraceFlag").create({ TracedEntityId: omarsId(), LogType: "USER_DEBUG", ...about } as never);
  await expect(create({})).rejects.toThrow("names no debug level");
  const ExpirationDate = Date.parse(on.simulator.ports.clock.now()) + 25 * 3_600_000;
  await expect(create({ DebugLevelId, ExpirationDate })).rejects.toThrow("longer than 24 hours");
  await expect(create({ DebugLevelId, LogType: "CLASS_TRACING" })).rejects.toThrow("CLASS_TRACING is for classes");
});

test("an agent's trace flag is on record with the agent, and the customer finds nothing of it", async () => {
  const sam = await on.asAgent("Sam", "Nia");
  const DebugLevelId = await level("Agents");
  const from = on.simulator.ports.log.end.size;
  const flag = await sam.tooling.sobject("TraceFlag").create({
    TracedEntityId: on.person("Nia").ref.id,
    LogType: "USER_DEBUG",
    DebugLevelId,
  });
  expect(await on.gained(acme(), from)).toEqual(["log.trace-flag-set"]);
  const id = `${flag.id}`;
  await expect(nia.tooling.sobject("TraceFlag").destroy(id)).rejects.toMatchObject({ errorCode: "NOT_FOUND" });
  await expect(nia.tooling.sobject("TraceFlag").update({ Id: id, LogType: "USER_DEBUG" })).rejects.toMatchObject({
    errorCode: "NOT_FOUND",
  });
  await sam.tooling.sobject("TraceFlag").destroy(id);
  const before = on.simulator.ports.log.end.size;
  await expect(sam.tooling.sobject("TraceFlag").create({ Nothing: 1 } as never)).rejects.toMatchObject({
    errorCode: "INVALID_FIELD",
  });
  expect(await on.gained(acme(), before)).toEqual(["login.visited"]);
});

test("a debug log is deleted by whoever may, and written by nobody", async () => {
  const { records } = await nia.query<{ Id: string }>("SELECT Id FROM ApexLog");
  const id = `${records[0]?.Id}`;
  await expect(nia.sobject("ApexLog").create({ Operation: "x" } as never)).rejects.toThrow("the platform writes it");
  await expect(nia.sobject("ApexLog").update({ Id: id, Operation: "x" })).rejects.toThrow("the platform writes it");
  await expect(omar.sobject("ApexLog").destroy(id)).rejects.toThrow("lacks View All Data");
  await expect(gwen.sobject("ApexLog").destroy(id)).rejects.toMatchObject({ errorCode: "NOT_FOUND" });
  await nia.tooling.sobject("ApexLog").destroy(id);
  expect((await nia.query("SELECT Id FROM ApexLog")).totalSize).toBe(0);
});

test("a seat is given and taken", async () => {
  const licenses = await gwen.query<{ Id: string }>("SELECT Id FROM PackageLicense");
  const PackageLicenseId = `${licenses.records[0]?.Id}`;
  const UserId = on.person("Ivy").ref.id;
  const seat = await gwen.sobject("UserPackageLicense").create({ PackageLicenseId, UserId });
  const seats = await gwen.query(`SELECT Id FROM UserPackageLicense WHERE UserId = '${UserId}'`);
  expect(seats.records).toMatchObject([{ Id: seat.id }]);
  await expect(gwen.sobject("UserPackageLicense").create({ PackageLicenseId, UserId })).rejects.toThrow(
    "all 2 licenses for Ledger are assigned",
  );
  await expect(nia.sobject("UserPackageLicense").destroy(`${seat.id}`)).rejects.toMatchObject({
    errorCode: "NOT_FOUND",
  });
  await gwen.sobject("UserPackageLicense").destroy(`${seat.id}`);
  await expect(omar.sobject("UserPackageLicense").create({ PackageLicenseId, UserId })).rejects.toMatchObject({
    errorCode: "INVALID_CROSS_REFERENCE_KEY",
  });
});

test("a user is deactivated and frozen, and nothing else of one is changed in silence", async () => {
  const hugo = on.person("Hugo").ref.id;
  await gwen.sobject("User").update({ Id: hugo, IsActive: false });
  const login = await gwen.query<{ Id: string }>(`SELECT Id FROM UserLogin WHERE UserId = '${hugo}'`);
  await gwen.sobject("UserLogin").update({ Id: `${login.records[0]?.Id}`, IsFrozen: true });
  expect((await gwen.query(`SELECT IsActive FROM User WHERE Id = '${hugo}'`)).records).toMatchObject([
    { IsActive: false },
  ]);
  expect((await gwen.query(`SELECT IsFrozen FROM UserLogin WHERE UserId = '${hugo}'`)).records).toMatchObject([
    { IsFrozen: true },
  ]);
  await expect(gwen.sobject("User").update({ Id: hugo, Email: "x@y.example" })).rejects.toMatchObject({
    errorCode: "UNSIMULATED",
  });
  await expect(omar.sobject("User").update({ Id: omarsId(), IsActive: false })).rejects.toThrow("lacks Manage Users");
  await expect(nia.sobject("User").update({ Id: hugo, IsActive: true })).rejects.toMatchObject({
    errorCode: "NOT_FOUND",
  });
});

test("whoever deletes a session ends it, an agent's too", async () => {
  const sam = await on.asAgent("Sam", "Nia");
  const { records } = await nia.query<{ Id: string }>(
    "SELECT Id FROM AuthSession WHERE SessionType = 'SubstituteUser' ORDER BY CreatedDate DESC",
  );
  await expect(gwen.sobject("AuthSession").destroy(`${records[0]?.Id}`)).rejects.toMatchObject({
    errorCode: "NOT_FOUND",
  });
  const from = on.simulator.ports.log.end.size;
  for (const { Id } of records) await nia.sobject("AuthSession").destroy(Id);
  expect(await on.gained(acme(), from)).toContain("login.ended");
  await expect(sam.query("SELECT Id FROM User")).rejects.toMatchObject({ errorCode: "INVALID_SESSION_ID" });
});

test("a custom setting's records are kept by whoever the powers let at them", async () => {
  const made = await nia.sobject("Reminder__c").create({ SetupOwnerId: omarsId(), days__c: 3 });
  const id = `${made.id}`;
  await nia.sobject("Reminder__c").update({ Id: id, Days__c: "4" });
  expect((await nia.query(`SELECT Name, Days__c FROM Reminder__c WHERE Id = '${id}'`)).records).toMatchObject([
    { Name: "omar@acme.example", Days__c: "4" },
  ]);
  await nia.sobject("Reminder__c").destroy(id);
  await expect(nia.sobject("ledg__Rounding__c").create({ Mode__c: "DOWN" })).rejects.toThrow("is protected");
  const sam = await on.asAgent("Sam", "Nia");
  const { records } = await sam.query<{ Id: string }>("SELECT Id FROM ledg__Rounding__c");
  const from = on.simulator.ports.log.end.size;
  await sam.sobject("ledg__Rounding__c").update({ Id: `${records[0]?.Id}`, Mode__c: "DOWN" });
  expect(await on.gained(acme(), from)).toEqual(["power.protected-setting-changed"]);
  await expect(sam.sobject("ledg__Tax_Rule__mdt").create({ Rate__c: "0.07" })).rejects.toMatchObject({
    errorCode: "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
  });
});

test.for([
  ["SetupAuditTrail", "data", "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY"],
  ["LoginHistory", "data", "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY"],
  ["PackageLicense", "data", "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY"],
  ["User", "data", "UNSIMULATED"],
  ["PermissionSetAssignment", "data", "UNSIMULATED"],
  ["MetadataContainer", "tooling", "UNSIMULATED"],
  ["ApexDebuggerSession", "tooling", "UNSIMULATED"],
  ["ApexClass", "tooling", "UNSIMULATED"],
  ["TraceFlag", "data", "NOT_FOUND"],
  ["Account", "tooling", "NOT_FOUND"],
  ["Nothing__c", "data", "NOT_FOUND"],
] as const)("nobody creates a %s through the %s API: %s", async ([object, api, errorCode]) => {
  const at = api === "tooling" ? nia.tooling : nia;
  await expect(at.sobject(object).create({} as never)).rejects.toMatchObject({ errorCode });
});

test("what cannot be deleted is not deleted, and says what can be done", async () => {
  await expect(nia.sobject("User").destroy(omarsId())).rejects.toMatchObject({
    errorCode: "METHOD_NOT_ALLOWED",
    message: "HTTP Method 'DELETE' not allowed. Allowed are HEAD,GET,PATCH",
  });
});

test("API Enabled is asked of all, before anything else is", async () => {
  const petra = await on.as("Petra");
  const tries = [
    () => petra.tooling.sobject("DebugLevel").create({ DeveloperName: "X" }),
    () => petra.sobject("UserPackageLicense").destroy("051000000000001AAA"),
    () => petra.sobject("Reminder__c").create({ Days__c: "1" }),
    () => petra.sobject("Nothing__c").create({}),
    () => petra.sobject("AuthSession").destroy("not an id"),
    () => petra.request(`${on.url}/services/data/v66.0/sobjects/ApexLog/07L000000000001/Body`),
    () => petra.request(`${on.url}/services/data/v66.0/tooling/executeAnonymous?anonymousBody=x`),
    () => petra.request(`${on.url}/services/data/v66.0/tooling/completions?type=apex`),
    () => petra.request(`${on.url}/services/apexrest/invoices`),
  ];
  for (const one of tries) await expect(one()).rejects.toThrow(/lacks API Enabled/);
});

test("whoever may not set trace flags, or see a setting, learns nothing from what is wrong with a request", async () => {
  const known = await level("Kept");
  const levels = omar.tooling.sobject("DebugLevel");
  const flags = omar.tooling.sobject("TraceFlag");
  const tries = [
    () => levels.update({ Id: known, ApexCode: "DEBUG" }),
    () => levels.update({ Id: known, DeveloperName: "Other" }),
    () => levels.update({ Id: known, Nothing: 1 } as never),
    () => levels.update({ Id: `${known.slice(0, 14)}z`, ApexCode: "DEBUG" }),
    () => flags.create({ TracedEntityId: omarsId(), LogType: "USER_DEBUG", DebugLevelId: known }),
    () => flags.create({ TracedEntityId: omarsId(), LogType: "USER_DEBUG", DebugLevelId: `${known.slice(0, 14)}z` }),
  ];
  for (const one of tries) await expect(one()).rejects.toThrow("lacks View All Data");
  const rounding = nia.sobject("ledg__Rounding__c");
  for (const values of [{ Mode__c: "UP" }, { Nothing__c: "UP" }, { SetupOwnerId: "nobody" }])
    await expect(rounding.create(values)).rejects.toThrow("is protected by the managed package");
});

test("no value makes a defect, whatever field it is sent for", async () => {
  const odd = [null, "", "x".repeat(300), "\u0000", -1, 1e308, 9e14, true, [], {}, "005", "__proto__", "2031-02-30"];
  const fields = {
    DebugLevel: ["DeveloperName", "MasterLabel", "Language", "ApexCode", "Id"],
    TraceFlag: ["TracedEntityId", "LogType", "DebugLevelId", "StartDate", "ExpirationDate", "Wave"],
    ApexLog: ["Operation", "LogUserId"],
    User: ["IsActive", "ProfileId"],
    UserLogin: ["IsFrozen"],
    UserPackageLicense: ["PackageLicenseId", "UserId"],
    AuthSession: ["UsersId"],
    Reminder__c: ["SetupOwnerId", "Days__c", "Name"],
  };
  const usual = { TracedEntityId: omarsId(), LogType: "USER_DEBUG", DeveloperName: "Odd" };
  const headers = { authorization: `Bearer ${nia.accessToken}`, "content-type": "application/json" };
  for (const [object, names] of Object.entries(fields))
    for (const [name, value] of names.flatMap((one) => odd.map((other) => [one, other] as const))) {
      const api = object === "DebugLevel" || object === "TraceFlag" ? "tooling/" : "";
      const base = object === "TraceFlag" || object === "DebugLevel" ? usual : {};
      const known = Object.entries(base).filter(([key]) => (names as readonly string[]).includes(key));
      const body = JSON.stringify({ ...Object.fromEntries(known), [name]: value });
      for (const [method, key] of [
        ["POST", ""],
        ["PATCH", `/${omarsId()}`],
        ["PATCH", `/${encodeURIComponent(`${value}`) || "x"}`],
      ] as const) {
        const path = `http://localhost/services/data/v66.0/${api}sobjects/${object}${key}`;
        const { status } = await on.app.request(path, { method, headers, body });
        expect(status === 501 || status < 500, `${method} ${path} ${body}: ${status}`).toBe(true);
      }
    }
  expect(on.defects).toEqual([]);
});

test("all of this stands before the auditor", async () => {
  expect(await on.findings()).toEqual([]);
});
