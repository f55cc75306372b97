import type { SessionId } from "#domain/ids.ts";
import { debugLogsPage } from "#domain/log/listing.ts";
import { rowOf } from "#domain/org.ts";
import { act, asTheUserMay } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { type ListedLog, listed, logsFor } from "./debug-logs.ts";

/** Setup, Debug Logs: the logs this reader is shown (LOG-18). */
export const viewDebugLogs =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<readonly ListedLog[]>> => {
    const page = { org: orgOfSession(ports, session), name: "open Debug Logs", needs: "View All Data" } as const;
    return act(ports, session, page, (acting) => {
      const shown = logsFor(acting);
      const rows = debugLogsPage.gives(shown).flatMap((id) => rowOf(acting.rows.apexLogs, id) ?? []);
      return { decision: asTheUserMay(), value: rows.map((log) => listed(acting, log)) };
    });
  };
