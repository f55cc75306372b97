import type { Id, SessionId } from "#domain/ids.ts";
import { mayDeleteLog } from "#domain/log/listing.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { logOf } from "#usecases/power/view-debug-log.ts";
import { inDebugLogs } from "./in-debug-logs.ts";

export interface DebugLogDeleted {
  readonly log: Id<"ApexLog">;
}

/** What deleting a log is called in answers and records. */
export const DELETING = "delete a debug log";

/** Deletes a debug log for good. Fault NOT_FOUND when there is no such log. */
export const deleteDebugLog =
  (ports: Ports) =>
  (session: SessionId, id: Id<"ApexLog">): Promise<Answer<DebugLogDeleted>> =>
    inDebugLogs<DebugLogDeleted>(ports, session, DELETING, (acting) => {
      const log = logOf(acting, id);
      const decision = mayDeleteLog({ person: acting, does: DELETING, tries: "delete", reader: acting, log });
      if (decision.effect === "deny")
        return { decision, happenings: [{ type: "log.refused", act: DELETING, target: `debug log ${id}` }] };
      const changes = [{ table: "apexLogs", id, row: null }] as const;
      return {
        decision,
        happenings: [{ type: "log.deleted", log: id, reason: "deleted", changes }],
        value: { log: id },
      };
    });
