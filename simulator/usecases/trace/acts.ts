import type { Ports } from "#usecases/ports.ts";
import { readDebugRecords } from "./debug-records.ts";
import { describeEntry, reviewEntry } from "./entry.ts";
import { queryLoginAsEventLog, querySalesforceLogins, readEventLogFiles } from "./event-logs.ts";
import { readLoginHistory } from "./login-history.ts";
import { readLoginAsEvents, readLogoutEvents } from "./real-time-events.ts";
import { deleteSession, listSessions } from "./sessions.ts";
import { operateOnAuditTrail, readAuditTrail } from "./setup-audit-trail.ts";

/** What is read of the traces that the platform keeps. */
export const traceActs = (ports: Ports) => ({
  readAuditTrail: readAuditTrail(ports),
  operateOnAuditTrail: operateOnAuditTrail(ports),
  readLoginHistory: readLoginHistory(ports),
  listSessions: listSessions(ports),
  deleteSession: deleteSession(ports),
  readEventLogFiles: readEventLogFiles(ports),
  queryLoginAsEventLog: queryLoginAsEventLog(ports),
  querySalesforceLogins: querySalesforceLogins(ports),
  readLoginAsEvents: readLoginAsEvents(ports),
  readLogoutEvents: readLogoutEvents(ports),
  readDebugRecords: readDebugRecords(ports),
  describeEntry: describeEntry(ports),
  reviewEntry: reviewEntry(ports),
});
