import type { AuditEvent } from "#domain/events.ts";
import { isLoginAs, type Session, type SessionEnd } from "#domain/login/session.ts";
import type { Ports } from "#usecases/ports.ts";

/**
 * What goes on record when the disk of the log is full, in space that was kept for it: that it is, and that everybody
 * who works in an org on somebody's behalf is out. A debugging session ends before the session it rests on, whose end
 * would end it otherwise.
 */
export function lastWords({ folds, clock }: Ports): readonly AuditEvent[] {
  const at = clock.now();
  const debugging = [...folds.debugging.running.values()].map(
    ({ id, user, delegate }): AuditEvent => ({
      type: "debug.ended",
      at,
      org: user.org,
      user,
      ...(delegate && { delegateUser: delegate }),
      debugSession: id,
      reason: "log unavailable",
    }),
  );
  const sessions = atWork({ folds }).map((session): AuditEvent => ({ at, ...loginEnded(session, "log unavailable") }));
  return [{ type: "audit.degraded", at, org: "platform", because: "disk full" }, ...debugging, ...sessions];
}

/** What goes on record first when there is space again. */
export const firstWords = ({ clock }: Ports): readonly AuditEvent[] => [
  { type: "audit.restored", at: clock.now(), org: "platform" },
];

/** The LoginAs sessions somebody is at work in. */
export const atWork = ({ folds }: Pick<Ports, "folds">): readonly Session[] =>
  [...folds.running.sessions.values()].filter((session) => isLoginAs(session) && session.state === "active");

/** The end of a session that nobody asked for, without its instant. */
export const loginEnded = ({ id, user, delegate }: Session, reason: SessionEnd) =>
  ({
    type: "login.ended",
    org: user.org,
    user,
    session: id,
    ...(delegate && { delegateUser: delegate }),
    reason,
  }) as const;
