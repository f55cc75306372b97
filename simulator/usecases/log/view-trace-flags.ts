import { decide } from "#domain/decision.ts";
import type { SessionId } from "#domain/ids.ts";
import { debugLogRight } from "#domain/log/right.ts";
import type { DebugLevel } from "#domain/log/trace-flag.ts";
import { act } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { flagsFor, type ShownTraceFlag, shownFlag } from "./trace-flags.ts";

export interface TraceFlagsPage {
  readonly traceFlags: readonly ShownTraceFlag[];
  readonly debugLevels: readonly DebugLevel[];
}

const NAME = "see the trace flags";

/** The trace flags of the org that are there for this reader (LOG-18), and its debug levels. */
export const viewTraceFlags =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<TraceFlagsPage>> => {
    const about = { org: orgOfSession(ports, session), name: NAME, refusal: "log.refused" } as const;
    return act<TraceFlagsPage>(ports, session, about, (acting, standing) => {
      const decision = decide({ person: acting, does: NAME }, [debugLogRight], debugLogRight);
      if (decision.effect === "deny") return { decision };
      const traceFlags = flagsFor(acting, standing).map((flag) => shownFlag(acting, standing, flag));
      return { decision, value: { traceFlags, debugLevels: standing.debugLevels(acting.org.id) } };
    });
  };
