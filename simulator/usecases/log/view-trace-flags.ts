import { allow } from "#domain/decision.ts";
import type { SessionId } from "#domain/ids.ts";
import { debugLogRight } from "#domain/log/right.ts";
import type { DebugLevel } from "#domain/log/trace-flag.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { inDebugLogs } from "./in-debug-logs.ts";
import { flagsFor, type ShownTraceFlag, shownFlag } from "./trace-flags.ts";

export interface TraceFlagsPage {
  readonly traceFlags: readonly ShownTraceFlag[];
  readonly debugLevels: readonly DebugLevel[];
}

const NAME = "see the trace flags";

/** The trace flags of the org that are there for this reader (LOG-18), and its debug levels. */
export const viewTraceFlags =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<TraceFlagsPage>> =>
    inDebugLogs<TraceFlagsPage>(ports, session, NAME, (acting, standing) => {
      const traceFlags = flagsFor(acting, standing).map((flag) => shownFlag(acting, standing, flag));
      return {
        decision: allow(debugLogRight),
        value: { traceFlags, debugLevels: standing.debugLevels(acting.org.id) },
      };
    });
