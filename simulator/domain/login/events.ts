import type { FaultCode } from "#domain/fault.ts";
import type { GrantId, SessionId, UserRef } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";
import type { LoginEnd, Session, SessionEnd } from "./session.ts";

interface LoginDetails {
  readonly grant?: GrantId;
  /** The agent's own session, which the agent may come back to. */
  readonly origin?: SessionId;
  readonly caseReference?: string;
  readonly timeout: number;
  /** How the org's own administrator had logged in; absent for a publisher's agent, of whom LMO-10 and LMO-11 ask the most. */
  readonly assurance?: Pick<Session, "mfa" | "level">;
}

/** What each event of logging in adds to the envelope; `session` is the envelope's. */
export interface LoginEvents {
  "session.started": {
    readonly mfa: boolean;
    readonly level: Session["level"];
    readonly myDomain: boolean;
    readonly timeout: number;
    /** Where the login came from; absent where nobody knows. */
    readonly address?: string;
  };
  "session.verified": { readonly level: Session["level"] };
  "session.refused": { readonly username: string; readonly address?: string };
  "session.extended": Record<never, never>;
  "session.ended": { readonly reason: SessionEnd };
  "login.started": LoginDetails;
  /** `patience` in minutes, as the policy `mfaApprovalTimeout` stood when the login began to wait. */
  "login.awaiting-approval": LoginDetails & { readonly patience?: number };
  "login.approved": Record<never, never>;
  /** With a reason it is the end of a login that waited; without one nothing had begun. */
  "login.refused": { readonly reason?: LoginEnd; readonly caseReference?: string };
  /** With a fault nothing came of it. */
  "login.visited": { readonly page: string; readonly fault?: FaultCode };
  "login.ended": { readonly reason: SessionEnd };
}

export const LOGIN_EVENTS: Readonly<Record<keyof LoginEvents, string>> = {
  "session.started": "a person logged in to an org with own credentials",
  "session.verified": "a person proved a second factor in a running session",
  "session.refused": "a login with own credentials was refused",
  "session.extended": "activity in the second half of the idle period moved its end",
  "session.ended": "a person's own session ended",
  "login.started": "an agent was let in as a subscriber user",
  "login.awaiting-approval": "an agent's login waits for the subscriber's approval",
  "login.approved": "the subscriber approved a waiting login",
  "login.refused": "an agent was not let in",
  "login.visited": "an agent opened a page that shows nothing protected, or asked for what is not there",
  "login.ended": "a LoginAs session ended",
};

type LoginEvent = {
  readonly at: Instant;
  readonly session?: SessionId;
  readonly user?: UserRef;
  readonly delegateUser?: UserRef;
} & { [Type in keyof LoginEvents]: { readonly type: Type } & LoginEvents[Type] }[keyof LoginEvents];

/** One step of the fold: the session an event is about, as it is afterwards; nothing when the event changes none. */
export function sessionAfter(session: Session | undefined, event: LoginEvent): Session | undefined {
  switch (event.type) {
    case "session.started":
      if (!event.session || !event.user) return undefined;
      return {
        id: event.session,
        user: event.user,
        mfa: event.mfa,
        level: event.level,
        myDomain: event.myDomain,
        timeout: event.timeout,
        ...(event.address && { address: event.address }),
        state: "active",
        startedAt: event.at,
        lastActiveAt: event.at,
      };
    case "login.started":
    case "login.awaiting-approval":
      if (!event.session || !event.user || !event.delegateUser) return undefined;
      return {
        id: event.session,
        user: event.user,
        delegate: event.delegateUser,
        ...(event.grant && { grant: event.grant }),
        ...(event.origin && { origin: event.origin }),
        ...(event.caseReference && { caseReference: event.caseReference }),
        ...(event.assurance ?? { mfa: true, level: "high assurance" }),
        myDomain: false,
        timeout: event.timeout,
        ...(event.type === "login.awaiting-approval" && event.patience && { patience: event.patience }),
        state: event.type === "login.started" ? "active" : "awaiting approval",
        startedAt: event.at,
        lastActiveAt: event.at,
      };
    case "login.approved":
      return session && { ...session, state: "active", startedAt: event.at, lastActiveAt: event.at };
    case "session.verified":
      return session && { ...session, mfa: true, level: event.level, lastActiveAt: event.at };
    case "login.refused":
      if (!session || !event.reason) return undefined;
      return { ...session, state: "refused", end: { at: event.at, because: event.reason } };
    case "session.ended":
    case "login.ended":
      return session && { ...session, state: "ended", end: { at: event.at, because: event.reason } };
    default:
      return undefined;
  }
}
