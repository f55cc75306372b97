import { allowance } from "#domain/debug/allowance.ts";
import { engineersOnly } from "#domain/debug/engineer.ts";
import { mayEnd, REMOVING } from "#domain/debug/removal.ts";
import { allow, type Decision, decide } from "#domain/decision.ts";
import type { DebugSessionId, SessionId } from "#domain/ids.ts";
import { type Acting, asTheUserMay } from "#usecases/act.ts";
import { inTheLmo, THE_APP } from "#usecases/lmo/in-the-lmo.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { type DebuggingEnded, endedBy } from "./end-debugging.ts";
import { type ShownDebugSession, shown } from "./view-sessions.ts";

/** The publisher's allowance and what it is in use for, over all subscribers. */
export interface DebuggerAllowance {
  readonly allowance: number;
  readonly inUse: number;
  readonly sessions: readonly ShownDebugSession[];
}

/** May somebody of the License Management Org look after its debugging sessions? */
const mayManage = (supporter: Acting): Decision => decide({ supporter, manages: true }, [engineersOnly], engineersOnly);

/** The License Management App, Debugger: the sessions on the publisher's allowance that are not over (DEBUG-08). */
export const viewAllowance =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<DebuggerAllowance>> =>
    inTheLmo<DebuggerAllowance>(
      ports,
      session,
      { name: "view debugging sessions", ...THE_APP },
      async (acting, standing) => {
        const decision = mayManage(acting);
        if (decision.effect === "deny") return { decision };
        const sessions = standing.debugSessionsBy(acting.org.id).filter(({ publisher }) => publisher === acting.org.id);
        return {
          decision: asTheUserMay(),
          value: {
            allowance: allowance.gives({ publisher: acting.org, policies: standing.policies }),
            inUse: sessions.length,
            sessions: await shown(standing, sessions),
          },
        };
      },
    );

/** The publisher ends a session on its own allowance, in whatever subscriber's sandbox (DEBUG-08). */
export const removeDebugSession =
  (ports: Ports) =>
  (
    session: SessionId,
    { debugSession: id }: { readonly debugSession: DebugSessionId },
  ): Promise<Answer<DebuggingEnded>> =>
    inTheLmo<DebuggingEnded>(ports, session, { name: "remove a debugging session", ...THE_APP }, (acting, standing) => {
      const decision = mayManage(acting);
      if (decision.effect === "deny") return { decision };
      const running = standing.debugSessionsBy(acting.org.id);
      const found = running.find((one) => one.id === id && one.publisher === acting.org.id);
      const removal = mayEnd({ ...(found && { found }), isOwn: false, person: acting, ...REMOVING });
      if (removal.effect === "deny" || !found) return { decision: removal };
      // It happens in the subscriber's sandbox, whose log tells of it.
      const ended = { ...endedBy(found, false), org: found.user.org };
      return { decision: allow(engineersOnly), happenings: [ended], value: { debugSession: found.id } };
    });
