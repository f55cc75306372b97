import { definition } from "#domain/decision.ts";
import { figure } from "#domain/figure.ts";
import type { GrantId, Id, SessionId, UserRef } from "#domain/ids.ts";
import type { OAuthScope } from "#domain/power/connected-app.ts";
import { type Instant, later, MINUTE } from "#domain/time.ts";

/** Why a session is over that somebody has worked in. */
export type SessionEnd =
  | "logged out"
  | "returned to subscriber overview"
  | "timed out"
  | "switched user"
  | "login access ended"
  | "user inactive"
  | "entered a subscriber org"
  | "must log in again"
  | "removed by an administrator"
  | "access revoked"
  | "simulator stopped"
  | "log unavailable";

/** Why a login that waited for the subscriber's approval came to nothing (LOGIN-09). */
export type LoginEnd = "denied" | "cancelled" | "login access ended" | "timed out" | "no longer allowed";

/** The ways in that need no page of the org. */
export const WAYS_TO_OPEN = [
  "SOAP login",
  "password",
  "JWT bearer",
  "authorization code",
  "refresh token",
  "client credentials",
] as const;

/** What a client got a session with, and for what. */
export interface SessionOrigin {
  readonly opened: (typeof WAYS_TO_OPEN)[number];
  /** Name of the connected app; a SOAP login has none. */
  readonly app?: string;
  readonly scopes?: readonly OAuthScope[];
  /** What it was fetched with, and ends with. */
  readonly oauthToken?: Id<"OAuthToken">;
}

/** A person's session in one org (AuthSession). With a `delegate` it is a LoginAs session (SubstituteUser). */
export interface Session {
  readonly id: SessionId;
  /** Whom every act counts as; its org is the only one the session is good for. */
  readonly user: UserRef;
  /** Who is really at the keyboard; absent for the user's own session. */
  readonly delegate?: UserRef;
  /** The login access a publisher's LoginAs session rests on; absent when an org's own administrator logged in as the user. */
  readonly grant?: GrantId;
  /** The agent's own session, from which this LoginAs session was entered (LOGIN-20). */
  readonly origin?: SessionId;
  readonly caseReference?: string;
  /** Passed multi-factor authentication at login. */
  readonly mfa: boolean;
  readonly level: "standard" | "high assurance";
  /** Logged in at the org's My Domain login URL (LMO-19). */
  readonly myDomain: boolean;
  /** Where the login came from, for the platform's own traces; absent where nobody knows. */
  readonly address?: string;
  /** What a client got it with; absent where a person logged in at a page. */
  readonly through?: SessionOrigin;
  /** Minutes a login waits for the subscriber's answer; absent when it waits as long as its login access runs (LOGIN-09). */
  readonly patience?: number;
  /** Minutes of idleness that end it (LOGIN-13). */
  readonly timeout: number;
  readonly state: "awaiting approval" | "active" | "ended" | "refused";
  readonly startedAt: Instant;
  readonly lastActiveAt: Instant;
  readonly end?: { readonly at: Instant; readonly because: SessionEnd | LoginEnd };
}

export const isLoginAs = (session: Session): boolean => session.delegate !== undefined;

/** When idleness ends an active session (LOGIN-13). */
export const idleEnd = definition<Pick<Session, "lastActiveAt" | "timeout">, Instant>(
  "LOGIN-13",
  ({ lastActiveAt, timeout }) => later(lastActiveAt, timeout * MINUTE),
);

/** How long before its end an idle session warns (LOGIN-13). */
export const WARNING = figure("LOGIN-13", 30, "seconds");

/** The shortest and the longest idle timeout an org can choose (LOGIN-13). */
export const TIMEOUT = {
  shortest: figure("LOGIN-13", 15, "minutes"),
  longest: figure("LOGIN-13", 24 * 60, "minutes"),
} as const;

/** How much of the idle period is over when activity begins to count (LOGIN-13). */
export const FIRST_PART = figure("LOGIN-13", 50, "per cent");

/** Reckoned once for a session as it stands, since every request asks. */
const halfways = new WeakMap<Session, Instant>();

function halfwayOf(session: Session): Instant {
  let halfway = halfways.get(session);
  if (!halfway) {
    halfway = later(session.lastActiveAt, (session.timeout * MINUTE * FIRST_PART.is) / 100);
    halfways.set(session, halfway);
  }
  return halfway;
}

/** Activity moves the idle clock only in the second half of the period (LOGIN-13). */
export const activityCounts = (session: Session, now: Instant): boolean => now >= halfwayOf(session);
