import type { Breakpoint } from "#domain/debug/breakpoint.ts";
import type { RequestType } from "#domain/debug/request-type.ts";
import type { DebugFilters, DebugSession } from "#domain/debug/session.ts";
import type { Running, Stopped } from "#domain/debug/thread.ts";
import type { Frame } from "#domain/debug/variable.ts";
import type { DebugSessionId, RequestId, SessionId } from "#domain/ids.ts";
import { type OrgRows, rowOf } from "#domain/org.ts";
import type { Instant } from "#domain/time.ts";
import { asTheUserMay } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { atTheDebugger } from "./at-the-debugger.ts";
import { stackOf } from "./stacks.ts";

/** A call on the stack of a stopped thread, without its variables. */
export type ShownFrame = Omit<Frame, "variables">;

export interface ShownThread {
  readonly request: RequestId;
  readonly username: string;
  readonly type: RequestType;
  readonly entryPoint: string;
  readonly state: (Running | Stopped)["state"];
  /** Innermost first; empty while it runs. */
  readonly stack: readonly ShownFrame[];
}

export interface ShownDebugger {
  readonly debugSession: DebugSessionId;
  readonly state: DebugSession["state"];
  readonly startedAt: Instant;
  readonly lastActiveAt: Instant;
  readonly filters: DebugFilters;
  readonly breakpoints: readonly Breakpoint[];
  readonly threads: readonly ShownThread[];
  /** How many requests wait for a thread to end. */
  readonly waiting: number;
}

/** What the debugger has before it: filters, breakpoints, threads and their stacks. */
export const viewDebugger =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<ShownDebugger>> =>
    atTheDebugger<ShownDebugger>(ports, session, "view the debugger", ({ acting: { rows }, debug, bench }) => ({
      decision: asTheUserMay(),
      value: {
        debugSession: debug.id,
        state: debug.state,
        startedAt: debug.startedAt,
        lastActiveAt: debug.lastActiveAt,
        filters: debug.filters,
        breakpoints: [...bench.breakpoints.values()],
        threads: [...bench.threads.values()].map((thread) => shown(ports, rows, thread)),
        waiting: bench.waiting.length,
      },
    }));

function shown(ports: Ports, rows: OrgRows, { state, request }: Running | Stopped): ShownThread {
  const { id, user, type, entryPoint } = request;
  const frames = state === "stopped" ? stackOf(ports, id) : [];
  return {
    request: id,
    username: rowOf(rows.users, user.id)?.username ?? user.id,
    type,
    entryPoint,
    state,
    stack: frames.map(({ variables: _, ...frame }) => frame),
  };
}
