import { definition } from "#domain/decision.ts";
import type { BreakpointId, DebugSessionId, OrgId, RequestId } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";
import type { Breakpoint } from "./breakpoint.ts";
import type { ServerMessage } from "./message.ts";
import type { DebugRequest } from "./request-type.ts";
import type { Running, Stopped } from "./thread.ts";

/** What belongs to one debugging session while it runs: what the engineer has set, and what is being debugged. */
export interface Workbench {
  readonly id: DebugSessionId;
  readonly org: OrgId;
  readonly breakpoints: ReadonlyMap<BreakpointId, Breakpoint>;
  /** Those that have not come to their end. */
  readonly threads: ReadonlyMap<RequestId, Running | Stopped>;
  /** Requests that have to wait for a thread to end, in the order they came (policy `thirdThread`). */
  readonly waiting: readonly DebugRequest[];
  /** When the last thread came to its end. */
  readonly freedAt?: Instant;
  /** When the debugging session was over. */
  readonly overAt?: Instant;
  /** Requests whose process was found gone, and when. */
  readonly lost: readonly { readonly request: DebugRequest; readonly at: Instant }[];
  /** What the debugger was told; the only part that changes in place (see `tell`). */
  readonly messages: ServerMessage[];
}

/** All that is kept: of each org the workbench of the debugging session that runs, or that was the last to. */
export type Workbenches = Map<DebugSessionId, Workbench>;

export const emptyWorkbench = (id: DebugSessionId, org: OrgId): Workbench => ({
  id,
  org,
  breakpoints: new Map(),
  threads: new Map(),
  waiting: [],
  lost: [],
  messages: [],
});

/** A request that runs on undebugged, and what it was doing until then. */
export interface Released {
  readonly request: DebugRequest;
  readonly was: Running["state"] | Stopped["state"] | "waiting";
}

/** What is let go when a debugging session ends: a request must not hang for a debugger that is gone. */
export const releasedAtTheEnd = definition<Pick<Workbench, "threads" | "waiting">, readonly Released[]>(
  "DEBUG-22",
  ({ threads, waiting }) => [
    ...[...threads.values()].map(({ request, state }) => ({ request, was: state })),
    ...waiting.map((request) => ({ request, was: "waiting" as const })),
  ],
);
