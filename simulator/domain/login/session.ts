import type { GrantId, SessionId, UserRef } from "../ids.ts";
import { type Instant, later, MINUTE, millisBetween } from "../time.ts";

/** Why a session is over. */
export type SessionEnd =
  | "logged out"
  | "returned to subscriber overview"
  | "timed out"
  | "switched user"
  | "login access ended"
  | "user inactive"
  | "entered a subscriber org"
  | "removed by an administrator"
  | "simulator stopped";

/** A person's session in one org (AuthSession). With a `delegate` it is a LoginAs session (SubstituteUser). */
export interface Session {
  readonly id: SessionId;
  /** Whom every act counts as; its org is the only one the session is good for. */
  readonly user: UserRef;
  /** Who is really at the keyboard; absent for the user's own session. */
  readonly delegate?: UserRef;
  /** The login access a publisher's LoginAs session rests on; absent when an org's own administrator logged in as the user. */
  readonly grant?: GrantId;
  readonly caseReference?: string;
  /** Passed multi-factor authentication at login. */
  readonly mfa: boolean;
  readonly level: "standard" | "high assurance";
  /** Logged in at the org's My Domain login URL (LMO-19). */
  readonly myDomain: boolean;
  /** Minutes of idleness that end it (LOGIN-13). */
  readonly timeout: number;
  readonly state: "awaiting approval" | "active" | "ended" | "refused";
  readonly startedAt: Instant;
  readonly lastActiveAt: Instant;
  readonly end?: { readonly at: Instant; readonly because: SessionEnd | "denied" | "cancelled" | "login access ended" | "timed out" };
}

export const isLoginAs = (session: Session): boolean => session.delegate !== undefined;

/** When idleness ends an active session (LOGIN-13). */
export const idleEnd = (session: Session): Instant => later(session.lastActiveAt, session.timeout * MINUTE);

/** Activity moves the idle clock only in the second half of the period (LOGIN-13). */
export const activityCounts = (session: Session, now: Instant): boolean =>
  millisBetween(session.lastActiveAt, now) * 2 >= session.timeout * MINUTE;
