import { allow, type Decision, decide } from "#domain/decision.ts";
import type { BreakpointId } from "#domain/ids.ts";
import { type Breakpoint, breaksOn, exceptionBreakpoint, onExecutableLine } from "./breakpoint.ts";
import type { DebugSession } from "./session.ts";
import { blind, type Code, hidden } from "./sight.ts";
import { type Goal, oneThread, type Place, type Running } from "./thread.ts";

/** A frame as far as it matters to whether a thread stops. */
export interface CodeAt extends Code {
  readonly line: number;
}

/** What decides whether a thread stops at the line it has reached. */
export interface StopFacts {
  readonly session: Pick<DebugSession, "publisher" | "state">;
  readonly thread: Running;
  /** Innermost first; the line that was reached is the first one's. */
  readonly stack: readonly [CodeAt, ...CodeAt[]];
  readonly breakpoints: readonly Breakpoint[];
}

/** Whether a thread stops, and under which rule; no decision where there is nothing that could have stopped it. */
export type Stop =
  | { readonly stops: true; readonly decision: Decision; readonly breakpoint?: BreakpointId }
  | { readonly stops: false; readonly decision?: Decision };

export const placeOf = ({ stack }: Pick<StopFacts, "stack">): Place => ({
  file: stack[0].file,
  line: stack[0].line,
  depth: stack.length,
});

/** At a line: a breakpoint before the end of a step, and neither in code the session does not stop in. */
export function atLine(facts: StopFacts): Stop {
  const { session, thread, stack, breakpoints } = facts;
  const [code] = stack;
  const hit = breakpoints.find(
    (one) => one.kind === "line" && one.verified && one.file === code.file && one.line === code.line,
  );
  const ended = thread.goal !== undefined && endsHere(thread.goal, facts);
  const unseen = blind({ session, code });
  if (unseen) return { stops: false, decision: unseen };
  if (hit) return { stops: true, decision: allow(onExecutableLine), breakpoint: hit.id };
  return ended ? { stops: true, decision: allow(oneThread) } : { stops: false };
}

/** Where an exception is thrown, whether or not it is caught. */
export function atThrow(facts: StopFacts, exception: string): Stop {
  const { session, stack, breakpoints } = facts;
  const unseen = blind({ session, code: stack[0] });
  if (unseen) return { stops: false, decision: unseen };
  const decision = decide({ exception, breakpoints, session }, [exceptionBreakpoint], exceptionBreakpoint);
  const hit = breaksOn({ exception, breakpoints });
  return decision.effect === "allow" && hit
    ? { stops: true, decision, breakpoint: hit.id }
    : { stops: false, decision };
}

/** A step into another's package is a step over it, back to where the calling code goes on (DEBUG-41). */
function endsHere({ step, from }: Goal, { session, stack }: StopFacts): boolean {
  switch (step) {
    case "into":
      return !stack.slice(0, -from).some((code) => hidden({ session, code }));
    case "over":
      return stack.length <= from;
    case "out":
      return stack.length < from;
  }
}
