import type { FaultCode } from "#domain/fault.ts";
import type { GrantId, SessionId, UserRef } from "#domain/ids.ts";
import { type Steps, unchanged } from "#domain/steps.ts";
import type { Instant } from "#domain/time.ts";
import type { LoginEnd, Session, SessionEnd, SessionOrigin } from "./session.ts";

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
    /** The operator took the place of the person, whom no window keeps out (LOGIN-25). */
    readonly byOperator?: true;
    /** What a client got it with; absent where a person logged in at a page. */
    readonly through?: SessionOrigin;
  };
  "session.verified": { readonly level: Session["level"] };
  "session.refused": { readonly username: string; readonly address?: string; readonly through?: SessionOrigin };
  "session.extended": Record<never, never>;
  "session.ended": { readonly reason: SessionEnd };
  "login.started": LoginDetails;
  /** `patience` in minutes, as the policy `mfaApprovalTimeout` stood when the login began to wait. */
  "login.awaiting-approval": LoginDetails & { readonly patience?: number };
  "login.approved": Record<never, never>;
  /** With a reason it is the end of a login that waited; without one nothing had begun. */
  "login.refused": {
    readonly reason?: LoginEnd;
    /** The session it was tried from, where nothing had begun. */
    readonly origin?: SessionId;
    readonly caseReference?: string;
  };
  /** With a fault nothing came of it. */
  "login.visited": { readonly page: string; readonly fault?: FaultCode; readonly chosen?: string };
  /** `chosen` is the username picked in the profile menu (LOGIN-15). */
  "login.ended": { readonly reason: SessionEnd; readonly chosen?: string };
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

/** The session an event is about, as it is after it; nothing while there is none. */
export const LOGIN_STEPS: Steps<Session | undefined, LoginEvent> = {
  "session.started": (session, { session: id, user, at, mfa, level, myDomain, timeout, address, through }) => {
    if (!id || !user) return session;
    const began = { startedAt: at, lastActiveAt: at };
    const from = { ...(address && { address }), ...(through && { through }) };
    return { id, user, mfa, level, myDomain, timeout, ...from, state: "active", ...began };
  },
  "session.verified": (session, { level, at }) => session && { ...session, mfa: true, level, lastActiveAt: at },
  "session.refused": unchanged,
  "session.extended": unchanged,
  "session.ended": over,
  "login.started": (session, event) => begun(event, { state: "active" }) ?? session,
  "login.awaiting-approval": (session, event) =>
    begun(event, { state: "awaiting approval", ...(event.patience && { patience: event.patience }) }) ?? session,
  "login.approved": (session, { at }) => session && { ...session, state: "active", startedAt: at, lastActiveAt: at },
  "login.refused": (session, { reason, at }) =>
    session && reason ? { ...session, state: "refused", end: { at, because: reason } } : session,
  "login.visited": unchanged,
  "login.ended": over,
};

/** A LoginAs session as it begins. */
function begun(
  {
    at,
    session,
    user,
    delegateUser,
    ...details
  }: Extract<LoginEvent, { readonly type: "login.started" | "login.awaiting-approval" }>,
  about: Pick<Session, "state" | "patience">,
): Session | undefined {
  if (!session || !user || !delegateUser) return undefined;
  const { grant, origin, caseReference, assurance = { mfa: true, level: "high assurance" }, timeout } = details;
  return {
    id: session,
    user,
    delegate: delegateUser,
    ...(grant && { grant }),
    ...(origin && { origin }),
    ...(caseReference && { caseReference }),
    ...assurance,
    myDomain: false,
    timeout,
    ...about,
    startedAt: at,
    lastActiveAt: at,
  };
}

function over(
  session: Session | undefined,
  { at, reason }: { readonly at: Instant; readonly reason: SessionEnd },
): Session | undefined {
  return session && { ...session, state: "ended", end: { at, because: reason } };
}
