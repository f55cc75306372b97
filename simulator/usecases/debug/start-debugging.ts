import { openLicense } from "#domain/debug/allowance.ts";
import { parseFilters } from "#domain/debug/filter.ts";
import { type DebugFilters, NO_FILTERS } from "#domain/debug/session.ts";
import { mayStart, type StartFacts } from "#domain/debug/start.ts";
import type { DebugSessionId, SessionId } from "#domain/ids.ts";
import { agentOf } from "#domain/power/reader.ts";
import { type Acting, act } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { engineerFacts } from "./engineer.ts";

export interface StartDebugging {
  /** The path of the project that is launched; without one, of the project that was set up with this session last. */
  readonly project?: string;
  readonly filters?: DebugFilters;
}

export interface DebuggingStarted {
  readonly debugSession: DebugSessionId;
}

const NAME = "start a debugging session";

/**
 * The IDE launches the debugger with the session id and the address that its project stores (DEBUG-14, DEBUG-15).
 * Fault INVALID_FIELD for a filter that is none (DEBUG-28).
 */
export const startDebugging =
  (ports: Ports) =>
  (session: SessionId, request: StartDebugging = {}): Promise<Answer<DebuggingStarted>> => {
    const page = { org: orgOfSession(ports, session), name: NAME, refusal: "debug.refused" } as const;
    return act<DebuggingStarted>(ports, session, page, (acting, standing) => {
      const facts = startFacts(acting, standing, request.project);
      const decision = mayStart(facts);
      const path = facts.project?.path ?? request.project;
      const project = path === undefined ? {} : { project: path };
      if (decision.effect === "deny")
        return { decision, happenings: [{ type: "debug.refused", act: NAME, ...project }] };
      const filters = request.filters ?? NO_FILTERS;
      parseFilters(filters);
      const type = openLicense(facts);
      if (!type) throw new Error("a debugging session that no license is open for");
      const debugSession = ports.ids.next("ApexDebuggerSession");
      const { id: publisher } = facts.publisher;
      const { id: subscriber, instance } = acting.org;
      const about = { publisher, license: { org: publisher, type }, filters, instance, ...project };
      const supporter = acting.delegate && { user: acting.delegate.ref };
      return {
        decision,
        happenings: [
          { type: "debug.started", debugSession, ...about },
          { type: "debug.allowance-taken", org: publisher, ...supporter, debugSession, subscriber },
        ],
        value: { debugSession },
      };
    });
  };

/** Gathers what decides whether the debugging session may begin. */
export function startFacts(acting: Acting, standing: Standing, path?: string): StartFacts {
  const { org: sandbox, session } = acting;
  // Where no publisher is at work the allowance is nobody's, and is not asked.
  const publisher = agentOf(acting)?.org ?? sandbox;
  const projects = standing.projectsAround(publisher.id);
  const own = projects.filter(
    ({ engineer }) => engineer.org === session.delegate?.org && engineer.id === session.delegate.id,
  );
  const project = own.findLast((one) => (path === undefined ? one.login === session.id : one.path === path));
  const prepared = standing.preparation(session);
  return {
    ...engineerFacts(acting, NAME, ["API Enabled"]),
    sandbox,
    publisher,
    ...(prepared && { prepared }),
    path: path ?? "the project",
    ...(project && { project }),
    login: session.id,
    where: sandbox.instance,
    instance: standing.instance(sandbox.instance),
    inTheSandbox: standing.debugSessionsOf(sandbox.id),
    ofThePublisher: standing.debugSessionsBy(publisher.id).filter((one) => one.publisher === publisher.id),
    policies: standing.policies,
  };
}
