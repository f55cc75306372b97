import type { ApexDebuggerSession } from "#domain/debug/record.ts";
import { definition } from "#domain/decision.ts";
import type { AuditEvent, EventOf, EventType } from "#domain/events.ts";
import { formatId } from "#domain/ids.ts";
import type { TraceRecord } from "./record.ts";

/** A record of the Tooling API that debugging leaves, under the platform's own names. */
export interface DebugRecord {
  readonly object: "ApexDebuggerSession" | "ApexDebuggerBreakpoint" | "ApexDebuggerRequest" | "ApexDebuggerEvent";
  readonly id: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** What each event of debugging makes of these records, one line an event; of one record a later line counts. */
const DEBUG_RECORDS: { readonly [Type in EventType]?: (event: EventOf<Type>, seq: number) => readonly DebugRecord[] } =
  {
    // Only what the engineer did not do is told to the engineer.
    "debug.ended": (event, seq) => (event.reason === "stopped" ? [] : [terminated(event, seq)]),
  };

const terminated = ({ debugSession, reason }: EventOf<"debug.ended">, seq: number): DebugRecord => ({
  object: "ApexDebuggerEvent",
  id: formatId("ApexDebuggerEvent", seq),
  fields: { SessionId: debugSession, Type: "SessionTerminated", Description: reason },
});

const ofSession = ({ Id, ...fields }: ApexDebuggerSession): DebugRecord => ({
  object: "ApexDebuggerSession",
  id: Id,
  fields,
});

/** The records that debugging has left in an org, each sort in the order it came to be. They are never taken away (OQ-15). */
export const debugRecords = definition<
  { readonly sessions: readonly ApexDebuggerSession[]; readonly records: readonly TraceRecord[] },
  readonly DebugRecord[]
>("TRACE-26", ({ sessions, records }) => {
  const left = new Map<string, DebugRecord>();
  for (const record of records) {
    const make = DEBUG_RECORDS[record.type] as ((event: AuditEvent, seq: number) => readonly DebugRecord[]) | undefined;
    for (const one of make?.(record, record.seq) ?? [])
      left.set(one.id, { ...one, fields: { ...left.get(one.id)?.fields, ...one.fields } });
  }
  return [...sessions.map(ofSession), ...left.values()];
});
