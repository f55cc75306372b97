import { idleEndOf, longestEnd } from "#domain/debug/ends.ts";
import { type ApexDebuggerSession, sessionRecord } from "#domain/debug/record.ts";
import { type DebugSession, holdsItsPlace } from "#domain/debug/session.ts";
import type { SessionId } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";
import { act, asTheUserMay } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { orgNameOf, usernameOf } from "./names.ts";

/** A debugging session as a page lists it: the record, and what can be told of its life. */
export interface ShownDebugSession {
  readonly record: ApexDebuggerSession;
  readonly state: DebugSession["state"];
  readonly org: string;
  readonly user: string;
  /** The engineer's username; absent where the user herself debugs. */
  readonly delegate?: string;
  /** While it runs: when idleness, and when its age would end it. */
  readonly idleEndsAt?: Instant;
  readonly longestEndsAt?: Instant;
  readonly endedAt?: Instant;
}

/** Setup, Apex Debugger: the debugging sessions of the org, those that are over, too. */
export const viewDebugSessions =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<readonly ShownDebugSession[]>> => {
    const page = {
      org: orgOfSession(ports, session),
      name: "open Apex Debugger",
      needs: "View Setup and Configuration",
      refusal: "debug.refused",
    } as const;
    return act(ports, session, page, async (acting, standing) => ({
      decision: asTheUserMay(),
      value: await shown(standing, standing.debugRecordsOf(acting.org.id)),
    }));
  };

/** The sessions as a page lists them, in their order. */
export const shown = (standing: Standing, sessions: readonly DebugSession[]): Promise<readonly ShownDebugSession[]> =>
  Promise.all(sessions.map((session) => shownOne(standing, session)));

async function shownOne(standing: Standing, session: DebugSession): Promise<ShownDebugSession> {
  const delegate = session.delegate && (await usernameOf(standing, session.delegate));
  const endedBy = session.end?.by && (await usernameOf(standing, session.end.by));
  return {
    record: sessionRecord.gives({ session, ...(endedBy && { endedBy }) }),
    state: session.state,
    org: await orgNameOf(standing, session.user.org),
    user: await usernameOf(standing, session.user),
    ...(delegate && { delegate }),
    ...(session.end && { endedAt: session.end.at }),
    ...(holdsItsPlace.gives(session) && {
      idleEndsAt: idleEndOf(standing.endFacts(session)),
      longestEndsAt: longestEnd.gives(session),
    }),
  };
}
