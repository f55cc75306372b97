import type { AuditEvent } from "#domain/events.ts";
import type { Folds } from "#domain/folds.ts";

/** What time does to trace flags and debug logs: windows that are over, and logs that are too old. */
export function* loggingDue({ tracing, debugLogs }: Folds): Generator<AuditEvent, void> {
  for (const [org, flags] of tracing.flags)
    for (const { id, endsAt, state, lastChangedBy } of flags)
      if (state !== "ended") yield { type: "log.trace-flag-ended", at: endsAt, org, ...lastChangedBy, traceFlag: id };
  for (const { org, log } of debugLogs)
    yield {
      type: "log.deleted",
      at: log.dueAt,
      org,
      log: log.id,
      reason: "too old",
      changes: [{ table: "apexLogs", id: log.id, row: null }],
    };
}
