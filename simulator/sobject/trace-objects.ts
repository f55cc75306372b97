import { PREFIX } from "#domain/ids.ts";
import { mayRead, type Trace } from "#domain/trace/reading.ts";
import type { Row } from "#soql/schema.ts";
import { body, id, instant, picklist, reference, text, whole } from "./fields.ts";
import { type Facts, fromFacts, type SObject } from "./object.ts";

// The platform's own traces. What time they keep and who may read them is the rules' of the area `trace`.

/** Of these traces nobody reads a part: whoever may not read all of one is not told of it. */
const whoeverReads =
  (trace: Trace) =>
  ({ reader }: Facts): boolean =>
    mayRead({ reader, whose: "everybody" }, trace).effect === "allow";

const setupAuditTrail: SObject = {
  schema: {
    name: "SetupAuditTrail",
    label: "Setup Audit Trail Entry",
    keyPrefix: PREFIX.SetupAuditTrail,
    fields: [
      id,
      text("Action", { nillable: false }),
      text("Section"),
      instant("CreatedDate", { nillable: false }),
      reference("CreatedById", "User", "CreatedBy"),
      text("Display"),
      text("DelegateUser"),
      text("ResponsibleNamespacePrefix", { length: 15 }),
      text("CreatedByContext"),
    ],
  },
  plural: "Setup Audit Trail Entries",
  api: "data",
  trace: "setupAuditTrail",
  isThere: whoeverReads("Setup Audit Trail"),
  rows: fromFacts(({ traces, rows }) => {
    const ids = new Map(Object.values(rows.users).map(({ id: of, username }) => [username, of]));
    return traces.setupAuditTrail.map((one) => ({
      Id: one.Id,
      Action: one.Action,
      Section: one.Section,
      CreatedDate: one.CreatedDate,
      CreatedById: ids.get(one.CreatedBy) ?? null,
      Display: one.Display,
      DelegateUser: one.DelegateUser ?? null,
      ResponsibleNamespacePrefix: one.ResponsibleNamespacePrefix ?? null,
      CreatedByContext: one.CreatedByContext ?? null,
    }));
  }),
};

const loginHistory: SObject = {
  schema: {
    name: "LoginHistory",
    label: "Login History",
    keyPrefix: PREFIX.LoginHistory,
    fields: [
      id,
      // The platform has no way from here to the user: UserId is a reference without a relationship.
      reference("UserId", "User"),
      instant("LoginTime", { nillable: false }),
      picklist("LoginType", ["Application", "Partner", "AppExchange"]),
      text("SourceIp", { length: 39 }),
      text("LoginUrl"),
      text("Browser", { length: 64 }),
      text("Platform", { length: 64 }),
      text("Status", { length: 128 }),
      text("Application", { length: 64 }),
    ],
  },
  plural: "Login Histories",
  api: "data",
  trace: "loginHistory",
  rows: fromFacts(({ traces }) =>
    traces.loginHistory.map((one) => ({
      Id: one.Id,
      UserId: one.UserId,
      LoginTime: one.LoginTime,
      LoginType: one.LoginType,
      SourceIp: one.SourceIp ?? null,
      LoginUrl: one.LoginUrl,
      Browser: one.Browser,
      Platform: one.Platform,
      Status: one.Status,
      Application: one.Application,
    })),
  ),
};

const authSession: SObject = {
  schema: {
    name: "AuthSession",
    label: "Auth Session",
    keyPrefix: PREFIX.AuthSession,
    fields: [
      id,
      reference("UsersId", "User", "Users"),
      picklist("SessionType", ["UI", "SubstituteUser", "API"]),
      picklist("SessionSecurityLevel", ["STANDARD", "HIGH_ASSURANCE"]),
      picklist("LoginType", ["Application", "Partner"]),
      text("SourceIp", { length: 39 }),
      reference("LoginHistoryId", "LoginHistory", "LoginHistory"),
      reference("ParentId", "AuthSession", "Parent"),
      instant("CreatedDate", { nillable: false }),
      instant("LastModifiedDate", { nillable: false }),
      whole("NumSecondsValid", { nillable: false }),
    ],
  },
  plural: "Auth Sessions",
  api: "data",
  trace: "sessions",
  deletable: true,
  rows: fromFacts(({ traces }) =>
    traces.sessions.map((one) => ({
      Id: one.Id,
      UsersId: one.UsersId,
      SessionType: one.SessionType,
      SessionSecurityLevel: one.SessionSecurityLevel,
      LoginType: one.LoginType,
      SourceIp: one.SourceIp ?? null,
      LoginHistoryId: one.LoginHistoryId ?? null,
      ParentId: one.ParentId ?? null,
      CreatedDate: one.CreatedDate,
      LastModifiedDate: one.LastModifiedDate,
      NumSecondsValid: one.NumSecondsValid,
    })),
  ),
};

const eventLogFile: SObject = {
  schema: {
    name: "EventLogFile",
    label: "Event Log File",
    keyPrefix: PREFIX.EventLogFile,
    fields: [
      id,
      picklist("EventType", ["LoginAs"]),
      picklist("Interval", ["Daily"]),
      instant("LogDate", { nillable: false }),
      body("LogFile"),
      whole("LogFileLength", { nillable: false }),
      text("LogFileContentType", { length: 128 }),
      text("LogFileFieldNames", { length: 4000 }),
    ],
  },
  plural: "Event Log Files",
  api: "data",
  trace: "eventLogFiles",
  isThere: whoeverReads("event log files"),
  rows: fromFacts(({ traces }) =>
    traces.eventLogFiles.map((one): Row => {
      const file = csvOf(one.lines as unknown as readonly Readonly<Record<string, unknown>>[]);
      return {
        Id: one.Id,
        EventType: one.EventType,
        Interval: one.Interval,
        LogDate: one.LogDate,
        LogFile: file,
        LogFileLength: file.length,
        LogFileContentType: "text/csv",
        LogFileFieldNames: file.slice(0, file.indexOf("\n")).replaceAll('"', ""),
      };
    }),
  ),
};

/** A file of an event log: a head, and each line in quotes. */
export function csvOf(lines: readonly Readonly<Record<string, unknown>>[]): string {
  const names = [...new Set(lines.flatMap((line) => Object.keys(line)))];
  const cell = (value: unknown) => `"${`${value ?? ""}`.replaceAll('"', '""')}"`;
  return [names.map(cell), ...lines.map((line) => names.map((name) => cell(line[name])))]
    .map((cells) => `${cells.join(",")}\n`)
    .join("");
}

const loginAsEventLog: SObject = {
  schema: {
    name: "LoginAsEventLog",
    label: "Login As Event Log",
    fields: [
      instant("Timestamp", { nillable: false }),
      text("RequestIdentifier"),
      text("UserIdentifier"),
      text("ClientIp"),
      text("Uri"),
      text("SessionKey"),
      text("LoginKey"),
      text("DelegatedUserIdentifier"),
      text("DelegatedUserName"),
    ],
  },
  plural: "Login As Event Logs",
  api: "data",
  trace: "loginAsEventLog",
  isThere: whoeverReads("event log rows"),
  rows: fromFacts(({ traces }) => traces.loginAsEventLog.map((one): Row => ({ ...one }))),
};

export const TRACE_OBJECTS: readonly SObject[] = [
  setupAuditTrail,
  loginHistory,
  authSession,
  eventLogFile,
  loginAsEventLog,
];
