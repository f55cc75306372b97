import type { DebugLevel, TraceFlag } from "#domain/log/trace-flag.ts";
import type { ApexClass, CustomSetting, OrgRows, SObjectRecord, Table, Tables } from "#domain/org.ts";
import type { Policies } from "#domain/policies.ts";
import type { Reader } from "#domain/power/reader.ts";
import type { Instant } from "#domain/time.ts";
import type { AuthSessionRow } from "#domain/trace/auth-session.ts";
import type { EventLogFile, LoginAsEventLogRow } from "#domain/trace/event-log.ts";
import type { LoginHistoryRow } from "#domain/trace/login-history.ts";
import type { SetupAuditTrailRow } from "#domain/trace/setup-audit-trail.ts";
import type { ObjectSchema, Row } from "#soql/schema.ts";

/** What the rows of an org's objects are made from, as whoever is at work may see it. */
export interface Facts {
  readonly reader: Reader;
  readonly rows: OrgRows;
  readonly now: Instant;
  readonly policies: Policies;
  readonly traceFlags: readonly TraceFlag[];
  readonly debugLevels: readonly DebugLevel[];
  /** The platform's own traces; empty where no object that is asked for is made from one. */
  readonly traces: Traces;
  /** What the License Management App keeps, by object; nothing for who may not read it there (LICENSE-21). */
  readonly lma: Readonly<Record<string, readonly Row[]>>;
  /** The source of a class or trigger as far as the reader may see it (POWER-02, POWER-09). */
  readonly bodyOf: (code: ApexClass) => string;
  /** Whether the reader may see the records of a setting (POWER-04). */
  readonly opensSetting: (setting: CustomSetting) => boolean;
  /** Whether the reader may read a business record (POWER-16, LICENSE-19). */
  readonly opensRecord: (record: SObjectRecord) => boolean;
}

export interface Traces {
  readonly setupAuditTrail: readonly SetupAuditTrailRow[];
  readonly loginHistory: readonly LoginHistoryRow[];
  readonly sessions: readonly AuthSessionRow[];
  readonly eventLogFiles: readonly EventLogFile[];
  readonly loginAsEventLog: readonly LoginAsEventLogRow[];
}

export type TraceName = keyof Traces;

export const NO_TRACES: Traces = {
  setupAuditTrail: [],
  loginHistory: [],
  sessions: [],
  eventLogFiles: [],
  loginAsEventLog: [],
};

/** Where the rows of an object come from: one by one from a table, or all at once. */
export type Rows =
  | {
      readonly from: "table";
      readonly table: Table;
      /** The row that one of the table's makes, if it is one of this object's. */
      readonly make: (row: never, rows: OrgRows, facts: Facts) => Row | undefined;
      /** Whether a row is the same for whoever reads, and so can be kept. */
      readonly isShared: boolean;
    }
  | { readonly from: "facts"; readonly make: (facts: Facts) => readonly Row[] };

/** An object of the platform as it is simulated. */
export interface SObject {
  readonly schema: ObjectSchema;
  readonly plural: string;
  /** Which of the two APIs has it. */
  readonly api: "data" | "tooling" | "both";
  readonly rows: Rows;
  /** Whether whoever reads is shown a row; every row unless it is said. */
  readonly shows?: (facts: Facts, row: Row) => boolean;
  /** What it takes to be told of the object at all; nothing unless it is said. */
  readonly isThere?: (facts: Facts) => boolean;
  /** Fields whose reading goes on record with the row they belong to. */
  readonly sensitive?: readonly string[];
  /** The trace it is made from. */
  readonly trace?: TraceName;
  readonly createable?: boolean;
  readonly updateable?: boolean;
  readonly deletable?: boolean;
}

/** Rows of an object that each come from a row of a table and from nothing else, so the same for whoever reads. */
export const fromTable = <T extends Table>(table: T, make: (row: Tables[T]) => Row | undefined): Rows => ({
  from: "table",
  table,
  make: make as (row: never) => Row | undefined,
  isShared: true,
});

/** The same for rows that depend on who reads them. */
export const seenFrom = <T extends Table>(
  table: T,
  make: (row: Tables[T], rows: OrgRows, facts: Facts) => Row | undefined,
): Rows => ({
  from: "table",
  table,
  make: make as (row: never, rows: OrgRows, facts: Facts) => Row | undefined,
  isShared: false,
});

export const fromFacts = (make: (facts: Facts) => readonly Row[]): Rows => ({ from: "facts", make });
