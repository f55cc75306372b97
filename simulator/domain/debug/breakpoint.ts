import { type Decision, decide, type Rule, rule } from "#domain/decision.ts";
import type { BreakpointId } from "#domain/ids.ts";
import type { TypeLines } from "#domain/org.ts";
import type { DebugSession } from "./session.ts";
import { SIGHT_ORDER, type SightFacts } from "./sight.ts";

/** `ApexDebuggerBreakpoint` on the platform. */
export type Breakpoint = LineBreakpoint | ExceptionBreakpoint;

export interface LineBreakpoint {
  readonly kind: "line";
  readonly id: BreakpointId;
  readonly file: string;
  readonly line: number;
  /** Nothing ever stops at one that is not (DEBUG-29). */
  readonly verified: boolean;
}

/** "Always break"; "never break" is that there is none (DEBUG-30). */
export interface ExceptionBreakpoint {
  readonly kind: "exception";
  readonly id: BreakpointId;
  /** `com/salesforce/api/exception/NullPointerException`, `ledg/InvoiceService$InvoiceException`. */
  readonly exception: string;
}

/** What decides whether a line breakpoint can be hit. */
export interface LineFacts extends SightFacts {
  readonly line: number;
  /** Absent where nobody has worked out at which lines a debugger can stop. */
  readonly lines?: TypeLines;
}

export const insideTheAccessor = rule<LineFacts>(
  "DEBUG-32",
  ({ code: { file }, line, lines }) =>
    lines?.accessors?.includes(line)
      ? `line ${line} of ${file} has an accessor's head and none of its body`
      : undefined,
  "set the breakpoint on a line between the braces of the accessor",
);

export const onExecutableLine = rule<LineFacts>(
  "DEBUG-29",
  ({ code: { file }, line, lines }) =>
    lines?.executable.includes(line) ? undefined : `line ${line} of ${file} is not executable`,
  "set the breakpoint on a line with a statement",
);

/** What a line breakpoint is asked, in the order that an unverified one is told. */
export const LINE_ORDER: readonly Rule<LineFacts>[] = [...SIGHT_ORDER, insideTheAccessor, onExecutableLine];

/** Is a breakpoint verified? A denial is no refusal: it is set, and stays unverified. */
export const mayHit = (facts: LineFacts): Decision => decide(facts, LINE_ORDER, onExecutableLine);

/** What decides whether a thrown exception stops the thread. */
export interface ThrowFacts {
  readonly exception: string;
  readonly breakpoints: readonly Breakpoint[];
  /** Who closes the IDE leaves an orphan; line breakpoints stay with it (DEBUG-24). */
  readonly session: Pick<DebugSession, "state">;
}

export const breaksOn = ({ exception, breakpoints }: Omit<ThrowFacts, "session">): Breakpoint | undefined =>
  breakpoints.find((one) => one.kind === "exception" && one.exception === exception);

export const exceptionBreakpoint = rule<ThrowFacts>(
  "DEBUG-30",
  ({ exception, breakpoints, session: { state } }) => {
    if (!breaksOn({ exception, breakpoints })) return `there is no exception breakpoint for ${exception}`;
    return state === "orphaned" ? "exception breakpoints went when the IDE was closed" : undefined;
  },
  'choose "always break" for that type of exception',
);
