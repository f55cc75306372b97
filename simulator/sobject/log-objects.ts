import { PREFIX } from "#domain/ids.ts";
import type { Category, Levels } from "#domain/log/level.ts";
import { LEVELS } from "#domain/log/level.ts";
import { isOnTheList } from "#domain/log/listing.ts";
import { debugLogRight } from "#domain/log/right.ts";
import { LOG_TYPES, type Traced } from "#domain/log/trace-flag.ts";
import { isPlatformUser, rowOf } from "#domain/org.ts";
import { holds } from "#domain/user.ts";
import type { FieldSchema, Row } from "#soql/schema.ts";
import { id, instant, picklist, reference, text, whole } from "./fields.ts";
import { type Facts, fromFacts, fromTable, type SObject } from "./object.ts";

// Debug logs, and what has them written.

/** The fields that levels have in the API, with the category each is of. */
export const LEVEL_FIELDS: readonly (readonly [string, Category])[] = [
  ["ApexCode", "APEX_CODE"],
  ["ApexProfiling", "APEX_PROFILING"],
  ["Callout", "CALLOUT"],
  ["Database", "DB"],
  ["Nba", "NBA"],
  ["System", "SYSTEM"],
  ["Validation", "VALIDATION"],
  ["Visualforce", "VISUALFORCE"],
  ["Wave", "WAVE"],
  ["Workflow", "WORKFLOW"],
];

const levelFields: readonly FieldSchema[] = LEVEL_FIELDS.map(([name]) => picklist(name, LEVELS));
const levelsIn = (levels: Partial<Levels>): Row =>
  Object.fromEntries(LEVEL_FIELDS.map(([name, category]) => [name, levels[category] ?? null]));

/** Whoever may not set trace flags is not told of any. */
const setsTraceFlags = ({ reader }: Facts): boolean =>
  debugLogRight.brokenBy({ person: reader, does: "see the trace flags" }) === undefined;

const debugLevel: SObject = {
  schema: {
    name: "DebugLevel",
    label: "Debug Level",
    keyPrefix: PREFIX.DebugLevel,
    fields: [
      id,
      text("DeveloperName", { length: 80, nillable: false, unique: true, indexed: true }),
      text("MasterLabel", { length: 80, nillable: false }),
      text("Language", { length: 40 }),
      ...levelFields,
    ],
    children: [{ name: "TraceFlags", object: "TraceFlag", field: "DebugLevelId" }],
  },
  plural: "Debug Levels",
  api: "tooling",
  createable: true,
  updateable: true,
  isThere: setsTraceFlags,
  rows: fromFacts(({ debugLevels }) =>
    debugLevels.map((one) => ({
      Id: one.id,
      DeveloperName: one.name,
      MasterLabel: one.name,
      Language: "en_US",
      ...levelsIn(one.levels),
    })),
  ),
};

const entityOf = (traced: Traced): string | null => ("id" in traced ? traced.id : null);

const traceFlag: SObject = {
  schema: {
    name: "TraceFlag",
    label: "Trace Flag",
    keyPrefix: PREFIX.TraceFlag,
    fields: [
      id,
      reference("TracedEntityId", ["User", "ApexClass", "ApexTrigger"], "TracedEntity"),
      picklist("LogType", LOG_TYPES, { nillable: false }),
      reference("DebugLevelId", "DebugLevel", "DebugLevel", { nillable: false }),
      instant("StartDate"),
      instant("ExpirationDate", { nillable: false }),
      instant("CreatedDate"),
      ...levelFields,
    ],
  },
  plural: "Trace Flags",
  api: "tooling",
  createable: true,
  updateable: true,
  deletable: true,
  isThere: setsTraceFlags,
  rows: fromFacts(({ traceFlags, reader }) =>
    traceFlags
      .filter(({ publisher }) => isOnTheList.gives({ reader, ...(publisher && { publisher }) }))
      .map((one) => ({
        Id: one.id,
        TracedEntityId: entityOf(one.traced),
        LogType: one.logType,
        DebugLevelId: one.level,
        StartDate: one.startsAt,
        ExpirationDate: one.endsAt,
        CreatedDate: one.startsAt,
        ...levelsIn(one.levels ?? {}),
      })),
  ),
};

const apexLog: SObject = {
  schema: {
    name: "ApexLog",
    label: "Apex Debug Log",
    keyPrefix: PREFIX.ApexLog,
    fields: [
      id,
      reference("LogUserId", "User", "LogUser"),
      text("Application"),
      whole("DurationMilliseconds"),
      picklist("Location", ["Monitoring", "SystemLog"]),
      whole("LogLength"),
      text("Operation"),
      text("Request"),
      instant("StartTime"),
      text("Status"),
      instant("LastModifiedDate"),
      instant("SystemModstamp"),
    ],
  },
  plural: "Apex Debug Logs",
  api: "both",
  deletable: true,
  isThere: ({ reader }) => holds(reader.entitlements, "View All Data"),
  rows: fromTable("apexLogs", (one) => ({
    Id: one.id,
    LogUserId: isPlatformUser(one.user) ? null : one.user,
    Application: one.application,
    DurationMilliseconds: one.duration,
    Location: one.location,
    LogLength: one.length,
    Operation: one.operation,
    Request: one.request,
    StartTime: one.startedAt,
    Status: one.status,
    LastModifiedDate: one.startedAt,
    SystemModstamp: one.startedAt,
  })),
  shows: ({ reader, rows }, { Id }) => {
    const publisher = rowOf(rows.apexLogs, `${Id}`)?.publisher;
    return isOnTheList.gives({ reader, ...(publisher && { publisher }) });
  },
};

export const LOG_OBJECTS: readonly SObject[] = [debugLevel, traceFlag, apexLog];
