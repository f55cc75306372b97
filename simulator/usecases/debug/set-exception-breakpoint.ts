import { breaksOn, exceptionBreakpoint } from "#domain/debug/breakpoint.ts";
import { extendsException, isSystemException } from "#domain/debug/exception.ts";
import { hidden } from "#domain/debug/sight.ts";
import { allow } from "#domain/decision.ts";
import { Fault } from "#domain/fault.ts";
import type { BreakpointId, SessionId } from "#domain/ids.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { atTheDebugger, codeNamed } from "./at-the-debugger.ts";

export interface SetExceptionBreakpoint {
  /** `com/salesforce/api/exception/NullPointerException`, `ledg/InvoiceService$InvoiceException`. */
  readonly exception: string;
  readonly mode: "always" | "never";
}

export interface ExceptionBreakpointSet extends SetExceptionBreakpoint {
  /** Absent where it never breaks. */
  readonly breakpoint?: BreakpointId;
}

/**
 * Chooses whether the debugger breaks on one type of exception: one of System, or a class of the project that extends
 * Exception (DEBUG-30). Fault INVALID_FIELD for any other.
 */
export const setExceptionBreakpoint =
  (ports: Ports) =>
  (session: SessionId, { exception, mode }: SetExceptionBreakpoint): Promise<Answer<ExceptionBreakpointSet>> =>
    atTheDebugger<ExceptionBreakpointSet>(ports, session, "set an exception breakpoint", ({ acting, debug, bench }) => {
      const { rows } = acting;
      const ofTheProject = !hidden({ session: debug, code: codeNamed(rows, exception) });
      if (!isSystemException(exception) && !(ofTheProject && extendsException(rows, exception)))
        throw new Fault(
          "INVALID_FIELD",
          `"${exception}" is no exception to break on; name one of System, or a class of the project that extends Exception`,
        );
      const decision = allow(exceptionBreakpoint);
      const there = breaksOn({ exception, breakpoints: [...bench.breakpoints.values()] });
      const about = { debugSession: debug.id } as const;
      if (mode === "never")
        return {
          decision,
          ...(there && { happenings: [{ type: "debug.breakpoint-removed", ...about, breakpoint: there.id }] }),
          value: { exception, mode },
        };
      const breakpoint = there ?? { kind: "exception", id: ports.ids.next("ApexDebuggerBreakpoint"), exception };
      return {
        decision,
        ...(!there && { happenings: [{ type: "debug.breakpoint-set", ...about, breakpoint }] }),
        value: { exception, mode, breakpoint: breakpoint.id },
      };
    });
