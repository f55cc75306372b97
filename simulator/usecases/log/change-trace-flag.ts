import { Fault } from "#domain/fault.ts";
import type { Id, SessionId } from "#domain/ids.ts";
import { maySetTraceFlag, type TraceFlag } from "#domain/log/trace-flag.ts";
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
  /** What whoever changes it takes it to be; both stay as they were set. */
  readonly is?: Partial<Pick<TraceFlag, "traced" | "logType">>;
}

const NAME = "change a trace flag";

/**
 * Changes a trace flag; one that was disabled or over traces again afterwards. What is not named stays as it is, so a
 * change of nothing enables a flag again. Fault NOT_FOUND when there is no such flag or debug level, INVALID_FIELD for
 * an end that is none, INVALID_FIELD_FOR_INSERT_UPDATE for another thing traced or type of log, and CONFLICT when another flag of this type took its place after it was over.
 */
export const changeTraceFlag =
  (ports: Ports) =>
  (session: SessionId, { traceFlag: id, is, ...settings }: ChangeTraceFlag): Promise<Answer<TraceFlagSet>> =>
    inDebugLogs<TraceFlagSet>(ports, session, NAME, (acting, standing) => {
      const flag = flagOf(acting, standing, id);
      demandSame(flag, is);
      const draft = drafted(acting, standing, settings, flag);
      const decision = maySetTraceFlag(traceFlagFacts(acting, standing, draft, NAME));
      if (decision.effect === "deny") return { decision, happenings: [{ type: "log.refused", act: NAME, target: id }] };
      const changed = { ...flag, ...draft, level: levelOf(draft) };
      demandNoOther(acting, standing, changed, nameIn(acting.rows, flag.traced) ?? id);
      return { decision, happenings: [flagIs("log.trace-flag-changed", changed)], value: { traceFlag: id } };
    });

function demandSame(flag: TraceFlag, { traced, logType }: NonNullable<ChangeTraceFlag["is"]> = {}): void {
  const idOf = (one: TraceFlag["traced"]) => ("id" in one ? one.id : one.kind);
  const other = [
    ...(traced && idOf(traced) !== idOf(flag.traced) ? ["TracedEntityId"] : []),
    ...(logType && logType !== flag.logType ? ["LogType"] : []),
  ];
  if (other.length > 0)
    throw new Fault(
      "INVALID_FIELD_FOR_INSERT_UPDATE",
      `Unable to create/update fields: ${other.join(", ")}. Set another trace flag instead.`,
      other,
    );
}
