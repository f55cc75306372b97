import type { SessionId } from "#domain/ids.ts";
import {
  type EventLogFile,
  eventLogFiles,
  type LoginAsEventLogRow,
  loginAsEventLog,
  loginAsLines,
  noEventLogs,
} from "#domain/trace/event-log.ts";
import { ONLY_SALESFORCE, type SalesforceLoginRow, salesforceLogins } from "#domain/trace/salesforce-logins.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { type Rows, reading } from "./reading.ts";

const shown = <Row>(rows: readonly Row[], because: string | undefined): Rows<Row> => ({
  rows,
  ...(because && { because }),
});

/** The event log files of type LoginAs that can be downloaded now (TRACE-19). */
export const readEventLogFiles =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<Rows<EventLogFile>>> =>
    reading(ports, session, { trace: "event log files", name: "read event log files" }, (drawn, { org }) =>
      shown(eventLogFiles(loginAsLines(drawn.records, drawn), { now: drawn.now, org }), noEventLogs(org)),
    );

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
