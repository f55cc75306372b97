import type { Id, SessionId } from "#domain/ids.ts";
import { maySetTraceFlag } from "#domain/log/trace-flag.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { inDebugLogs } from "./in-debug-logs.ts";
import { levelOf, type TraceFlagSet } from "./set-trace-flag.ts";
import {
  demandNoOther,
  drafted,
  flagIs,
  flagOf,
  nameIn,
  type TraceFlagSettings,
  traceFlagFacts,
} from "./trace-flags.ts";

export interface ChangeTraceFlag extends TraceFlagSettings {
  readonly traceFlag: Id<"TraceFlag">;
}

const NAME = "change a trace flag";

/**
 * Changes a trace flag; one that was disabled or over traces again afterwards. What is not named stays as it is, so a
 * change of nothing enables a flag again. Fault NOT_FOUND when there is no such flag or debug level, INVALID_FIELD for
 * an end that is none, and CONFLICT when another flag of this type took its place after it was over.
 */
export const changeTraceFlag =
  (ports: Ports) =>
  (session: SessionId, { traceFlag: id, ...settings }: ChangeTraceFlag): Promise<Answer<TraceFlagSet>> =>
    inDebugLogs<TraceFlagSet>(ports, session, NAME, (acting, standing) => {
      const flag = flagOf(acting, standing, id);
      const draft = drafted(acting, standing, settings, flag);
      const decision = maySetTraceFlag(traceFlagFacts(acting, standing, draft, NAME));
      if (decision.effect === "deny") return { decision, happenings: [{ type: "log.refused", act: NAME, target: id }] };
      const changed = { ...flag, ...draft, level: levelOf(draft) };
      demandNoOther(acting, standing, changed, nameIn(acting.rows, flag.traced) ?? id);
      return { decision, happenings: [flagIs("log.trace-flag-changed", changed)], value: { traceFlag: id } };
    });
