import { definition, rule } from "#domain/decision.ts";
import { formatId, type Id, type SessionId, type UserId } from "#domain/ids.ts";
import { isLoginAs, type Session } from "#domain/login/session.ts";
import type { Policies } from "#domain/policies.ts";
import { type Instant, later } from "#domain/time.ts";
import { holds } from "#domain/user.ts";
import { loginTypeOfLoginAs } from "./login-history.ts";
import { type Names, personCalled } from "./names.ts";
import type { ReaderFacts } from "./reader.ts";
import { beginnings, type TraceRecord } from "./record.ts";

/** The type of a session: of one that somebody else works in as the user, or of the user's own. */
export const sessionType = definition<Pick<Session, "delegate">, "SubstituteUser" | "UI">("TRACE-16", ({ delegate }) =>
  delegate ? "SubstituteUser" : "UI",
);

/** A running session, under the platform's own field names. */
export interface AuthSessionRow {
  readonly Id: SessionId;
  readonly UsersId: UserId;
  /** As Session Management shows the user. */
  readonly Username: string;
  readonly SessionType: "SubstituteUser" | "UI";
  readonly SessionSecurityLevel: "STANDARD" | "HIGH_ASSURANCE";
  readonly LoginType: string;
  readonly SourceIp?: string;
  /** Absent where the login left no row in the Login History (TRACE-15). */
  readonly LoginHistoryId?: Id<"LoginHistory">;
  /** The session it was entered from, where that is one of the same org. */
  readonly ParentId?: SessionId;
  readonly CreatedDate: Instant;
  readonly LastModifiedDate: Instant;
  /** Seconds after the last modification at which it expires. */
  readonly NumSecondsValid: number;
  /** When it expires, unless somebody works in it before. */
  readonly ExpiresAt: Instant;
}

export interface AuthSessionFacts {
  readonly names: Names;
  readonly policies: Pick<Policies, "loginHistoryForLoginAs">;
  readonly session: (id: SessionId) => Session | undefined;
}

/** The rows of the sessions that run; a login that waits for approval is no session yet. */
export function authSessions(
  running: readonly Session[],
  records: readonly TraceRecord[],
  facts: AuthSessionFacts,
): readonly AuthSessionRow[] {
  const begun = beginnings(records);
  return running
    .filter(({ state }) => state === "active")
    .map((session) => authSession(session, begun.get(session.id), facts));
}

function authSession(
  session: Session,
  begun: TraceRecord | undefined,
  { names, policies, session: find }: AuthSessionFacts,
): AuthSessionRow {
  const { id, user, level, lastActiveAt, startedAt, timeout } = session;
  const origin = session.origin && find(session.origin);
  const entered = isLoginAs(session);
  const remembered = begun && !(entered && loginTypeOfLoginAs.gives(policies) === "none");
  const address = session.address ?? origin?.address;
  const seconds = timeout * 60;
  return {
    Id: id,
    UsersId: user.id,
    Username: personCalled(names, user).username,
    SessionType: sessionType.gives(session),
    SessionSecurityLevel: level === "standard" ? "STANDARD" : "HIGH_ASSURANCE",
    LoginType: entered && remembered ? loginTypeOfLoginAs.gives(policies) : "Application",
    ...(address && { SourceIp: address }),
    ...(remembered && { LoginHistoryId: formatId("LoginHistory", begun.seq) }),
    ...(origin && origin.user.org === user.org && { ParentId: origin.id }),
    CreatedDate: startedAt,
    LastModifiedDate: lastActiveAt,
    NumSecondsValid: seconds,
    ExpiresAt: later(lastActiveAt, seconds * 1000),
  };
}

export const managesSessions = rule<ReaderFacts>(
  "TRACE-17",
  ({ reader: { user, entitlements }, whose }) =>
    whose === "own" || holds(entitlements, "Manage Users")
      ? undefined
      : `${user.username} lacks Manage Users, which it takes to see and delete the sessions of the org`,
  "look at the own sessions, or ask an administrator who holds Manage Users",
);
