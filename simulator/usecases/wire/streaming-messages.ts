import { keptOf, type ServerMessage } from "#domain/debug/message.ts";
import type { Workbench } from "#domain/debug/workbench.ts";
import { isOnTheList } from "#domain/log/listing.ts";
import { type CustomObject, rowOf } from "#domain/org.ts";
import type { Policies } from "#domain/policies.ts";
import { eventUuid, schemaOfEvent } from "#domain/power/platform-event.ts";
import type { Instant } from "#domain/time.ts";
import { loginAsEvents } from "#domain/trace/real-time.ts";
import { readAs } from "#sobject/record-objects.ts";
import type { Acting } from "#usecases/act.ts";
import type { AuditRecord, Ports } from "#usecases/ports.ts";
import { namesIn } from "#usecases/trace/material.ts";
import type { Topic } from "./streaming-topics.ts";

interface About {
  readonly ports: Ports;
  readonly acting: Acting;
  readonly now: Instant;
  readonly policies: Policies;
}

/** What a record tells whoever listens to a topic; nothing where it is not for this reader. */
export async function dataOf(topic: Topic, record: AuditRecord, about: About): Promise<unknown> {
  switch (record.type) {
    case "log.written":
      return logged(record, about.acting);
    case "power.event-published":
      return topic.tells === "events" ? published(topic.of, record) : undefined;
    case "login.started":
    case "login.approved":
      return loggedIn(record, about);
    default:
      return undefined;
  }
}

/** A log is told of while it is there, to whoever has it on the list (LOG-18). */
function logged({ at, orgSeq, log }: Extract<AuditRecord, { readonly type: "log.written" }>, reader: Acting): unknown {
  const row = rowOf(reader.rows.apexLogs, log);
  if (!row || !isOnTheList.gives({ reader, ...(row.publisher && { publisher: row.publisher }) })) return undefined;
  return { event: created(at, orgSeq), sobject: { Id: log } };
}

const created = (at: Instant, replayId: number) => ({ createdDate: at, replayId, type: "created" });

function published(
  of: CustomObject,
  { at, orgSeq, user, record: id, values }: Extract<AuditRecord, { readonly type: "power.event-published" }>,
): unknown {
  const kept: Readonly<Record<string, string>> = values ?? {};
  return {
    schema: schemaOfEvent(of.name, of.fields),
    payload: {
      CreatedDate: at,
      // The user's, also where an agent was at the keyboard (POWER-22).
      CreatedById: user?.id,
      ...Object.fromEntries(of.fields.map((field) => [field.name, readAs(field, kept[field.name])])),
    },
    event: { replayId: orgSeq, EventUuid: eventUuid(id) },
  };
}

/** The row that the login leaves among the real-time events, if it raises one (TRACE-22). */
async function loggedIn(record: AuditRecord, { ports, acting, now, policies }: About): Promise<unknown> {
  const { sessions } = ports.folds;
  const sessionOf = () => (record.session ? sessions.get(record.session) : undefined);
  const session = sessionOf();
  const [row] = loginAsEvents([{ ...record, append: record.seq }], {
    org: acting.org.id,
    now,
    policies,
    names: await namesIn(ports, [record]),
    sessionOf,
    addressOf: () => session?.address ?? (session?.origin && sessions.get(session.origin)?.address),
  });
  if (!row) return undefined;
  const fields = Object.keys(row).map((name) => ({ name, type: "string" }));
  const payload = { ...row, CreatedDate: record.at, CreatedById: row.UserId };
  return { schema: schemaOfEvent("LoginAsEventStream", fields), payload, event: { replayId: record.orgSeq } };
}

/** The workbench whose debugger a record has just told something, and what it was told. */
export function toldTheDebugger({ folds }: Ports, { org, orgSeq }: AuditRecord): Told | undefined {
  for (const bench of folds.workbenches.values()) {
    const message = bench.org === org ? bench.messages.at(-1) : undefined;
    if (message?.n === orgSeq) return { bench, message };
  }
  return undefined;
}

interface Told {
  readonly bench: Workbench;
  readonly message: ServerMessage;
}

/** What is kept for the debugger that rests on a session, oldest first, on one of its channels. */
export function keptForDebugger({ folds }: Ports, { session }: Acting, channel: string): readonly Told[] {
  for (const bench of folds.workbenches.values())
    if (folds.debugging.sessions.get(bench.id)?.login === session.id)
      return keptOf(bench.messages)
        .filter((message) => message.channel === channel)
        .map((message) => ({ bench, message }));
  return [];
}

/** A message to the debugger as its client reads it. */
export function debuggerData({ bench, message }: Told): unknown {
  const { n, at, kind, request, breakpoint, file, line, description } = message;
  return {
    event: created(at, n),
    sobject: {
      SessionId: bench.id,
      Type: kind,
      ...(request && { RequestId: request }),
      ...(breakpoint && { BreakpointId: breakpoint }),
      ...(file !== undefined && { FileName: file }),
      ...(line !== undefined && { Line: line }),
      ...(description !== undefined && { Description: description }),
    },
  };
}
