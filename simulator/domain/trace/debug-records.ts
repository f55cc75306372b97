import { definition } from "#domain/decision.ts";
import type { AuditEvent, EventOf, EventType } from "#domain/events.ts";
import { formatId } from "#domain/ids.ts";
import { type Names, orgCalled, personCalled } from "./names.ts";
import type { TraceRecord } from "./record.ts";

/** A record of the Tooling API that debugging leaves, under the platform's own names. */
export interface DebugRecord {
  readonly object: "ApexDebuggerSession" | "ApexDebuggerBreakpoint" | "ApexDebuggerRequest" | "ApexDebuggerEvent";
  readonly id: string;
  readonly fields: Readonly<Record<string, string>>;
}

interface Facts {
  readonly seq: number;
  readonly names: Names;
}

/** What each event of debugging makes of these records, one line an event; of one record a later line counts. */
const DEBUG_RECORDS: { readonly [Type in EventType]?: (event: EventOf<Type>, facts: Facts) => readonly DebugRecord[] } =
  {
    "debug.started": (event, { names }) => [
      session(event, {
        Status: "Active",
        StatusUsername: event.delegateUser ? personCalled(names, event.delegateUser).username : "",
        LicenseOrg: orgCalled(names, event.publisher),
        LicenseType: "ISV",
      }),
    ],
    "debug.ended": (event, facts) => [
      session(event, { Status: "Detach", StatusMessage: event.reason }),
      // Only what the engineer did not do is told to the engineer.
      ...(event.reason === "stopped" ? [] : [terminated(event, facts)]),
    ],
  };

const terminated = ({ debugSession, reason }: EventOf<"debug.ended">, { seq }: Facts): DebugRecord => ({
  object: "ApexDebuggerEvent",
  id: formatId("ApexDebuggerEvent", seq),
  fields: { SessionId: debugSession, Type: "SessionTerminated", Description: reason },
});

const session = (
  { debugSession: id }: Pick<EventOf<"debug.started">, "debugSession">,
  fields: DebugRecord["fields"],
): DebugRecord => ({ object: "ApexDebuggerSession", id, fields });

/** The records that debugging has left in an org, in the order they came to be. They are never taken away (OQ-15). */
export const debugRecords = definition<
  { readonly records: readonly TraceRecord[]; readonly names: Names },
  readonly DebugRecord[]
>("TRACE-26", ({ records, names }) => {
  const left = new Map<string, DebugRecord>();
  for (const record of records) {
    const make = DEBUG_RECORDS[record.type] as
      | ((event: AuditEvent, facts: Facts) => readonly DebugRecord[])
      | undefined;
    for (const one of make?.(record, { seq: record.seq, names }) ?? [])
      left.set(one.id, { ...one, fields: { ...left.get(one.id)?.fields, ...one.fields } });
  }
  return [...left.values()];
});
