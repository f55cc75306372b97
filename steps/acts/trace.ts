import { formatId, type OrgId, type SessionId } from "#domain/ids.ts";
import type { Whose } from "#domain/trace/reader.ts";
import type { TrailOperation } from "#domain/trace/setup-audit-trail.ts";
import type { CastMember } from "#domain/world.ts";
import type { Face, Telling } from "#steps/face.ts";
import * as ofPeople from "#steps/wire/people.ts";
import * as ofTraces from "#steps/wire/traces.ts";
import type { Rows } from "#usecases/trace/reading.ts";
import type { Extent } from "#usecases/trace/setup-audit-trail.ts";

/** A trace as people of the story name what they read. */
export type TraceName = (typeof TRACE_NAMES)[number];

export const TRACE_NAMES = [
  "whole Setup Audit Trail",
  "Setup Audit Trail",
  "whole Login History",
  "Login History",
  "own logins",
  "sessions of the org",
  "own sessions",
  "hourly event log files",
  "event log files",
  "login-as event log",
  "event log of Salesforce's logins",
  "login-as events",
  "logout events",
  "debugger records",
] as const;

/** What is read of the traces that the platform keeps, through whichever face. */
export const traceActs = (face: Face) => ({
  readTrace: (who: CastMember, org: OrgId, trace: TraceName) =>
    face.act(who, { ...readings(org)[trace], wire: ofTraces.readTrace(trace) }),
  readTraceAsSelf: (who: CastMember, trace: TraceName) =>
    face.actAsSelf(who, { ...readings(who.ref.org)[trace], wire: ofTraces.readTrace(trace) }),
  readLoginsOfType: (who: CastMember, org: OrgId, loginType: string) =>
    face.act(who, {
      usecase: (simulator, session) =>
        simulator.readLoginHistory(session, { whose: "everybody", show: "page", loginType }),
      request: ["GET", `/orgs/${org}/setup/login-history?loginType=${encodeURIComponent(loginType)}`],
    }),
  operateOnAuditTrail: (who: CastMember, org: OrgId, operation: Exclude<TrailOperation, "read">) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.operateOnAuditTrail(session, { operation }),
      request: requestTo(operation, `/orgs/${org}/setup/audit-trail`),
      wire: ofTraces.operateOnAuditTrail(operation),
    }),
  deleteSession: (admin: CastMember, org: OrgId, deleted: SessionId) =>
    face.act(admin, {
      usecase: (simulator, session) => simulator.deleteSession(session, { session: deleted }),
      request: ["DELETE", `/orgs/${org}/setup/sessions/${deleted}`],
      wire: ofPeople.deleteSession(deleted),
    }),
  reviewEntry: (reviewer: CastMember, seq: number) =>
    face.act(reviewer, {
      usecase: (simulator, session) => simulator.reviewEntry(session, seq),
      request: ["GET", `/audit/events/${seq}`],
    }),
});

function requestTo(operation: Exclude<TrailOperation, "read">, path: string): Telling<unknown>["request"] {
  const row = `${path}/${formatId("SetupAuditTrail", 1)}`;
  if (operation === "create") return ["POST", path];
  if (operation === "update") return ["PATCH", row];
  if (operation === "delete") return ["DELETE", row];
  return ["GET", `${path}/aggregate?of=${encodeURIComponent(operation)}`];
}

function readings(org: OrgId): Readonly<Record<TraceName, Telling<Rows<unknown>>>> {
  const trail = (show: Extent): Telling<Rows<unknown>> => ({
    usecase: (simulator, session) => simulator.readAuditTrail(session, { show }),
    request: ["GET", `/orgs/${org}/setup/audit-trail?show=${show}`],
  });
  const logins = (whose: Whose, show: Extent): Telling<Rows<unknown>> => ({
    usecase: (simulator, session) => simulator.readLoginHistory(session, { whose, show }),
    request: ["GET", `/orgs/${org}/setup/login-history?whose=${whose}&show=${show}`],
  });
  const sessions = (whose: Whose): Telling<Rows<unknown>> => ({
    usecase: (simulator, session) => simulator.listSessions(session, { whose }),
    request: ["GET", `/orgs/${org}/setup/sessions?whose=${whose}`],
  });
  const files = (interval: "Daily" | "Hourly") =>
    told(
      (simulator, session) => simulator.readEventLogFiles(session, { interval }),
      `/orgs/${org}/event-log-files?interval=${interval}`,
    );
  return {
    "Setup Audit Trail": trail("page"),
    "whole Setup Audit Trail": trail("download"),
    "Login History": logins("everybody", "page"),
    "whole Login History": logins("everybody", "download"),
    "own logins": logins("own", "page"),
    "sessions of the org": sessions("everybody"),
    "own sessions": sessions("own"),
    "event log files": files("Daily"),
    "hourly event log files": files("Hourly"),
    "login-as event log": told(
      (simulator, session) => simulator.queryLoginAsEventLog(session),
      `/orgs/${org}/event-logs/login-as`,
    ),
    "event log of Salesforce's logins": told(
      (simulator, session) => simulator.querySalesforceLogins(session),
      `/orgs/${org}/event-logs/salesforce-login-as`,
    ),
    "login-as events": told(
      (simulator, session) => simulator.readLoginAsEvents(session),
      `/orgs/${org}/events/login-as`,
    ),
    "logout events": told((simulator, session) => simulator.readLogoutEvents(session), `/orgs/${org}/events/logout`),
    "debugger records": told(
      (simulator, session) => simulator.readDebugRecords(session),
      `/orgs/${org}/debugger/records`,
    ),
  };
}

const told = (usecase: Telling<Rows<unknown>>["usecase"], path: string): Telling<Rows<unknown>> => ({
  usecase,
  request: ["GET", path],
});
