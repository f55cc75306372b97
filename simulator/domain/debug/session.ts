import { definition } from "#domain/decision.ts";
import type { DebugSessionId, OrgId, SessionId, UserRef } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";

/** Why a debugging session is over (the catalogue's table of its life). */
export type DebugEnd =
  | "stopped"
  | "idle"
  | "client idle"
  | "maximum"
  | "killed"
  | "hot swap"
  | "login ended"
  | "maintenance"
  | "log unavailable";

/** What Start Partner Debugging Session leaves: a link that one start can use, while its LoginAs session runs. */
export interface Preparation {
  /** The LoginAs session whose id is in the link (DEBUG-12). */
  readonly login: SessionId;
  readonly at: Instant;
  /** Where projects were set up with it: only from these can it be launched (DEBUG-23). */
  readonly projects: readonly string[];
}

/** What a debugging session was opened with: one that comes with the org or its edition, or one that was bought. */
export interface DebugLicense {
  /** The org whose allowance it takes: a License Management Org (DEBUG-03), or a subscriber's production org (DEBUG-07). */
  readonly org: OrgId;
  readonly type: "free" | "included" | "bought";
}

/** The filters of `ApexDebuggerSession` as the client sends them, comma-joined; an empty text lets everything through. */
export interface DebugFilters {
  readonly userIdFilter: string;
  readonly requestTypeFilter: string;
  readonly entryPointFilter: string;
}

/**
 * A debugging session, `ApexDebuggerSession` on the platform: of the ISV Customer Debugger, or of the subscriber's own
 * Apex Debugger. What its engineer does in the debugger keeps it from idling: every event that names it with
 * `activity: true` moves `lastActiveAt` (DEBUG-26).
 */
export interface DebugSession {
  readonly id: DebugSessionId;
  /** The session it rests on, and cannot outlive (DEBUG-14): LoginAs, or in the own Apex Debugger the user's own. */
  readonly login: SessionId;
  /** Whom that session counts as; its org is the sandbox that is debugged. */
  readonly user: UserRef;
  /** The engineer; absent where the user herself debugs. */
  readonly delegate?: UserRef;
  /** The License Management Org whose packages are debugged; absent in the subscriber's own Apex Debugger (DEBUG-09). */
  readonly publisher?: OrgId;
  readonly license: DebugLicense;
  readonly filters: DebugFilters;
  /** Where the sandbox runs, for peak load and maintenance. */
  readonly instance: string;
  readonly state: "active" | "orphaned" | "ended";
  readonly startedAt: Instant;
  readonly lastActiveAt: Instant;
  /** How many idle warnings the client has given since then (DEBUG-19). */
  readonly warned: number;
  /** When the org's code was compiled anew while it ran (DEBUG-36). */
  readonly recompiledAt?: Instant;
  readonly end?: { readonly at: Instant; readonly because: DebugEnd; readonly by?: UserRef };
}

export const NO_FILTERS: DebugFilters = { userIdFilter: "", requestTypeFilter: "", entryPointFilter: "" };

/** Whether it takes a place of its allowance and the sandbox's own: an orphan does, until it is removed or times out. */
export const holdsItsPlace = definition<Pick<DebugSession, "state">, boolean>(
  "DEBUG-24",
  ({ state }) => state !== "ended",
);

/** The session a moment after its engineer was active in it; one that is over stays as it was. */
export const afterActivity = (session: DebugSession, at: Instant): DebugSession =>
  holdsItsPlace.gives(session) ? { ...session, lastActiveAt: at, warned: 0 } : session;
