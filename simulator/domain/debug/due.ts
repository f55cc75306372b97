import type { AuditEvent } from "#domain/events.ts";
import type { Folds } from "#domain/folds.ts";
import type { Instant } from "#domain/time.ts";
import type { DebugEnd, DebugSession } from "./session.ts";

/** What time and other ends bring to debugging sessions, each as the event it will leave at its own instant. */
export function* debuggingDue(folds: Folds): Generator<AuditEvent, void> {
  for (const session of folds.debugging.running.values()) {
    const end = nextEnd(session, folds);
    if (end) yield ended(session, end);
  }
}

/** The end that comes first; nothing while none is in sight. */
function nextEnd(
  { login }: DebugSession,
  folds: Folds,
): { readonly at: Instant; readonly reason: DebugEnd } | undefined {
  const end = folds.sessions.get(login)?.end;
  return end && { at: end.at, reason: "login ended" };
}

const ended = (
  { id, login, user, delegate }: DebugSession,
  { at, reason }: { readonly at: Instant; readonly reason: DebugEnd },
): AuditEvent => ({
  type: "debug.ended",
  at,
  org: user.org,
  user,
  delegateUser: delegate,
  session: login,
  debugSession: id,
  reason,
});
