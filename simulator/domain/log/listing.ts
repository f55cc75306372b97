import { type Decision, decide, definition, type Rule, rule } from "#domain/decision.ts";
import type { OrgId } from "#domain/ids.ts";
import type { ApexLog, InstalledPackage } from "#domain/org.ts";
import { agentsLogsStayHidden, type LogFacts, ofAnotherPublisher } from "#domain/power/debug-log.ts";
import { openNamespaces } from "#domain/power/managed.ts";
import type { Reader } from "#domain/power/reader.ts";
import { type DebugLogRight, debugLogRight } from "./right.ts";

/** Whether a log, or a trace flag, is on a reader's list: whose session set it up or produced it decides, at any time. */
export const isOnTheList = definition<{ readonly reader: Reader; readonly publisher?: OrgId }, boolean>(
  "LOG-18",
  (facts) => !ofAnotherPublisher(facts),
);

/** The order in which Setup, Debug Logs lists an org's logs: as they were written. */
export const debugLogsPage = definition<readonly Pick<ApexLog, "id" | "startedAt">[], readonly ApexLog["id"][]>(
  "LOG-01",
  (logs) =>
    logs
      .toSorted((one, other) => (one.startedAt < other.startedAt ? -1 : one.startedAt > other.startedAt ? 1 : 0))
      .map(({ id }) => id),
);

/** The namespaces whose code a new log of the subscriber shows; it stays as it was written, whatever is switched later. */
export const openWhenWritten = definition<readonly InstalledPackage[], readonly string[]>("LOG-22", (installed) =>
  openNamespaces.gives(installed),
);

/** What is tried with `ApexLog` records. */
export type LogAct = "query" | "delete" | "insert" | "change";

export const readAndDeletedOnly = rule<{ readonly tries: LogAct }>(
  "LOG-21",
  ({ tries }) =>
    tries === "insert" || tries === "change" ? `nobody can ${tries} an ApexLog; the platform writes it` : undefined,
  "set a trace flag, and repeat the operation that is to be logged",
);

interface ApexLogFacts extends DebugLogRight {
  readonly tries: LogAct;
}

/** What every act on `ApexLog` records is asked. */
const APEX_LOG_ORDER: readonly Rule<ApexLogFacts>[] = [debugLogRight, readAndDeletedOnly];

/** May this be done with the org's `ApexLog` records? */
export const mayUseApexLogs = (facts: ApexLogFacts): Decision => decide(facts, APEX_LOG_ORDER, readAndDeletedOnly);

/** What deleting a log is asked: an agent's log is not there for the subscriber to delete either. */
export const DELETE_ORDER: readonly Rule<ApexLogFacts & LogFacts>[] = [...APEX_LOG_ORDER, agentsLogsStayHidden];

/** May this log be deleted? */
export const mayDeleteLog = (facts: ApexLogFacts & LogFacts): Decision =>
  decide(facts, DELETE_ORDER, readAndDeletedOnly);
