import type { AuditEvent } from "#domain/events.ts";
import type { DebugSessionId, OrgId, RequestId, UserRef } from "#domain/ids.ts";
import { type Steps, stepped } from "#domain/steps.ts";
import type { Instant } from "#domain/time.ts";
import { serverMessage, tell } from "./message.ts";
import type { DebugRequest } from "./request-type.ts";
import { begin, finish, type Running, resume, type Stopped, stop, type Thread, withThread } from "./thread.ts";
import type { ThreadEvents } from "./thread-events.ts";
import { emptyWorkbench, type Workbench, type Workbenches } from "./workbench.ts";

/** What a workbench follows from: its own events, the start and end of its session, and a new opening of the log. */
type ThreadEvent = Extract<
  AuditEvent,
  { readonly type: Exclude<keyof ThreadEvents, Unmoved> | "debug.started" | "debug.ended" | "audit.opened" }
>;

/** What goes on record beside a workbench, and leaves it as it is. */
type Unmoved = "debug.request-passed" | "debug.request-refused" | "debug.exception-thrown" | "debug.variables-read";

type Change = (bench: Workbench) => Workbench;

/** A step of one thread, if it is in the state the step starts from. */
const moved =
  <State extends Thread["state"]>(
    request: RequestId,
    from: State,
    to: (thread: Extract<Running | Stopped, { readonly state: State }>) => Thread,
  ): Change =>
  (bench) => {
    const thread = bench.threads.get(request);
    if (thread?.state !== from) return bench;
    const before = thread as Extract<Running | Stopped, { readonly state: State }>;
    return { ...bench, threads: withThread(bench.threads, to(before)) };
  };

const gone =
  (request: RequestId): Change =>
  (bench) => {
    const thread = bench.threads.get(request);
    return {
      ...bench,
      threads: thread ? withThread(bench.threads, finish(thread)) : bench.threads,
      waiting: bench.waiting.filter(({ id }) => id !== request),
      lost: bench.lost.filter((one) => one.request.id !== request),
    };
  };

/** Requests do not outlive the process that runs them. */
const cutOff =
  (at: Instant): Change =>
  (bench) => {
    const requests = [...[...bench.threads.values()].map(({ request }) => request), ...bench.waiting];
    const lost = [...bench.lost, ...requests.map((request) => ({ request, at }))];
    return { ...bench, threads: new Map(), waiting: [], lost };
  };

const requestOf = (event: {
  readonly request: RequestId;
  readonly user?: UserRef;
  readonly requestType: DebugRequest["type"];
  readonly entryPoint: string;
  readonly inTest?: true;
}): DebugRequest | undefined =>
  event.user && {
    id: event.request,
    user: event.user,
    type: event.requestType,
    entryPoint: event.entryPoint,
    ...(event.inTest && { inTest: event.inTest }),
  };

/** The workbench an event is about, as it is after it; nothing while there is none. */
export const THREAD_STEPS: Steps<Workbench | undefined, ThreadEvent> = {
  "debug.started": (bench, { debugSession, org }) => (org === "platform" ? bench : emptyWorkbench(debugSession, org)),
  "debug.ended": (bench, { at }) => bench && { ...bench, breakpoints: new Map(), overAt: at },
  "debug.breakpoint-set": (bench, { breakpoint }) =>
    bench && { ...bench, breakpoints: new Map([...bench.breakpoints, [breakpoint.id, breakpoint]]) },
  "debug.breakpoint-removed": (bench, { breakpoint }) =>
    bench && { ...bench, breakpoints: new Map([...bench.breakpoints].filter(([id]) => id !== breakpoint)) },
  "debug.request-started": (bench, event) => {
    const request = requestOf(event);
    if (!bench || !request) return bench;
    const waiting = bench.waiting.filter(({ id }) => id !== request.id);
    return { ...bench, threads: withThread(bench.threads, begin(request)), waiting };
  },
  "debug.request-waits": (bench, event) => {
    const request = requestOf(event);
    return bench && request ? { ...bench, waiting: [...bench.waiting, request] } : bench;
  },
  "debug.stopped": (bench, { request, file, line, depth, breakpoint }) =>
    bench && moved(request, "running", (thread) => stop(thread, { file, line, depth }, breakpoint))(bench),
  "debug.resumed": (bench, { request, step }) =>
    bench && moved(request, "stopped", (thread) => resume(thread, step))(bench),
  "debug.request-finished": (bench, { request, at }) => bench && { ...gone(request)(bench), freedAt: at },
  "debug.released": (bench, { request }) => bench && gone(request)(bench),
  "audit.opened": (bench, { at }) => bench && cutOff(at)(bench),
};

/** Takes in an event of whatever area; `orgSeq` is its number within its org. */
export function foldWorkbenches(benches: Workbenches, event: AuditEvent & { readonly orgSeq: number }): void {
  for (const id of event.type === "audit.opened" ? [...benches.keys()] : idIn(event)) {
    const before = benches.get(id);
    const after = stepped(THREAD_STEPS, before, event);
    if (!after || after === before) continue;
    if (!before) clearAway(benches, after.org);
    benches.set(id, after);
  }
  if (benches.size === 0) return;
  const told = serverMessage.gives(event);
  const bench = told && hearing(benches, event);
  if (bench) tell(bench.messages, { n: event.orgSeq, at: event.at, ...told });
}

const idIn = (event: AuditEvent): readonly DebugSessionId[] => ("debugSession" in event ? [event.debugSession] : []);

/** Nobody asks any more for what an earlier debugging session of the org has left. */
function clearAway(benches: Workbenches, org: OrgId): void {
  for (const [id, bench] of benches) if (bench.org === org && bench.overAt) benches.delete(id);
}

/** The debugger that hears of an event: the one it is about, or the one that is at work in its org. */
function hearing(benches: Workbenches, event: AuditEvent): Workbench | undefined {
  const [id] = idIn(event);
  if (id) return benches.get(id);
  for (const bench of benches.values()) if (bench.org === event.org && !bench.overAt) return bench;
  return undefined;
}
