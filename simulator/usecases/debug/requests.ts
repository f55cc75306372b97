import type { DebugSession } from "#domain/debug/session.ts";
import type { StopFacts } from "#domain/debug/stop.ts";
import type { Running } from "#domain/debug/thread.ts";
import type { Frame } from "#domain/debug/variable.ts";
import { Fault } from "#domain/fault.ts";
import type { OrgId, RequestId } from "#domain/ids.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { codeNamed } from "./at-the-debugger.ts";

/** A request as whoever runs it names it. */
export interface RequestRef {
  readonly org: OrgId;
  readonly request: RequestId;
}

/** A line that a request has reached: the stack there, innermost first. */
export interface Reached extends RequestRef {
  readonly stack: readonly [Frame, ...Frame[]];
}

/** What whoever runs a request is told at each line. */
export type Verdict =
  | { readonly stops: true; readonly rule: string; readonly because: string }
  /** With a reason only where something could have stopped it, and did not. */
  | { readonly stops: false; readonly rule?: string; readonly because?: string };

export interface Debugged {
  readonly debug: DebugSession;
  readonly thread: Running;
}

/**
 * The thread a request is, with the debugging session it belongs to; nothing for a request that is not debugged.
 * Fault CONFLICT when it is not running: whoever runs it has gone on without being let.
 */
export function runningThread(standing: Standing, { org, request }: RequestRef): Debugged | undefined {
  for (const debug of standing.debugSessionsOf(org)) {
    const { threads, waiting } = standing.workbench(debug);
    if (waiting.some(({ id }) => id === request))
      throw new Fault("CONFLICT", `the request "${request}" waits for a thread to end; run it when it has started`);
    const thread = threads.get(request);
    if (!thread) continue;
    if (thread.state === "running") return { debug, thread };
    throw new Fault("CONFLICT", `the request "${request}" is stopped; run it when it has been resumed`);
  }
  return undefined;
}

/** Gathers what decides whether a thread stops where it is. */
export async function stopFacts(standing: Standing, { debug, thread }: Debugged, { org, stack }: Reached) {
  const rows = await standing.org(org);
  const codeAt = ({ file, line }: Frame) => ({ ...codeNamed(rows, file), line });
  const [top, ...rest] = stack;
  return {
    session: debug,
    thread,
    stack: [codeAt(top), ...rest.map(codeAt)],
    breakpoints: [...standing.workbench(debug).breakpoints.values()],
  } satisfies StopFacts;
}
