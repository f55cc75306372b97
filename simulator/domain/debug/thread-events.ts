import type { RuleId } from "#domain/decision.ts";
import type { BreakpointId, DebugSessionId, RequestId } from "#domain/ids.ts";
import type { Breakpoint } from "./breakpoint.ts";
import type { DebugRequest, RequestType } from "./request-type.ts";
import type { Place, Step } from "./thread.ts";

interface OfSession {
  readonly debugSession: DebugSessionId;
  /** Whether its engineer did something in the debugger, which moves the session's idle clock (DEBUG-26). */
  readonly activity?: true;
}

interface OfRequest extends OfSession {
  readonly request: RequestId;
}

interface Arrival extends OfRequest, Pick<DebugRequest, "entryPoint" | "inTest"> {
  readonly requestType: RequestType;
}

/**
 * What each event of threads and breakpoints adds to the envelope, whose `user` is the one a request counts as.
 * None carries a value of a variable, or the text of an exception: those are the subscriber's data.
 */
export interface ThreadEvents {
  /** `unverified` is the rule under which nothing ever stops at it (DEBUG-29). */
  "debug.breakpoint-set": OfSession & { readonly breakpoint: Breakpoint; readonly unverified?: RuleId };
  "debug.breakpoint-removed": OfSession & { readonly breakpoint: BreakpointId };
  "debug.request-started": Arrival;
  /** It runs, and the debugger does not hear of it; the decision says why. */
  "debug.request-passed": Arrival;
  "debug.request-waits": Arrival;
  /** It did not run at all (policy `thirdThread`). */
  "debug.request-refused": Arrival;
  "debug.stopped": OfRequest & Place & { readonly breakpoint?: BreakpointId };
  "debug.exception-thrown": OfRequest & Place & { readonly exception: string };
  /** Without a step it runs to the next breakpoint. */
  "debug.resumed": OfRequest & { readonly step?: Step };
  "debug.variables-read": OfRequest & {
    readonly file: string;
    readonly line: number;
    /** Where in a variable, name by name; a key of a map or an element of a set is a value, so it shows as a star. */
    readonly path: readonly string[];
    readonly names: readonly string[];
    /** How many were shown; more than `names` where they have keys or elements for names. */
    readonly count: number;
  };
  /** `cut off` where the process that ran it is gone. */
  "debug.request-finished": OfRequest & { readonly how: "finished" | "cut off" };
  /** Its debugging session is over, and it runs on undebugged. */
  "debug.released": OfRequest & { readonly was: "running" | "stopped" | "waiting" };
}

export const THREAD_EVENTS: Readonly<Record<keyof ThreadEvents, string>> = {
  "debug.breakpoint-set": "an engineer set a breakpoint",
  "debug.breakpoint-removed": "an engineer removed a breakpoint",
  "debug.request-started": "a request began as a thread of a debugging session",
  "debug.request-passed": "a request began beside a debugging session and was not debugged",
  "debug.request-waits": "a request waits for a thread of a debugging session to end",
  "debug.request-refused": "a request did not run, because all threads of a debugging session were taken",
  "debug.stopped": "a thread stopped",
  "debug.exception-thrown": "a thread threw an exception",
  "debug.resumed": "an engineer let a thread run on, to the end of a step or to the next breakpoint",
  "debug.variables-read": "an engineer read variables of a stopped thread",
  "debug.request-finished": "a thread came to its end",
  "debug.released": "a request ran on undebugged when its debugging session ended",
};
