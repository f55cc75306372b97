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
  | "maintenance";

/** What Start Partner Debugging Session leaves: a link that one start can use, while its LoginAs session runs. */
export interface Preparation {
  /** The LoginAs session whose id is in the link (DEBUG-12). */
  readonly login: SessionId;
  readonly at: Instant;
}

/** A debugging session of the ISV Customer Debugger, `ApexDebuggerSession` on the platform. */
export interface DebugSession {
  readonly id: DebugSessionId;
  /** The subscriber's own Apex Debugger (DEBUG-07, DEBUG-09); absent for a publisher's. */
  readonly kind?: "own";
  /** The LoginAs session it rests on, and cannot outlive (DEBUG-14). */
  readonly login: SessionId;
  /** Whom the LoginAs session counts as; its org is the sandbox that is debugged. */
  readonly user: UserRef;
  /** The engineer. */
  readonly delegate: UserRef;
  /** The License Management Org whose allowance it takes (DEBUG-03). */
  readonly publisher: OrgId;
  /** Where the sandbox runs, for peak load and maintenance. */
  readonly instance: string;
  readonly state: "active" | "orphaned" | "ended";
  readonly startedAt: Instant;
  readonly lastActiveAt: Instant;
  readonly end?: { readonly at: Instant; readonly because: DebugEnd };
}

/** Whether it takes a place of the publisher's allowance and the sandbox's own: an orphan does, too (DEBUG-24). */
export const holdsItsPlace = ({ state }: DebugSession): boolean => state !== "ended";
