import { mayStart, type StartFacts } from "#domain/debug/start.ts";
import { Fault } from "#domain/fault.ts";
import type { DebugSessionId, SessionId } from "#domain/ids.ts";
import { type Acting, act } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import type { Standing } from "#usecases/until-settled.ts";

export interface DebuggingStarted {
  readonly debugSession: DebugSessionId;
}

/**
 * The IDE launches the debugger with the session id of the start link (DEBUG-14). Fault CONFLICT outside a publisher's
 * LoginAs session, which alone has such a link.
 */
export const startDebugging =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<DebuggingStarted>> => {
    const page = {
      org: orgOfSession(ports, session),
      name: "start a debugging session",
      refusal: "debug.refused",
    } as const;
    return act<DebuggingStarted>(ports, session, page, async (acting, standing) => {
      const facts = await startFacts(acting, standing);
      const decision = mayStart(facts);
      if (decision.effect === "deny") return { decision };
      const debugSession = ports.ids.next("ApexDebuggerSession");
      const publisher = facts.publisher.id;
      return {
        decision,
        happenings: [
          { type: "debug.started", debugSession, publisher, instance: acting.org.instance },
          {
            type: "debug.allowance-taken",
            org: publisher,
            ...(acting.delegate && { user: acting.delegate.ref }),
            debugSession,
            subscriber: acting.org.id,
          },
        ],
        value: { debugSession },
      };
    });
  };

/** Gathers what decides whether the debugging session may begin. */
async function startFacts({ delegate, org: sandbox, session }: Acting, standing: Standing): Promise<StartFacts> {
  if (!delegate || delegate.org.id === sandbox.id)
    throw new Fault(
      "CONFLICT",
      "this is no LoginAs session of a publisher; log in from the Subscriber Support Console",
    );
  const publisher = delegate.org;
  const prepared = standing.preparation(session);
  return {
    sandbox,
    publisher,
    ...(prepared && { prepared }),
    inTheSandbox: standing.debugSessionsOf(sandbox.id),
    ofThePublisher: standing.debugSessionsBy(publisher.id),
    policies: standing.policies,
  };
}
