import type { AuditEvent, Stream } from "#domain/events.ts";
import type { DebugSessionId, SessionId, UserRef } from "#domain/ids.ts";
import { type Steps, stepped } from "#domain/steps.ts";
import type { Instant } from "#domain/time.ts";
import type { DebugEvents } from "./events.ts";
import { type Project, placeOf } from "./project.ts";
import { afterActivity, type DebugSession, holdsItsPlace, type Preparation } from "./session.ts";

/** What the log says of debugging. It grows in place, so that an event costs no more than what is running. */
export interface Debugging {
  /** The links that are out and that no start has used up, by their LoginAs session, while that is not over. */
  readonly prepared: Map<SessionId, Preparation>;
  /** All debugging sessions there have been. */
  readonly sessions: Map<DebugSessionId, DebugSession>;
  /** Those that are not over. */
  readonly running: Map<DebugSessionId, DebugSession>;
  /** The projects whose code has not been deleted, by the place they are at (DEBUG-45). */
  readonly projects: Map<string, Project>;
  /** When a policy was last changed, since the limits that follow from it hold from then on only. */
  policiesSince: Instant | undefined;
}

export const noDebugging = (): Debugging => ({
  prepared: new Map(),
  sessions: new Map(),
  running: new Map(),
  projects: new Map(),
  policiesSince: undefined,
});

interface Envelope {
  readonly at: Instant;
  readonly org: Stream;
  readonly session?: SessionId;
  readonly user?: UserRef;
  readonly delegateUser?: UserRef;
}

type OneOf<Events> = Envelope & { [Type in keyof Events]: { readonly type: Type } & Events[Type] }[keyof Events];

/** What a link follows from. */
type LinkEvent = OneOf<Pick<DebugEvents, "debug.prepared" | "debug.code-downloaded" | "debug.started">>;

/** The link that is out in a LoginAs session, as it is after an event; nothing while there is none. */
export const LINK_STEPS: Steps<Preparation | undefined, LinkEvent> = {
  "debug.prepared": (link, { session: login, at }) => login && { login, at, projects: link?.projects ?? [] },
  "debug.code-downloaded": (link, { path }) => link && { ...link, projects: [...link.projects, path] },
  "debug.started": () => undefined,
};

/** What a place on an engineer's machine follows from. */
type ProjectEvent = OneOf<Pick<DebugEvents, "debug.code-downloaded" | "debug.code-deleted">>;

/** The project at the place an event is about, as it is after it; nothing where there is none. */
export const PROJECT_STEPS: Steps<Project | undefined, ProjectEvent> = {
  "debug.code-downloaded": (project, { engineer, path, org, login, at }) =>
    org === "platform" ? project : { engineer, path, org, login, downloadedAt: at },
  "debug.code-deleted": (project, { org }) => (project?.org === org ? undefined : project),
};

/** What a debugging session follows from. */
type SessionEvent = OneOf<Pick<DebugEvents, "debug.started" | "debug.idle-warned" | "debug.orphaned" | "debug.ended">>;

/** The debugging session an event is about, as it is after it; nothing for one that is over or that never began. */
export const DEBUG_STEPS: Steps<DebugSession | undefined, SessionEvent> = {
  "debug.started": (session, { session: login, user, delegateUser, at, ...event }) => {
    if (!login || !user) return session;
    const { debugSession: id, publisher, license, filters, instance } = event;
    return {
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
    };
  },
  "debug.idle-warned": (session) => session && { ...session, warned: session.warned + 1 },
  "debug.orphaned": (session) => session && { ...session, state: "orphaned" },
  "debug.ended": (session, { reason, at, user, delegateUser }) => {
    const by = reason === "stopped" || reason === "killed" ? (delegateUser ?? user) : undefined;
    return session && { ...session, state: "ended", end: { at, because: reason, ...(by && { by }) } };
  },
};

/** What compiles an org's code anew. */
type Recompiling = OneOf<Record<"package.installed" | "package.uninstalled" | "org.recompiled", Record<never, never>>>;

const recompiled = (session: DebugSession, { at }: Envelope): DebugSession =>
  session.recompiledAt === undefined ? { ...session, recompiledAt: at } : session;

/** A debugging session whose org's code is compiled anew; an event that says so needs to know nothing of debugging. */
export const RECOMPILING_STEPS: Steps<DebugSession, Recompiling> = {
  "package.installed": recompiled,
  "package.uninstalled": recompiled,
  "org.recompiled": recompiled,
};

/** When a policy was last changed. */
export const POLICIES_STEPS: Steps<
  Instant | undefined,
  { readonly at: Instant } & { readonly type: "policy.changed" }
> = {
  "policy.changed": (_, { at }) => at,
};

/** Takes in an event of whatever area; answers whether it ends a debugging session though it is none of debugging. */
export function foldDebugging(debugging: Debugging, event: AuditEvent): boolean {
  const { prepared, projects, running, policiesSince } = debugging;
  if (event.session) keep(prepared, event.session, stepped(LINK_STEPS, prepared.get(event.session), event));
  if ("engineer" in event) {
    const place = placeOf(event);
    const after = stepped(PROJECT_STEPS, projects.get(place), event);
    // What was downloaded last stands last.
    projects.delete(place);
    keep(projects, place, after);
  }
  if ("debugSession" in event) {
    const before = running.get(event.debugSession);
    const after = stepped(DEBUG_STEPS, before, event);
    const active = "activity" in event && event.activity;
    keepSession(debugging, before, after && active ? afterActivity(after, event.at) : after);
  }
  debugging.policiesSince = stepped(POLICIES_STEPS, policiesSince, event);
  let ends = false;
  for (const before of running.values()) {
    if (before.user.org !== event.org) continue;
    const after = stepped(RECOMPILING_STEPS, before, event);
    ends ||= after !== before;
    keepSession(debugging, before, after);
  }
  return ends;
}

function keep<Key, Value>(map: Map<Key, Value>, key: Key, value: Value | undefined): void {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}

function keepSession(
  { sessions, running }: Debugging,
  before: DebugSession | undefined,
  after: DebugSession | undefined,
): void {
  if (!after || after === before) return;
  sessions.set(after.id, after);
  keep(running, after.id, holdsItsPlace.gives(after) ? after : undefined);
}
