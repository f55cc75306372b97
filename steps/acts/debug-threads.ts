import type { DebugFilters } from "#domain/debug/session.ts";
import type { Step } from "#domain/debug/thread.ts";
import type { Missing } from "#domain/debug/variable.ts";
import type { BreakpointId, OrgId, RequestId } from "#domain/ids.ts";
import type { CastMember } from "#domain/world.ts";
import type { Face } from "#steps/face.ts";
import type { BeginRequest } from "#usecases/debug/begin-request.ts";
import type { ReadVariables } from "#usecases/debug/read-variables.ts";
import type { Reached, RequestRef } from "#usecases/debug/requests.ts";
import type { SetBreakpoint } from "#usecases/debug/set-breakpoint.ts";
import type { SetExceptionBreakpoint } from "#usecases/debug/set-exception-breakpoint.ts";
import type { Thrown } from "#usecases/debug/throw-exception.ts";

/** What engineers do at a debugger that is running, and what is said of the requests it debugs, through whichever face. */
export const debugThreadActs = (face: Face) => ({
  viewDebugger: (who: CastMember, org: OrgId) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.viewDebugger(session),
      request: ["GET", `/orgs/${org}/debugger`],
    }),
  startDebuggingWith: (who: CastMember, org: OrgId, filters: DebugFilters) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.startDebugging(session, { filters }),
      request: ["POST", `/orgs/${org}/debugger/sessions`, { filters }],
    }),
  setBreakpoint: (who: CastMember, org: OrgId, at: SetBreakpoint) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.setBreakpoint(session, at),
      request: ["POST", `/orgs/${org}/debugger/breakpoints`, at],
    }),
  setExceptionBreakpoint: (who: CastMember, org: OrgId, chosen: SetExceptionBreakpoint) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.setExceptionBreakpoint(session, chosen),
      request: ["PUT", `/orgs/${org}/debugger/exception-breakpoints`, chosen],
    }),
  removeBreakpoint: (who: CastMember, org: OrgId, breakpoint: BreakpointId) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.removeBreakpoint(session, breakpoint),
      request: ["DELETE", `/orgs/${org}/debugger/breakpoints/${breakpoint}`],
    }),
  stepThread: (who: CastMember, org: OrgId, request: RequestId, step: Step) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.stepThread(session, { request, step }),
      request: ["POST", `/orgs/${org}/debugger/threads/${request}/step`, { step }],
    }),
  continueThread: (who: CastMember, org: OrgId, request: RequestId) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.continueThread(session, { request }),
      request: ["POST", `/orgs/${org}/debugger/threads/${request}/continue`],
    }),
  readVariables: (who: CastMember, org: OrgId, { request, frame, path }: ReadVariables) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.readVariables(session, { request, frame, path }),
      request: [
        "GET",
        `/orgs/${org}/debugger/threads/${request}/variables?${new URLSearchParams({
          frame: String(frame),
          ...(path.length > 0 && { path: path.map(encodeURIComponent).join("/") }),
        })}`,
      ],
    }),
  readDebuggerEvents: (who: CastMember, org: OrgId, since = -1) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.readDebuggerEvents(session, since),
      request: ["GET", `/orgs/${org}/debugger/events${since < 0 ? "" : `?since=${since}`}`],
    }),
  askDebugger: (who: CastMember, org: OrgId, asks: Missing) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.askDebugger(session, asks),
      request: ["POST", `/orgs/${org}/debugger/asks`, { asks }],
    }),
  beginRequest: ({ user, ...begins }: BeginRequest) =>
    face.operate({
      usecase: (simulator) => simulator.beginRequest({ ...begins, user }),
      request: ["POST", `/sim/orgs/${user.org}/requests`, { ...begins, user: user.id }],
    }),
  reachLine: ({ org, request, stack }: Reached) =>
    face.operate({
      usecase: (simulator) => simulator.reachLine({ org, request, stack }),
      request: ["POST", `/sim/orgs/${org}/requests/${request}/line`, { stack }],
    }),
  throwException: ({ org, request, stack, exception }: Thrown) =>
    face.operate({
      usecase: (simulator) => simulator.throwException({ org, request, stack, exception }),
      request: ["POST", `/sim/orgs/${org}/requests/${request}/exception`, { stack, exception }],
    }),
  finishRequest: ({ org, request }: RequestRef) =>
    face.operate({
      usecase: (simulator) => simulator.finishRequest({ org, request }),
      request: ["POST", `/sim/orgs/${org}/requests/${request}/finish`],
    }),
});
