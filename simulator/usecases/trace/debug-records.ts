import type { SessionId } from "#domain/ids.ts";
import { type DebugRecord, debugRecords } from "#domain/trace/debug-records.ts";
import { act, asTheUserMay } from "#usecases/act.ts";
import { shown } from "#usecases/debug/view-sessions.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { materialOf } from "./material.ts";
import type { Rows } from "./reading.ts";

/** The records of the Tooling API that debugging has left in the org; the API asks for API Enabled (POWER-08). */
export const readDebugRecords =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<Rows<DebugRecord>>> => {
    const org = orgOfSession(ports, session);
    const about = { org, name: "query debugger records", needs: "API Enabled", refusal: "trace.refused" } as const;
    return act<Rows<DebugRecord>>(ports, session, about, async (_, standing) => {
      const sessions = (await shown(standing, standing.debugRecordsOf(org))).map(({ record }) => record);
      const { records } = await materialOf(ports, org);
      return { decision: asTheUserMay(), value: { rows: debugRecords.gives({ sessions, records }) } };
    });
  };
