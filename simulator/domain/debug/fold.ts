import type { DebugSessionId, SessionId, UserRef } from "#domain/ids.ts";
import { type Steps, stepped } from "#domain/steps.ts";
import type { Instant } from "#domain/time.ts";
import type { DebugEvents } from "./events.ts";
import { type DebugSession, holdsItsPlace, type Preparation } from "./session.ts";

/** What the log says of debugging. */
export interface Debugging {
  /** The links that are out and that no start has used up, by their LoginAs session. */
  readonly prepared: ReadonlyMap<SessionId, Preparation>;
  /** All debugging sessions there have been. */
  readonly sessions: ReadonlyMap<DebugSessionId, DebugSession>;
  /** Those that are not over. */
  readonly running: ReadonlyMap<DebugSessionId, DebugSession>;
}

export const NO_DEBUGGING: Debugging = { prepared: new Map(), sessions: new Map(), running: new Map() };

type DebugEvent = {
  readonly at: Instant;
  readonly session?: SessionId;
  readonly user?: UserRef;
  readonly delegateUser?: UserRef;
} & { [Type in keyof DebugEvents]: { readonly type: Type } & DebugEvents[Type] }[keyof DebugEvents];

const unchanged = (debugging: Debugging): Debugging => debugging;

export const DEBUG_STEPS: Steps<Debugging, DebugEvent> = {
  "debug.prepared": (debugging, { session: login, at }) =>
    login ? { ...debugging, prepared: new Map([...debugging.prepared, [login, { login, at }]]) } : debugging,
  "debug.started": (debugging, { session: login, user, delegateUser: delegate, at, ...event }) => {
    if (!login || !user || !delegate) return debugging;
    const { debugSession: id, publisher, instance } = event;
    const started = { id, login, user, delegate, publisher, instance, startedAt: at, lastActiveAt: at };
    const prepared = new Map([...debugging.prepared].filter(([one]) => one !== login));
    return kept({ ...debugging, prepared }, { ...started, state: "active" });
  },
  "debug.allowance-taken": unchanged,
  "debug.ended": (debugging, { debugSession, reason, at }) => {
    const session = debugging.running.get(debugSession);
    return session ? kept(debugging, { ...session, state: "ended", end: { at, because: reason } }) : debugging;
  },
  "debug.refused": unchanged,
};

/** The state of debugging after an event. */
export const debuggingAfter = (debugging: Debugging, event: { readonly type: string }): Debugging =>
  stepped(DEBUG_STEPS, debugging, event);

function kept(debugging: Debugging, session: DebugSession): Debugging {
  const running = new Map(debugging.running);
  if (holdsItsPlace(session)) running.set(session.id, session);
  else running.delete(session.id);
  return { ...debugging, sessions: new Map([...debugging.sessions, [session.id, session]]), running };
}
