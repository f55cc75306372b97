import { expect, test } from "vitest";
import { columnsOf } from "./columns.ts";
import { renderResult, renderRows } from "./render.ts";
import { aMoment, idOf, sourceOf } from "./rows.suite.ts";
import type { FieldSchema, FieldType, ObjectSchema, Row } from "./schema.ts";
import { answer } from "./soql.ts";

// What the command line and its libraries ask of their own accord (platform-protocol.md 4.5).

/** `Name:string`, or `UserId>User` for a reference that `User` is the relationship of. */
function fieldsOf(text: string): FieldSchema[] {
  return text.split(" ").map((word): FieldSchema => {
    const [name = "", target] = word.split(">");
    if (target !== undefined)
      return { name, type: "reference", referenceTo: target.split("|"), relationshipName: name.replace(/Id$/, "") };
    const [plain = "", type = "string"] = word.split(":");
    return { name: plain, type: type as FieldType };
  });
}

const anObject = (name: string, keyPrefix: string, fields: string): ObjectSchema => ({
  name,
  keyPrefix,
  fields: [{ name: "Id", type: "id" }, ...fieldsOf(fields)],
});

const OBJECTS = [
  anObject(
    "Organization",
    "00D",
    "Name InstanceName IsSandbox:boolean TrialExpirationDate:datetime NamespacePrefix OrganizationType",
  ),
  anObject("ScratchOrgInfo", "2SR", "Status"),
  anObject("User", "005", "Name Username ProfileId>Profile"),
  anObject("Profile", "00e", "Name"),
  anObject("DebugLevel", "7dl", "DeveloperName ApexCode Visualforce"),
  anObject(
    "TraceFlag",
    "7tf",
    "LogType StartDate:datetime ExpirationDate:datetime DebugLevelId>DebugLevel TracedEntityId>User|ApexClass CreatedDate:datetime",
  ),
  anObject(
    "ApexLog",
    "07L",
    "Application DurationMilliseconds:int Location LogLength:int LogUserId>User Operation Request StartTime:datetime Status",
  ),
  anObject(
    "ApexTestRunResult",
    "05m",
    "AsyncApexJobId:reference Status ClassesCompleted:int ClassesEnqueued:int MethodsEnqueued:int StartTime:datetime EndTime:datetime TestTime:int TestSetupTime:int UserId>User",
  ),
  anObject(
    "ApexTestQueueItem",
    "709",
    "Status ApexClassId>ApexClass TestRunResultId>ApexTestRunResult ParentJobId:reference",
  ),
  anObject(
    "ApexTestResult",
    "07M",
    "QueueItemId>ApexTestQueueItem StackTrace Message RunTime:int TestTimestamp:datetime AsyncApexJobId:reference MethodName Outcome ApexLogId>ApexLog IsTestSetup:boolean ApexClassId>ApexClass",
  ),
  anObject("ApexClass", "01p", "Name NamespacePrefix"),
  anObject("ApexTrigger", "01q", "Name NamespacePrefix"),
  anObject("ApexOrgWideCoverage", "716", "PercentCovered:int"),
  anObject(
    "ApexCodeCoverage",
    "714",
    "ApexTestClassId>ApexClass ApexClassOrTriggerId>ApexClass|ApexTrigger TestMethodName NumLinesCovered:int NumLinesUncovered:int Coverage:complexvalue",
  ),
  anObject(
    "ApexCodeCoverageAggregate",
    "715",
    "ApexClassOrTriggerId>ApexClass|ApexTrigger NumLinesCovered:int NumLinesUncovered:int Coverage:complexvalue",
  ),
  anObject("PackageLicense", "050", "NamespacePrefix"),
  anObject("SubscriberPackage", "033", "Name NamespacePrefix"),
  anObject(
    "SubscriberPackageVersion",
    "04t",
    "Name MajorVersion:int MinorVersion:int PatchVersion:int BuildNumber:int IsManaged:boolean Package2ContainerOptions",
  ),
  anObject(
    "InstalledSubscriberPackage",
    "0A3",
    "SubscriberPackageId>SubscriberPackage SubscriberPackageVersionId>SubscriberPackageVersion",
  ),
];

