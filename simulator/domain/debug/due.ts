import type { AuditEvent } from "#domain/events.ts";
import type { Folds } from "#domain/folds.ts";
import { type EndFacts, nextEnd, nextOfTheClient } from "./ends.ts";
import type { DebugSession } from "./session.ts";

/** What time and other ends bring to debugging sessions, each as the event it will leave at its own instant. */
export function* debuggingDue(folds: Folds): Generator<AuditEvent, void> {
  for (const session of folds.debugging.running.values()) yield* dueIn(folds, session);
}

/** The same of one debugging session. */
export function* dueIn(folds: Folds, session: DebugSession): Generator<AuditEvent, void> {
  const facts = endFacts(folds, session);
  const end = nextEnd(facts);
  if (end) yield { type: "debug.ended", at: end.at, ...about(session), reason: end.reason };
  const client = nextOfTheClient(facts);
  if (client && !client.ends)
    yield { type: "debug.idle-warned", at: client.at, ...about(session), minutes: client.minutes };
}

/** Gathers what can end a debugging session. */
export function endFacts(
  { sessions, debugging, instances, policies }: Pick<Folds, "sessions" | "debugging" | "instances" | "policies">,
  session: DebugSession,
): EndFacts {
  return {
    session,
    login: sessions.get(session.login) ?? {},
    instance: instances.get(session.instance) ?? {},
    policies,
    ...(debugging.policiesSince && { policiesSince: debugging.policiesSince }),
  };
}

/** Whom and what the event is about; it names no session, since nobody did anything in one. */
const about = ({ id, user, delegate }: DebugSession) => ({
  org: user.org,
  user,
  ...(delegate && { delegateUser: delegate }),
  debugSession: id,
});
