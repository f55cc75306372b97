import type { Stream } from "#domain/events.ts";
import type { DebugSessionId, SessionId, UserRef } from "#domain/ids.ts";
import { type Steps, stepped } from "#domain/steps.ts";
import type { Instant } from "#domain/time.ts";
import type { DebugEvents } from "./events.ts";
import { type Project, placeOf } from "./project.ts";
import { afterActivity, type DebugActivity, type DebugSession, holdsItsPlace, type Preparation } from "./session.ts";

/** What the log says of debugging. */
export interface Debugging {
  /** The links that are out and that no start has used up, by their LoginAs session. */
  readonly prepared: ReadonlyMap<SessionId, Preparation>;
  /** All debugging sessions there have been. */
  readonly sessions: ReadonlyMap<DebugSessionId, DebugSession>;
  /** Those that are not over. */
  readonly running: ReadonlyMap<DebugSessionId, DebugSession>;
  /** The projects whose code has not been deleted, by the place they are at (DEBUG-45). */
  readonly projects: ReadonlyMap<string, Project>;
  /** When a policy was last changed, since the limits that follow from it hold from then on only. */
  readonly policiesSince?: Instant;
}

export const NO_DEBUGGING: Debugging = {
  prepared: new Map(),
  sessions: new Map(),
  running: new Map(),
  projects: new Map(),
};

interface Envelope {
  readonly at: Instant;
  readonly org: Stream;
  readonly session?: SessionId;
  readonly user?: UserRef;
  readonly delegateUser?: UserRef;
}

type OneOf<Events> = Envelope & { [Type in keyof Events]: { readonly type: Type } & Events[Type] }[keyof Events];
type DebugEvent = OneOf<DebugEvents>;

/** Events of other areas that reach into a debugging session, by what happens to an org or to the simulator. */
type Intruding = OneOf<
  Record<"package.installed" | "package.uninstalled" | "org.recompiled" | "policy.changed", Record<never, never>>
>;

const unchanged = (debugging: Debugging): Debugging => debugging;

export const DEBUG_STEPS: Steps<Debugging, DebugEvent> = {
  "debug.prepared": (debugging, { session: login, at }) =>
    login ? { ...debugging, prepared: new Map([...debugging.prepared, [login, { login, at }]]) } : debugging,
  "debug.started": (debugging, { session: login, user, delegateUser, at, ...event }) => {
    if (!login || !user) return debugging;
    const { debugSession: id, publisher, license, filters, instance } = event;
    const prepared = new Map([...debugging.prepared].filter(([one]) => one !== login));
    return kept(
      { ...debugging, prepared },
      {
        id,
        login,
        user,
        ...(delegateUser && { delegate: delegateUser }),
        ...(publisher && { publisher }),
        license,
        filters,
        instance,
        state: "active",
        startedAt: at,
        lastActiveAt: at,
        warned: 0,
      },
    );
  },
  "debug.allowance-taken": unchanged,
  // What counts as activity is said by the event and not by its type: see `debuggingAfter`.
  "debug.active": unchanged,
  "debug.idle-warned": (debugging, { debugSession }) =>
    withSession(debugging, debugSession, (session) => ({ ...session, warned: session.warned + 1 })),
  "debug.orphaned": (debugging, { debugSession }) =>
    withSession(debugging, debugSession, (session) => ({ ...session, state: "orphaned" })),
  "debug.ended": (debugging, { debugSession, reason, at, user, delegateUser }) => {
    const by = reason === "stopped" || reason === "killed" ? (delegateUser ?? user) : undefined;
    return withSession(debugging, debugSession, (session) => ({
      ...session,
      state: "ended",
      end: { at, because: reason, ...(by && { by }) },
    }));
  },
  "debug.code-downloaded": (debugging, { engineer, path, org, login, at }) => {
    if (org === "platform") return debugging;
    const project: Project = { engineer, path, org, login, downloadedAt: at };
    return { ...debugging, projects: new Map([...debugging.projects, [placeOf(project), project]]) };
  },
  "debug.code-deleted": (debugging, { engineer, path, org }) => {
    const place = placeOf({ engineer, path });
    if (debugging.projects.get(place)?.org !== org) return debugging;
    return { ...debugging, projects: new Map([...debugging.projects].filter(([one]) => one !== place)) };
  },
  "debug.duty-opened": unchanged,
  "debug.duty-closed": unchanged,
  "debug.refused": unchanged,
};

/** The sessions of an org whose code is compiled anew; an event that says so needs to know nothing of debugging. */
const recompiled = (debugging: Debugging, { org, at }: Envelope): Debugging =>
  [...debugging.running.values()]
    .filter(({ user, recompiledAt }) => user.org === org && recompiledAt === undefined)
    .reduce((state, session) => kept(state, { ...session, recompiledAt: at }), debugging);

export const RECOMPILING_STEPS: Steps<Debugging, Intruding> = {
  "package.installed": recompiled,
  "package.uninstalled": recompiled,
  "org.recompiled": recompiled,
  "policy.changed": (debugging, { at }) => ({ ...debugging, policiesSince: at }),
};

/** The state of debugging after an event of whatever area; what tells of activity moves the idle clock. */
export function debuggingAfter(
  debugging: Debugging,
  event: Envelope & Partial<DebugActivity> & { readonly type: string },
): Debugging {
  const after = stepped(RECOMPILING_STEPS, stepped(DEBUG_STEPS, debugging, event), event);
  const { activity, debugSession, at } = event;
  return activity && debugSession ? withSession(after, debugSession, (session) => afterActivity(session, at)) : after;
}

const withSession = (
  debugging: Debugging,
  id: DebugSessionId,
  change: (session: DebugSession) => DebugSession,
): Debugging => {
  const session = debugging.running.get(id);
  return session ? kept(debugging, change(session)) : debugging;
};

function kept(debugging: Debugging, session: DebugSession): Debugging {
  const running = new Map(debugging.running);
  if (holdsItsPlace.gives(session)) running.set(session.id, session);
  else running.delete(session.id);
  return { ...debugging, sessions: new Map([...debugging.sessions, [session.id, session]]), running };
}
