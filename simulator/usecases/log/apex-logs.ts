import type { Id, SessionId } from "#domain/ids.ts";
import { debugLogsPage, type LogAct, mayUseApexLogs } from "#domain/log/listing.ts";
import { type ApexLog, type LogUser, rowOf } from "#domain/org.ts";
import type { Instant } from "#domain/time.ts";
import type { Acting } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { logsFor } from "#usecases/power/debug-logs.ts";
import { inDebugLogs } from "./in-debug-logs.ts";

/** A debug log as a query answers it, by the names of the platform's fields. */
export interface ApexLogRecord {
  readonly Id: Id<"ApexLog">;
  readonly Application: string;
  readonly DurationMilliseconds: number;
  readonly Location: ApexLog["location"];
  readonly LogLength: number;
  readonly LogUserId: LogUser;
  readonly Operation: string;
  readonly Request: string;
  readonly StartTime: Instant;
  readonly Status: string;
}

const recordOf = (log: ApexLog): ApexLogRecord => ({
  Id: log.id,
  Application: log.application,
  DurationMilliseconds: log.duration,
  Location: log.location,
  LogLength: log.length,
  LogUserId: log.user,
  Operation: log.operation,
  Request: log.request,
  StartTime: log.startedAt,
  Status: log.status,
});

/** The `ApexLog` records that are there for this reader. */
export const queryApexLogs =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<readonly ApexLogRecord[]>> =>
    using(ports, session, "query", (acting) =>
      debugLogsPage
        .gives(logsFor(acting))
        .flatMap((id) => rowOf(acting.rows.apexLogs, id) ?? [])
        .map(recordOf),
    );

/** What nobody can do: the platform alone writes debug logs. */
export const insertApexLog =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<never>> =>
    using(ports, session, "insert", letThrough);

/** What nobody can do: a debug log stays as it was written. */
export const changeApexLog =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<never>> =>
    using(ports, session, "change", letThrough);

function letThrough(): never {
  throw new Error("an ApexLog cannot be written, and yet nothing refused it");
}

function using<Value>(ports: Ports, session: SessionId, tries: LogAct, does: (acting: Acting) => Value) {
  const name = `${tries} ApexLog records`;
  return inDebugLogs<Value>(ports, session, name, (acting) => {
    const decision = mayUseApexLogs({ person: acting, does: name, tries });
    return decision.effect === "deny" ? { decision } : { decision, value: does(acting) };
  });
}
