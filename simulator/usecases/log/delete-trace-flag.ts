import { allow } from "#domain/decision.ts";
import type { Id, SessionId } from "#domain/ids.ts";
import { debugLogRight } from "#domain/log/right.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { inDebugLogs } from "./in-debug-logs.ts";
import type { TraceFlagSet } from "./set-trace-flag.ts";
import { flagOf } from "./trace-flags.ts";

const NAME = "delete a trace flag";

/** Deletes a trace flag, also while the org holds too many logs. Fault NOT_FOUND when there is no such flag. */
export const deleteTraceFlag =
  (ports: Ports) =>
  (session: SessionId, id: Id<"TraceFlag">): Promise<Answer<TraceFlagSet>> =>
    inDebugLogs<TraceFlagSet>(ports, session, NAME, (acting, standing) => {
      const decision = allow(debugLogRight);
      const { id: traceFlag } = flagOf(acting, standing, id);
      return { decision, happenings: [{ type: "log.trace-flag-deleted", traceFlag }], value: { traceFlag } };
    });
