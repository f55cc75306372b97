import { definition } from "#domain/decision.ts";
import type { AuditEvent, Stream } from "#domain/events.ts";
import type { OrgId, SessionId } from "#domain/ids.ts";
import type { SessionEnd } from "#domain/login/session.ts";

/** An event with its place in the log; every row of every trace is derived from one of them. */
export type TraceRecord = AuditEvent & {
  readonly seq: number;
  /** Number of the first record of the same append: what one request left has one number. */
  readonly append: number;
};

/**
 * Whether what happened leaves anything in the traces of an org: only what happened in that very org does. So a
 * License Management Org has no trace of its agents' logins to subscriber orgs (TRACE-27).
 */
export const leavesTracesIn = definition<{ readonly event: { readonly org: Stream }; readonly org: OrgId }, boolean>(
  "TRACE-27",
  ({ event, org }) => event.org === org,
);

/** Ends that a request brings about: the act itself, or the check that turned the request away. */
const ENDED_BY_A_REQUEST: readonly SessionEnd[] = [
  "logged out",
  "returned to subscriber overview",
  "switched user",
  "login access ended",
  "user inactive",
];

/**
 * Whether a record tells of a request that somebody made in a LoginAs session. Not what time brought about, which no
 * decision let happen; nor what somebody else did to the session; nor a login that never reached the org.
 */
export function isLoginAsRequest(record: TraceRecord): boolean {
  if (!record.delegateUser || !record.session || !record.decision) return false;
  switch (record.type) {
    case "login.awaiting-approval":
    case "login.refused":
    // What the engineer's machine holds or no longer holds: the table of the catalogue has no trace of either (8.3).
    case "debug.code-downloaded":
    case "debug.code-deleted":
      return false;
    case "login.ended":
      return ENDED_BY_A_REQUEST.includes(record.reason);
    default:
      return true;
  }
}

/** Whether a record is the moment from which an agent is logged in as a user. */
export const isLoginAs = ({ type }: Pick<AuditEvent, "type">): boolean =>
  type === "login.started" || type === "login.approved";

/** The record that each session of an org began with, by the session. */
export function beginnings(records: readonly TraceRecord[]): ReadonlyMap<SessionId, TraceRecord> {
  const begun = new Map<SessionId, TraceRecord>();
  for (const record of records)
    if (record.session && (record.type === "session.started" || isLoginAs(record))) begun.set(record.session, record);
  return begun;
}
