import { named } from "#domain/debug/activity.ts";
import { parseFilters } from "#domain/debug/filter.ts";
import { type Begun, begun, mayDebug, type RequestFacts } from "#domain/debug/request.ts";
import type { DebugRequest } from "#domain/debug/request-type.ts";
import type { DebugSession } from "#domain/debug/session.ts";
import type { Decision } from "#domain/decision.ts";
import type { RequestId, UserRef } from "#domain/ids.ts";
import { operate, personOf } from "#usecases/act.ts";
import type { Ports } from "#usecases/ports.ts";
import type { Standing } from "#usecases/until-settled.ts";

export type BeginRequest = Omit<DebugRequest, "id">;

/** What becomes of a request that begins. */
export interface RequestBegun {
  readonly request: RequestId;
  readonly is: Begun;
  /** Why; absent where no debugging session looks on. */
  readonly rule?: string;
  readonly because?: string;
}

/**
 * Whoever runs Apex says that a request begins, and is told whether it is debugged (DEBUG-17, DEBUG-27, DEBUG-28,
 * DEBUG-34, DEBUG-35). Fault NOT_FOUND when the user is none of the org.
 */
export const beginRequest =
  (ports: Ports) =>
  (begins: BeginRequest): Promise<RequestBegun> =>
    operate<RequestBegun>(ports, async (standing) => {
      const request: DebugRequest = { id: ports.ids.next("ApexDebuggerRequest"), ...begins };
      await personOf(standing, request.user);
      const found = await debuggerFor(standing, request);
      if (!found) return { events: [], value: { request: request.id, is: "undebugged" } };
      const { debug, decision } = found;
      const { user, type: requestType, entryPoint, inTest } = request;
      const is = begun(decision, standing.policies);
      const event = {
        type: EVENT[is],
        org: user.org,
        user,
        ...named(debug, EVENT[is]),
        request: request.id,
        decision,
        requestType,
        entryPoint,
        ...(inTest && { inTest }),
      } as const;
      const { rule, because } = decision;
      return { events: [event], value: { request: request.id, is, rule, because } };
    });

const EVENT = {
  debugged: "debug.request-started",
  undebugged: "debug.request-passed",
  waits: "debug.request-waits",
  refused: "debug.request-refused",
} as const satisfies Record<Begun, string>;

interface Found {
  readonly debug: DebugSession;
  readonly decision: Decision;
}

/** The debugging session of the org that debugs the request or, if none does, why the first does not. */
async function debuggerFor(standing: Standing, request: DebugRequest): Promise<Found | undefined> {
  let first: Found | undefined;
  for (const debug of standing.debugSessionsOf(request.user.org)) {
    const decision = mayDebug(await requestFacts(standing, debug, request));
    if (decision.effect === "allow") return { debug, decision };
    first ??= { debug, decision };
  }
  return first;
}

/** Gathers what decides whether a session debugs a request; asked when one begins and by an explanation. */
export async function requestFacts(
  standing: Standing,
  debug: DebugSession,
  request: DebugRequest,
): Promise<RequestFacts> {
  const { threads } = standing.workbench(debug);
  const username = async (user: UserRef) => (await personOf(standing, user)).user.username;
  return {
    request,
    session: debug,
    username: await username(request.user),
    loginAs: await username(debug.user),
    filters: parseFilters(debug.filters),
    threads: threads.size,
    policies: standing.policies,
  };
}