const at = "2031-05-14T16:00:00.000Z";
const [user, level, log, clazz, item] = [
  idOf("005", 1),
  idOf("7dl", 1),
  idOf("07L", 1),
  idOf("01p", 1),
  idOf("709", 1),
];
const job = idOf("707", 1);
const ROWS: Record<string, readonly Row[]> = {
  Organization: [
    { Id: idOf("00D", 1), Name: "Acme", InstanceName: "CS1", IsSandbox: true, OrganizationType: "Developer Edition" },
  ],
  ScratchOrgInfo: [],
  User: [{ Id: user, Name: "Nia", Username: "nia@acme.example", ProfileId: idOf("00e", 1) }],
  Profile: [{ Id: idOf("00e", 1), Name: "System Administrator" }],
  DebugLevel: [{ Id: level, DeveloperName: "SFDC_DevConsole", ApexCode: "FINEST", Visualforce: "FINER" }],
  TraceFlag: [
    {
      Id: idOf("7tf", 1),
      LogType: "DEVELOPER_LOG",
      DebugLevelId: level,
      TracedEntityId: user,
      StartDate: at,
      ExpirationDate: at,
      CreatedDate: at,
    },
  ],
  ApexLog: [
    {
      Id: log,
      Application: "Unknown",
      LogLength: 12,
      LogUserId: user,
      Operation: "Api",
      StartTime: at,
      Status: "Success",
    },
  ],
  ApexTestRunResult: [{ Id: idOf("05m", 1), AsyncApexJobId: job, Status: "Completed", UserId: user }],
  ApexTestQueueItem: [{ Id: item, Status: "Completed", ApexClassId: clazz, ParentJobId: job }],
  ApexTestResult: [
    {
      Id: idOf("07M", 1),
      QueueItemId: item,
      MethodName: "works",
      Outcome: "Pass",
      ApexClassId: clazz,
      TestTimestamp: at,
    },
  ],
  ApexClass: [{ Id: clazz, Name: "LedgerTest" }],
  ApexOrgWideCoverage: [{ Id: idOf("716", 1), PercentCovered: 81 }],
  ApexCodeCoverage: [
    {
      Id: idOf("714", 1),
      ApexTestClassId: clazz,
      ApexClassOrTriggerId: clazz,
      Coverage: '{"coveredLines":[1],"uncoveredLines":[]}',
    },
  ],
  ApexCodeCoverageAggregate: [],
  PackageLicense: [{ Id: idOf("050", 1), NamespacePrefix: "ledg" }],
  SubscriberPackage: [{ Id: idOf("033", 1), Name: "Ledger", NamespacePrefix: "ledg" }],
  SubscriberPackageVersion: [{ Id: idOf("04t", 1), Name: "Spring", MajorVersion: 1, IsManaged: true }],
  InstalledSubscriberPackage: [
    { Id: idOf("0A3", 1), SubscriberPackageId: idOf("033", 1), SubscriberPackageVersionId: idOf("04t", 1) },
  ],
};

/** Each query with how many rows it finds. */
const QUERIES: readonly (readonly [text: string, rows: number])[] = [
  ["SELECT Name, InstanceName, IsSandbox, TrialExpirationDate, NamespacePrefix, OrganizationType FROM Organization", 1],
  ["SELECT Id FROM ScratchOrgInfo limit 1", 0],
  ["SELECT Id FROM User WHERE username='NIA@acme.example'", 1],
  [
    `\n        SELECT Id, logtype, startdate, expirationdate, debuglevelid, debuglevel.apexcode, debuglevel.visualforce\n\t\tFROM TraceFlag\r\n        WHERE logtype='DEVELOPER_LOG' AND TracedEntityId='${user.slice(0, 15)}'\n        ORDER BY CreatedDate DESC\n   LIMIT 1\n`,
    1,
  ],
  ["SELECT Id FROM DebugLevel WHERE DeveloperName = 'SFDC_DevConsole'", 1],
  [
    "SELECT Id, Application, DurationMilliseconds, Location, LogLength, LogUser.Name, Operation, Request, StartTime, Status FROM ApexLog ORDER BY StartTime DESC LIMIT 5",
    1,
  ],
  [
    "SELECT Id, Application, DurationMilliseconds, Location, LogLength, LogUser.Name, Operation, Request, StartTime, Status FROM ApexLog ORDER BY StartTime DESC",
    1,
  ],
  [
    `SELECT AsyncApexJobId, Status, ClassesCompleted, ClassesEnqueued, MethodsEnqueued, StartTime, EndTime, TestTime, TestSetupTime, UserId FROM ApexTestRunResult WHERE AsyncApexJobId = '${job}'`,
    1,
  ],
  [
    `SELECT Id, Status, ApexClassId, TestRunResultId, ParentJobId FROM ApexTestQueueItem WHERE ParentJobId = '${job}'`,
    1,
  ],
  [
    `SELECT Id, QueueItemId, StackTrace, Message, RunTime, TestTimestamp, AsyncApexJobId, MethodName, Outcome, ApexLogId, IsTestSetup, ApexClass.Id, ApexClass.Name, ApexClass.NamespacePrefix FROM ApexTestResult WHERE QueueItemId IN ('${item}')`,
    1,
  ],
  ["SELECT PercentCovered FROM ApexOrgWideCoverage", 1],
  [
    `SELECT ApexTestClassId, ApexClassOrTrigger.Id, ApexClassOrTrigger.Name, TestMethodName, NumLinesCovered, NumLinesUncovered, Coverage FROM ApexCodeCoverage WHERE ApexTestClassId IN ('${clazz}')`,
    1,
  ],
  [
    "SELECT ApexClassOrTrigger.Id, ApexClassOrTrigger.Name, NumLinesCovered, NumLinesUncovered, Coverage FROM ApexCodeCoverageAggregate",
    0,
  ],
  ["SELECT NamespacePrefix FROM PackageLicense", 1],
  ["SELECT SubscriberPackage.NamespacePrefix FROM InstalledSubscriberPackage", 1],
  ["SELECT NamespacePrefix FROM Organization", 1],
  [
    "SELECT Id, SubscriberPackageId, SubscriberPackage.NamespacePrefix, SubscriberPackage.Name, SubscriberPackageVersion.Id, SubscriberPackageVersion.Name, SubscriberPackageVersion.MajorVersion, SubscriberPackageVersion.MinorVersion, SubscriberPackageVersion.PatchVersion, SubscriberPackageVersion.BuildNumber, SubscriberPackageVersion.IsManaged, SubscriberPackageVersion.Package2ContainerOptions FROM InstalledSubscriberPackage ORDER BY SubscriberPackageId",
    1,
  ],
  ["SELECT name FROM Profile WHERE Id IN (SELECT ProfileId FROM User WHERE username='nia@acme.example')", 1],
  [
    "SELECT Id FROM ApexClass WHERE Name = 'LedgerTest' AND (NamespacePrefix = null OR NamespacePrefix = '') LIMIT 1",
    1,
  ],
  ["SELECT username, profileid, id FROM User", 1],
];

