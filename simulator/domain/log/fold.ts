import type { Id, OrgId } from "#domain/ids.ts";
import type { Steps } from "#domain/steps.ts";
import { stepped } from "#domain/steps.ts";
import type { Instant } from "#domain/time.ts";
import type { LogEvent } from "./events.ts";
import type { DebugLevel, TraceFlag } from "./trace-flag.ts";

/** What the log says of tracing, org by org. */
export interface Tracing {
  readonly levels: ReadonlyMap<OrgId, readonly DebugLevel[]>;
  /** Oldest first; those whose window is over stay until they are deleted. */
  readonly flags: ReadonlyMap<OrgId, readonly TraceFlag[]>;
  /** When a burst disabled the trace flags of an org last (LOG-13). */
  readonly disabledAt: ReadonlyMap<OrgId, Instant>;
}

export const NO_TRACING: Tracing = { levels: new Map(), flags: new Map(), disabledAt: new Map() };

const unchanged = (tracing: Tracing): Tracing => tracing;

export const LOG_STEPS: Steps<Tracing, LogEvent> = {
  "log.debug-level-set": (tracing, { org, level: id, name, levels }) => {
    if (org === "platform") return tracing;
    const others = (tracing.levels.get(org) ?? []).filter((one) => one.id !== id);
    return { ...tracing, levels: new Map([...tracing.levels, [org, [...others, { id, name, levels }]]]) };
  },
  "log.trace-flag-set": (tracing, event) => withFlag(tracing, event),
  "log.trace-flag-changed": (tracing, event) => withFlag(tracing, event),
  "log.trace-flag-deleted": (tracing, { org, traceFlag }) => within(tracing, org, traceFlag, () => []),
  "log.trace-flag-ended": (tracing, { org, traceFlag }) =>
    within(tracing, org, traceFlag, (flag) => [{ ...flag, state: "ended" }]),
  "log.trace-flag-disabled": (tracing, { org, traceFlag, at }) => {
    if (org === "platform") return tracing;
    const disabled = within(tracing, org, traceFlag, (flag) => [{ ...flag, state: "disabled" }]);
    return { ...disabled, disabledAt: new Map([...tracing.disabledAt, [org, at]]) };
  },
  "log.written": unchanged,
  "log.read": unchanged,
  "log.deleted": unchanged,
  "log.refused": unchanged,
};

/** The state of tracing after an event. */
export const tracingAfter = (tracing: Tracing, event: { readonly type: string }): Tracing =>
  stepped(LOG_STEPS, tracing, event);

/** The flag as the event has it, in the place of its earlier self or as the newest. */
function withFlag(
  tracing: Tracing,
  event: Extract<LogEvent, { readonly type: "log.trace-flag-set" | "log.trace-flag-changed" }>,
): Tracing {
  const { org, user, delegateUser, traceFlag: id, traced, logType, startsAt, endsAt, level, levels, publisher } = event;
  if (org === "platform" || !user) return tracing;
  const flag: TraceFlag = {
    id,
    traced,
    logType,
    startsAt,
    endsAt,
    level,
    ...(levels && { levels }),
    ...(publisher && { publisher }),
    lastChangedBy: { user, ...(delegateUser && { delegateUser }) },
    state: "set",
  };
  const flags = tracing.flags.get(org) ?? [];
  if (flags.some((one) => one.id === id)) return within(tracing, org, id, () => [flag]);
  return { ...tracing, flags: new Map([...tracing.flags, [org, [...flags, flag]]]) };
}

function within(
  tracing: Tracing,
  org: LogEvent["org"],
  id: Id<"TraceFlag">,
  change: (flag: TraceFlag) => readonly TraceFlag[],
): Tracing {
  if (org === "platform") return tracing;
  const flags = (tracing.flags.get(org) ?? []).flatMap((flag) => (flag.id === id ? change(flag) : [flag]));
  return { ...tracing, flags: new Map([...tracing.flags, [org, flags]]) };
}
