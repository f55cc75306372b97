import type { AuditEvent, EventType, Stream } from "#domain/events.ts";
import type { BreakpointId, DebugSessionId, RequestId, UserRef } from "#domain/ids.ts";
import { type Steps, stepped } from "#domain/steps.ts";
import type { Instant } from "#domain/time.ts";
import type { Breakpoint } from "./breakpoint.ts";
import { KEPT, serverMessage } from "./message.ts";
import type { DebugRequest } from "./request-type.ts";
import { begin, finish, type Running, resume, type Stopped, stop, type Thread, withThread } from "./thread.ts";
import type { ThreadEvents } from "./thread-events.ts";
import { emptyWorkbench, type Workbench, type Workbenches } from "./workbench.ts";

/** What a workbench follows from: its own events, the start and end of its session, and a new opening of the log. */
type ThreadEvent = Extract<
  AuditEvent,
  { readonly type: keyof ThreadEvents | "debug.started" | "debug.ended" | "audit.opened" }
>;

type Change = (bench: Workbench) => Workbench;

function changed(benches: Workbenches, id: DebugSessionId, change: Change): Workbenches {
  const bench = benches.get(id);
  return bench ? new Map([...benches, [id, change(bench)]]) : benches;
}

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

const without = <Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): ReadonlyMap<Key, Value> =>
  new Map([...map].filter(([one]) => one !== key));

const unchanged = (benches: Workbenches): Workbenches => benches;

export const THREAD_STEPS: Steps<Workbenches, ThreadEvent> = {
  "debug.started": (benches, { debugSession, org }) =>
    org === "platform"
      ? benches
      : new Map([
          ...[...benches].filter(([, one]) => one.org !== org || !one.overAt),
          [debugSession, emptyWorkbench(debugSession, org)],
        ]),
  "debug.ended": (benches, { debugSession, at }) =>
    changed(benches, debugSession, (bench) => ({ ...bench, breakpoints: new Map(), overAt: at })),
  "debug.breakpoint-set": (benches, { debugSession, breakpoint }) =>
    changed(benches, debugSession, (bench) => ({
      ...bench,
      breakpoints: new Map<BreakpointId, Breakpoint>([...bench.breakpoints, [breakpoint.id, breakpoint]]),
    })),
  "debug.breakpoint-removed": (benches, { debugSession, breakpoint }) =>
    changed(benches, debugSession, (bench) => ({ ...bench, breakpoints: without(bench.breakpoints, breakpoint) })),
  "debug.request-started": (benches, { debugSession, ...event }) => {
    const request = requestOf(event);
    if (!request) return benches;
    return changed(benches, debugSession, (bench) => ({
      ...bench,
      threads: withThread(bench.threads, begin(request)),
      waiting: bench.waiting.filter(({ id }) => id !== request.id),
    }));
  },
  "debug.request-passed": unchanged,
  "debug.request-waits": (benches, { debugSession, ...event }) => {
    const request = requestOf(event);
    return request
      ? changed(benches, debugSession, (bench) => ({ ...bench, waiting: [...bench.waiting, request] }))
      : benches;
  },
  "debug.request-refused": unchanged,
  "debug.stopped": (benches, { debugSession, request, file, line, depth, breakpoint }) =>
    changed(
      benches,
      debugSession,
      moved(request, "running", (thread) => stop(thread, { file, line, depth }, breakpoint)),
    ),
  "debug.exception-thrown": unchanged,
  "debug.resumed": (benches, { debugSession, request, step }) =>
    changed(
      benches,
      debugSession,
      moved(request, "stopped", (thread) => resume(thread, step)),
    ),
  "debug.variables-read": unchanged,
  "debug.request-finished": (benches, { debugSession, request, at }) =>
    changed(benches, debugSession, (bench) => ({ ...gone(request)(bench), freedAt: at })),
  "debug.released": (benches, { debugSession, request }) => changed(benches, debugSession, gone(request)),
  "audit.opened": (benches, { at }) => new Map([...benches].map(([id, bench]) => [id, cutOff(at)(bench)])),
};

/** The workbenches after an event; `orgSeq` is its number within its org. */
export function workbenchesAfter(benches: Workbenches, event: AuditEvent & { readonly orgSeq: number }): Workbenches {
  const after = stepped(THREAD_STEPS, benches, event);
  if (after.size === 0) return after;
  const told = serverMessage.gives(event);
  const id = told && benchFor(after, event);
  if (!id) return after;
  const message = { n: event.orgSeq, at: event.at, ...told };
  return changed(after, id, (bench) => ({ ...bench, messages: [...bench.messages, message].slice(-KEPT) }));
}

/** The debugger that hears of an event: the one it is about, or the one that is at work in its org. */
function benchFor(
  benches: Workbenches,
  event: { readonly type: EventType; readonly org: Stream; readonly debugSession?: DebugSessionId },
): DebugSessionId | undefined {
  if (event.debugSession) return event.debugSession;
  return [...benches.values()].find(({ org, overAt }) => org === event.org && !overAt)?.id;
}
