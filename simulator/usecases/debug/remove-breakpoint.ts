import { onExecutableLine } from "#domain/debug/breakpoint.ts";
import { allow } from "#domain/decision.ts";
import { notFound } from "#domain/fault.ts";
import type { BreakpointId, SessionId } from "#domain/ids.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { atTheDebugger } from "./at-the-debugger.ts";

/** Removes a breakpoint of either kind. Fault NOT_FOUND when the debugging session has none of this id. */
export const removeBreakpoint =
  (ports: Ports) =>
  (session: SessionId, breakpoint: BreakpointId): Promise<Answer<{ readonly breakpoint: BreakpointId }>> =>
    atTheDebugger(ports, session, "remove a breakpoint", ({ debug, bench }) => {
      if (!bench.breakpoints.has(breakpoint)) throw notFound("breakpoint with id", breakpoint);
      return {
        decision: allow(onExecutableLine),
        happenings: [{ type: "debug.breakpoint-removed", debugSession: debug.id, breakpoint }],
        value: { breakpoint },
      };
    });
