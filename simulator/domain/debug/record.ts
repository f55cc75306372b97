import { definition } from "#domain/decision.ts";
import type { DebugSessionId, OrgId } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";
import type { DebugSession } from "./session.ts";

/** A row of `ApexDebuggerSession`, with the fields that are known of it; a filter that was not set is an empty text. */
export interface ApexDebuggerSession {
  readonly Id: DebugSessionId;
  readonly Status: "Active" | "Detach";
  /** Why it is over; empty while it runs. */
  readonly StatusMessage: string;
  /** Who stopped or removed it; empty where nobody did. */
  readonly StatusUsername: string;
  readonly LicenseOrg: OrgId;
  readonly LicenseType: string;
  readonly UserIdFilter: string;
  readonly RequestTypeFilter: string;
  readonly EntryPointFilter: string;
  readonly CreatedDate: Instant;
}

const MESSAGES: Readonly<Record<NonNullable<DebugSession["end"]>["because"], string>> = {
  stopped: "stopped in the IDE",
  idle: "ended after too long without activity",
  "client idle": "stopped by the IDE after too long without activity",
  maximum: "ended at the longest a session may last",
  killed: "removed in Setup or through the API",
  "hot swap": "ended because the code of the org was changed",
  "login ended": "ended with the session it rested on",
  maintenance: "ended for maintenance",
  "log unavailable": "ended because nothing could be put on record any more",
};

/** The record of a debugging session as the Tooling API shows it. An orphan is Active: the server misses nobody. */
export const sessionRecord = definition<
  {
    readonly session: Pick<DebugSession, "id" | "state" | "end" | "license" | "filters" | "startedAt">;
    /** The username of whoever ended it. */
    readonly endedBy?: string;
  },
  ApexDebuggerSession
>("DEBUG-16", ({ session: { id, state, end, license, filters, startedAt }, endedBy = "" }) => ({
  Id: id,
  Status: state === "ended" ? "Detach" : "Active",
  StatusMessage: end ? MESSAGES[end.because] : "",
  StatusUsername: endedBy,
  LicenseOrg: license.org,
  LicenseType: license.type,
  UserIdFilter: filters.userIdFilter,
  RequestTypeFilter: filters.requestTypeFilter,
  EntryPointFilter: filters.entryPointFilter,
  CreatedDate: startedAt,
}));
