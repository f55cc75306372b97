import type { Id, SessionId } from "#domain/ids.ts";
import { type LogType, maySetTraceFlag, type Traced } from "#domain/log/trace-flag.ts";
import { agentOf } from "#domain/power/reader.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { inDebugLogs } from "./in-debug-logs.ts";
import {
  type Draft,
  demandNoOther,
  drafted,
  flagIs,
  nameOf,
  type TraceFlagSettings,
  traceFlagFacts,
} from "./trace-flags.ts";

export interface SetTraceFlag extends TraceFlagSettings {
  readonly traced: Traced;
  /** CLASS_TRACING for classes and triggers and USER_DEBUG for all else, unless it is said. */
  readonly logType?: LogType;
}

export interface TraceFlagSet {
  readonly traceFlag: Id<"TraceFlag">;
}

/** What setting a trace flag is called in answers and records. */
export const SETTING = "set a trace flag";

/**
 * Sets a trace flag. One that an agent sets in a LoginAs session is the publisher's (LOG-18). Fault NOT_FOUND when there
 * is no such user, class, trigger or debug level, INVALID_FIELD for an end that is none, and CONFLICT when a flag of
 * this type is on it already.
 */
export const setTraceFlag =
  (ports: Ports) =>
  (session: SessionId, { traced, logType, ...settings }: SetTraceFlag): Promise<Answer<TraceFlagSet>> =>
    inDebugLogs<TraceFlagSet>(ports, session, SETTING, (acting, standing) => {
      const name = nameOf(acting.rows, traced);
      const draft = drafted(acting, standing, settings, { traced, logType: logType ?? usualType(traced) });
      const decision = maySetTraceFlag(traceFlagFacts(acting, standing, draft, SETTING));
      if (decision.effect === "deny")
        return { decision, happenings: [{ type: "log.refused", act: SETTING, target: name }] };
      const publisher = agentOf(acting)?.org.id;
      const about = { ...draft, level: levelOf(draft), ...(publisher && { publisher }) };
      demandNoOther(acting, standing, about, name);
      const id = ports.ids.next("TraceFlag");
      return { decision, happenings: [flagIs("log.trace-flag-set", { ...about, id })], value: { traceFlag: id } };
    });

/** The type of log that a trace flag is for when nobody says. */
const usualType = ({ kind }: Traced): LogType =>
  kind === "class" || kind === "trigger" ? "CLASS_TRACING" : "USER_DEBUG";

/** The debug level that LOG-05 has made sure of. */
export function levelOf({ level }: Draft): Id<"DebugLevel"> {
  if (level === undefined) throw new Error("a trace flag without a debug level was let through");
  return level;
}
