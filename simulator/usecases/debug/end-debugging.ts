import { mayEnd, REMOVING, type RemovalFacts } from "#domain/debug/removal.ts";
import type { DebugSession } from "#domain/debug/session.ts";
import { Fault } from "#domain/fault.ts";
import type { DebugSessionId, SessionId } from "#domain/ids.ts";
import { type Acting, act, asTheUserMay, type Happening } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import type { Standing } from "#usecases/until-settled.ts";

export interface DebuggingEnded {
  readonly debugSession: DebugSessionId;
}

/** The event of somebody's ending a session: stopped by its own engineer, killed by anybody else. */
export const endedBy = (session: DebugSession, isOwn: boolean): Happening => ({
  type: "debug.ended",
  debugSession: session.id,
  reason: isOwn ? "stopped" : "killed",
});

/**
 * Ends a debugging session of the org: the one that is named, as Setup and the Tooling API do, or whichever runs there,
 * as SFDX: Stop Apex Debugger Session does (DEBUG-16, DEBUG-25).
 */
export const endDebugging =
  (ports: Ports) =>
  (
    session: SessionId,
    { debugSession: id }: { readonly debugSession?: DebugSessionId } = {},
  ): Promise<Answer<DebuggingEnded>> => {
    const page = {
      org: orgOfSession(ports, session),
      name: "end a debugging session",
      refusal: "debug.refused",
    } as const;
    return act<DebuggingEnded>(ports, session, page, (acting, standing) => {
      const facts = removalFacts(acting, standing, id);
      const decision = mayEnd(facts);
      const { found, isOwn } = facts;
      if (decision.effect === "deny" || !found)
        return { decision, happenings: [{ type: "debug.refused", act: page.name, ...(id && { debugSession: id }) }] };
      return { decision, happenings: [endedBy(found, isOwn)], value: { debugSession: found.id } };
    });
  };

/** Gathers what decides about ending the session that is named, or whichever runs in the org. */
export function removalFacts(
  acting: Acting,
  standing: Standing,
  id?: DebugSessionId,
): RemovalFacts & { readonly found?: DebugSession } {
  const running = standing.debugSessionsOf(acting.org.id);
  const found = id === undefined ? running[0] : running.find((one) => one.id === id);
  return { ...(found && { found }), isOwn: found?.login === acting.session.id, person: acting, ...REMOVING };
}

/**
 * The engineer closes the IDE and leaves the debugging session behind as an orphan (DEBUG-24). Nothing of the platform
 * is asked. Fault NOT_FOUND when no IDE is open in this session.
 */
export const closeIde =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<DebuggingEnded>> => {
    const page = { org: orgOfSession(ports, session), name: "close the IDE", refusal: "debug.refused" } as const;
    return act<DebuggingEnded>(ports, session, page, (acting, standing) => {
      const running = standing.debugSessionsOf(acting.org.id);
      const found = running.find(({ login, state }) => login === session && state === "active");
      if (!found) throw new Fault("NOT_FOUND", "no debugging session runs in this session; start one first");
      const about = { debugSession: found.id };
      return { decision: asTheUserMay(), happenings: [{ type: "debug.orphaned", ...about }], value: about };
    });
  };
