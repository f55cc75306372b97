import type { AuditEvent } from "#domain/events.ts";
import type { Folds } from "#domain/folds.ts";
import type { Instant } from "#domain/time.ts";
import { THREADS } from "./request.ts";
import type { DebugRequest } from "./request-type.ts";
import { releasedAtTheEnd, type Workbench } from "./workbench.ts";

/** What happens to threads by itself: those of a session that is over run on, one that waits takes a free place. */
export function* threadsDue({ workbenches }: Folds): Generator<AuditEvent, void> {
  for (const bench of workbenches.values()) yield* dueAt(bench);
}

/** The same of one workbench. */
export function* dueAt(bench: Workbench): Generator<AuditEvent, void> {
  const { overAt, lost, freedAt, threads, waiting } = bench;
  for (const { request, at } of lost) yield cutOff(bench, request, at);
  const [next] = waiting;
  if (overAt) for (const { request, was } of releasedAtTheEnd.gives(bench)) yield released(bench, request, was, overAt);
  else if (next && freedAt && threads.size < THREADS.is) yield started(bench, next, freedAt);
}

const about = ({ id, org }: Workbench, { user, id: request }: DebugRequest, at: Instant) => ({
  at,
  org,
  user,
  debugSession: id,
  request,
});

const released = (
  bench: Workbench,
  request: DebugRequest,
  was: "running" | "stopped" | "waiting",
  at: Instant,
): AuditEvent => ({ type: "debug.released", ...about(bench, request, at), was });

const cutOff = (bench: Workbench, request: DebugRequest, at: Instant): AuditEvent => ({
  type: "debug.request-finished",
  ...about(bench, request, at),
  how: "cut off",
});

function started(bench: Workbench, request: DebugRequest, at: Instant): AuditEvent {
  const { type, entryPoint, inTest } = request;
  const what = { requestType: type, entryPoint, ...(inTest && { inTest }) };
  return { type: "debug.request-started", ...about(bench, request, at), ...what };
}
