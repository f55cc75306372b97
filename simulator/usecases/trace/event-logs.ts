import { Fault } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import {
  type EventLogFile,
  eventLogFiles,
  type LoginAsEventLogRow,
  loginAsEventLog,
  noEventLogs,
} from "#domain/trace/event-log.ts";
import { loginAsLines } from "#domain/trace/login-as-line.ts";
import { ONLY_SALESFORCE, type SalesforceLoginRow, salesforceLogins } from "#domain/trace/salesforce-logins.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { type Rows, reading } from "./reading.ts";

const shown = <Row>(rows: readonly Row[], because: string | undefined): Rows<Row> => ({
  rows,
  ...(because && { because }),
});

export interface ReadEventLogFiles {
  readonly interval: "Daily" | "Hourly";
}

/**
 * The event log files of type LoginAs that can be downloaded now (TRACE-19). Fault UNSIMULATED for the hourly ones, of
 * which no source says when exactly they appear.
 */
export const readEventLogFiles =
  (ports: Ports) =>
  (session: SessionId, { interval }: ReadEventLogFiles): Promise<Answer<Rows<EventLogFile>>> =>
    reading(ports, session, { trace: "event log files", name: "read event log files" }, (drawn, { org }) => {
      if (interval === "Hourly")
        throw new Fault("UNSIMULATED", "hourly event log files are not simulated; read the daily ones");
      return shown(eventLogFiles(loginAsLines(drawn.records, drawn), { now: drawn.now, org }), noEventLogs(org));
    });

/** LoginAsEventLog, the twin of these files that can be queried (TRACE-20). */
export const queryLoginAsEventLog =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<Rows<LoginAsEventLogRow>>> =>
    reading(ports, session, { trace: "event log rows", name: "query LoginAsEventLog" }, (drawn, { org }) =>
      shown(loginAsEventLog(loginAsLines(drawn.records, drawn), { now: drawn.now, org }), noEventLogs(org)),
    );

/** SalesforceLoginAsEventLog, which holds nothing of a publisher (TRACE-23). */
export const querySalesforceLogins =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<Rows<SalesforceLoginRow>>> =>
    reading(ports, session, { trace: "event log rows", name: "query SalesforceLoginAsEventLog" }, (drawn) => {
      const rows = salesforceLogins(drawn.records, drawn);
      return shown(rows, rows.length === 0 ? ONLY_SALESFORCE : undefined);
    });
