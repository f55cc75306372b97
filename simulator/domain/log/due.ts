import type { AuditEvent } from "#domain/events.ts";
import type { Folds } from "#domain/folds.ts";
import type { DueLog } from "./stored.ts";

/** What time does to trace flags and debug logs: windows that are over, and logs that are too old, of which there are many. */
export function* loggingDue({ tracing, debugLogs }: Folds, only?: "soonest"): Generator<AuditEvent, void> {
  for (const [org, flags] of tracing.flags)
    for (const { id, endsAt, state, lastChangedBy } of flags)
      if (state !== "ended") yield { type: "log.trace-flag-ended", at: endsAt, org, ...lastChangedBy, traceFlag: id };
  if (only) {
    const { soonest } = debugLogs;
    if (soonest) yield tooOld(soonest);
  } else for (const due of debugLogs) yield tooOld(due);
}

const tooOld = ({ org, log }: DueLog): AuditEvent => ({
  type: "log.deleted",
  at: log.dueAt,
  org,
  log: log.id,
  reason: "too old",
  changes: [{ table: "apexLogs", id: log.id, row: null }],
});
