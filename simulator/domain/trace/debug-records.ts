import { serverMessage } from "#domain/debug/message.ts";
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

type Making = { readonly [Type in EventType]?: (event: EventOf<Type>) => DebugRecord };

/**
 * What each event of debugging makes of breakpoints and requests, one line an event; of one record a later line counts.
 * Beyond the names of the objects and the id of the session no source tells their fields: those are assumed.
 */
const MADE_BY: Making = {
  "debug.breakpoint-set": ({ debugSession: SessionId, breakpoint }) => ({
    object: "ApexDebuggerBreakpoint",
    id: breakpoint.id,
    fields: {
      SessionId,
      IsEnabled: "true",
      ...(breakpoint.kind === "line"
        ? { Type: "Line", FileName: breakpoint.file, Line: `${breakpoint.line}` }
        : { Type: "Exception", FileName: breakpoint.exception }),
    },
  }),
  "debug.breakpoint-removed": ({ debugSession: SessionId, breakpoint: id }) => ({
    object: "ApexDebuggerBreakpoint",
    id,
    fields: { SessionId, IsEnabled: "false" },
  }),
  "debug.request-started": ({ debugSession: SessionId, request: id, requestType, entryPoint }) => ({
    object: "ApexDebuggerRequest",
    id,
    fields: { SessionId, RequestType: requestType, EntryPoint: entryPoint },
  }),
};

/** What the debugger was told of an event of its own session, as the record that this left (DEBUG-44). */
function toldBy(record: TraceRecord): DebugRecord | undefined {
  const told = "debugSession" in record && serverMessage.gives(record);
  if (!told) return undefined;
  const { kind: Type, request, breakpoint, file, line, description } = told;
  const fields = {
    SessionId: record.debugSession,
    Type,
    ...(request && { RequestId: request }),
    ...(breakpoint && { BreakpointId: breakpoint }),
    ...(file && { FileName: file }),
    ...(line && { Line: `${line}` }),
    ...(description && { Description: description }),
  };
  return { object: "ApexDebuggerEvent", id: formatId("ApexDebuggerEvent", record.seq), fields };
}

const ofSession = ({ Id, ...fields }: ApexDebuggerSession): DebugRecord => ({
  object: "ApexDebuggerSession",
  id: Id,
  fields,
});

/** The records that debugging has left in an org: its sessions, then the rest as it came to be. Nothing of it is taken away (OQ-15). */
export const debugRecords = definition<
  { readonly sessions: readonly ApexDebuggerSession[]; readonly records: readonly TraceRecord[] },
  readonly DebugRecord[]
>("TRACE-26", ({ sessions, records }) => {
  const left = new Map<string, DebugRecord>();
  for (const record of records) {
    const made = (MADE_BY[record.type] as ((event: AuditEvent) => DebugRecord) | undefined)?.(record);
    if (made) left.set(made.id, { ...made, fields: { ...left.get(made.id)?.fields, ...made.fields } });
    const told = toldBy(record);
    if (told) left.set(told.id, told);
  }
  return [...sessions.map(ofSession), ...left.values()];
});
