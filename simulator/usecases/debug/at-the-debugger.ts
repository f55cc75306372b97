import { engineersOnly, userReachesIt } from "#domain/debug/engineer.ts";
import { type DebugSession, holdsItsPlace } from "#domain/debug/session.ts";
import type { Code } from "#domain/debug/sight.ts";
import type { Running, Stopped } from "#domain/debug/thread.ts";
import { parseTypeRef } from "#domain/debug/type-ref.ts";
import type { Workbench } from "#domain/debug/workbench.ts";
import { decide } from "#domain/decision.ts";
import { Fault, notFound } from "#domain/fault.ts";
import type { RequestId, SessionId } from "#domain/ids.ts";
import type { OrgRows } from "#domain/org.ts";
import { type Acting, act, type Done } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { managedBy } from "#usecases/power/packages.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { engineerFacts } from "./engineer.ts";

/** An engineer at work with a debugger: the debugging session that rests on the own session, and what it has before it. */
export interface AtDebugger {
  readonly acting: Acting;
  readonly standing: Standing;
  readonly debug: DebugSession;
  readonly bench: Workbench;
}

/**
 * What an engineer does with the debugger that is running. It has no login of its own (DEBUG-14): it is the one that
 * rests on the session the request comes with. The client calls the org's APIs as the user (DEBUG-47), and the
 * publisher's engineer has to be one still (DEBUG-08). Fault NOT_FOUND when no debugging session rests on this session,
 * or, unless the act is for one that is over, too, when it has ended.
 */
export function atTheDebugger<Value>(
  ports: Ports,
  session: SessionId,
  name: string,
  decideOn: (at: AtDebugger) => Done<Value>,
  whenOver: "too" | "not" = "not",
): Promise<Answer<Value>> {
  const page = { org: orgOfSession(ports, session), name, refusal: "debug.refused" } as const;
  return act<Value>(ports, session, page, (acting, standing) => {
    const debug = standing.debuggerIn(acting.session);
    if (!debug || !(whenOver === "too" || holdsItsPlace.gives(debug)))
      throw new Fault("NOT_FOUND", "no debugging session runs in this session; start one first");
    const decision = decide(
      engineerFacts(acting, name, ["API Enabled"]),
      [userReachesIt, engineersOnly],
      engineersOnly,
    );
    if (decision.effect === "deny") return { decision };
    return decideOn({ acting, standing, debug, bench: standing.workbench(debug) });
  });
}

/** The thread of a request. Fault NOT_FOUND when it is no thread of this debugging session. */
export function threadOf({ threads }: Workbench, request: RequestId): Running | Stopped {
  const thread = threads.get(request);
  if (!thread) throw notFound("debugged request with id", request);
  return thread;
}

/** Code as the rules see it: what it is called, and the package it belongs to in this org. */
export function codeNamed(rows: OrgRows, file: string): Code {
  const managed = managedBy(rows, parseTypeRef(file)?.namespace);
  return { file, ...(managed && { managed }) };
}
