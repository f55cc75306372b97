import type { SessionId } from "#domain/ids.ts";
import { mayOpenLog } from "#domain/power/debug-log.ts";
import { act, asTheUserMay } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { type ListedLog, listed } from "./debug-logs.ts";

/** Setup, Debug Logs: the logs this reader is shown (POWER-17). */
export const viewDebugLogs =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<readonly ListedLog[]>> => {
    const page = { org: orgOfSession(ports, session), name: "open Debug Logs", needs: "View All Data" } as const;
    return act(ports, session, page, (acting) => ({
      decision: asTheUserMay(),
      value: Object.values(acting.rows.apexLogs)
        .filter((log) => mayOpenLog({ reader: acting, log }).effect === "allow")
        .map((log) => listed(acting, log)),
    }));
  };
