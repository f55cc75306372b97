import { type Decision, decide, rule } from "#domain/decision.ts";
import type { BreakpointId, RequestId } from "#domain/ids.ts";
import type { DebugRequest } from "./request-type.ts";

/** One debugged request (the catalogue's table of its life). Whoever runs its code asks at each line whether it stops. */
export type Thread = Running | Stopped | Finished;

export interface Running {
  readonly state: "running";
  readonly request: DebugRequest;
  /** Where a step is to end; absent when it runs to the next breakpoint. */
  readonly goal?: Goal;
}

export interface Stopped {
  readonly state: "stopped";
  readonly request: DebugRequest;
  readonly at: Place;
  /** What stopped it; nothing where a step ended there. */
  readonly breakpoint?: BreakpointId;
}

export interface Finished {
  readonly state: "finished";
  readonly request: DebugRequest;
}

/** A line that a request has reached, and how many frames are on its stack there. */
export interface Place {
  /** The type the line belongs to, as the debugger names it: `ledg/InvoiceService`. */
  readonly file: string;
  readonly line: number;
  readonly depth: number;
}

export const STEPS = ["into", "over", "out"] as const;
export type Step = (typeof STEPS)[number];

/** A step, and how deep the stack was where it was asked for. */
export interface Goal {
  readonly step: Step;
  readonly from: number;
}

// Each transition takes only the states it starts from, so a wrong one does not compile.

export const begin = (request: DebugRequest): Running => ({ state: "running", request });

export const stop = ({ request }: Running, at: Place, breakpoint?: BreakpointId): Stopped => ({
  state: "stopped",
  request,
  at,
  ...(breakpoint && { breakpoint }),
});

/** Runs on to the next breakpoint or, with a step, to where that ends. */
export const resume = ({ request, at }: Stopped, step?: Step): Running => ({
  state: "running",
  request,
  ...(step && { goal: { step, from: at.depth } }),
});

export const finish = ({ request }: Running | Stopped): Finished => ({ state: "finished", request });

export interface ResumeFacts {
  /** The one thread that is meant. */
  readonly thread: Running | Stopped;
}

export const oneThread = rule<ResumeFacts>(
  "DEBUG-40",
  ({ thread: { state, request } }) =>
    state === "running" ? `the request ${request.entryPoint} is running, so there is nowhere to go on from` : undefined,
  "wait until that thread has stopped, or name the one that has",
);

/** May this thread be stepped or continued? */
export const mayResume = (facts: ResumeFacts): Decision => decide(facts, [oneThread], oneThread);

/** The threads after one of them moved on; the others are the same as before. */
export function withThread<Known extends ReadonlyMap<RequestId, Running | Stopped>>(
  threads: Known,
  moved: Thread,
): ReadonlyMap<RequestId, Running | Stopped> {
  const after = new Map(threads);
  if (moved.state === "finished") after.delete(moved.request.id);
  else after.set(moved.request.id, moved);
  return after;
}