const asked = async (text: string) => {
  const { query, result } = await answer(text, sourceOf(OBJECTS, ROWS), aMoment());
  return { query, result, page: renderResult(result, { version: "62.0", tooling: true }) as { records: unknown[] } };
};

test.for(QUERIES)("%s", async ([text, rows]) => {
  const { result, query } = await asked(text);
  expect(result.totalSize).toBe(rows);
  expect(columnsOf(query)).toMatchObject({ entityName: query.object.name });
});

test("names come back in their own spelling, in the order they were asked for", async () => {
  const { page } = await asked("SELECT username, profileid, id FROM User");
  expect(JSON.stringify(page.records[0])).toBe(
    `{"attributes":{"type":"User","url":"/services/data/v62.0/tooling/sobjects/User/${user}"},"Username":"nia@acme.example","ProfileId":"${idOf("00e", 1)}","Id":"${user}"}`,
  );
});

test("instants, parents and values of several parts have the platform's form", async () => {
  const { page } = await asked("SELECT StartTime, LogUser.Name, LogUserId FROM ApexLog");
  expect(page.records[0]).toEqual({
    attributes: { type: "ApexLog", url: `/services/data/v62.0/tooling/sobjects/ApexLog/${log}` },
    StartTime: "2031-05-14T16:00:00.000+0000",
    LogUser: { attributes: { type: "User", url: `/services/data/v62.0/tooling/sobjects/User/${user}` }, Name: "Nia" },
    LogUserId: user,
  });
  const { page: covered } = await asked("SELECT Coverage, ApexClassOrTrigger.Name FROM ApexCodeCoverage");
  expect(covered.records[0]).toMatchObject({
    Coverage: { coveredLines: [1], uncoveredLines: [] },
    ApexClassOrTrigger: { attributes: { type: "Name" }, Name: "LedgerTest" },
  });
});

test("a page is some of the rows", async () => {
  const { result } = await asked("SELECT Name FROM Profile");
  expect(renderRows(result.rows.slice(0, 1), { version: "62.0" })).toEqual([
    {
      attributes: { type: "Profile", url: `/services/data/v62.0/sobjects/Profile/${idOf("00e", 1)}` },
      Name: "System Administrator",
    },
  ]);
});

test("aggregates have no address", async () => {
  const { page } = await asked("SELECT COUNT(Id) FROM User");
  expect(page.records).toEqual([{ attributes: { type: "AggregateResult" }, expr0: 1 }]);
});

test("columns are named, joined to their parents, and say how an aggregate was written", async () => {
  const { query } = await asked("SELECT Id, LogUser.Name, LogLength FROM ApexLog");
  expect(columnsOf(query)).toMatchObject({
    entityName: "ApexLog",
    groupBy: false,
    idSelected: true,
    keyPrefix: "07L",
    columnMetadata: [
      { columnName: "Id", aggregate: false, apexType: "Id", textType: true, joinColumns: [] },
      {
        columnName: "LogUser",
        aggregate: false,
        foreignKeyName: "LogUserId",
        joinColumns: [{ columnName: "Name", apexType: "String" }],
      },
      { columnName: "LogLength", numberType: true },
    ],
  });
  const { query: counted } = await asked("SELECT status, count(id), MAX(LogLength) most FROM ApexLog GROUP BY status");
  expect(columnsOf(counted)).toMatchObject({
    groupBy: true,
    columnMetadata: [
      { columnName: "Status", aggregate: false },
      { columnName: "expr0", displayName: "COUNT(Id)", aggregate: true, joinColumns: [] },
      { columnName: "most", displayName: "MAX(LogLength)", aggregate: true },
    ],
  });
});
