import type { Decision } from "#domain/decision.ts";
import type { LoginEnd, Session } from "#domain/login/session.ts";
import type { Happening } from "#usecases/act.ts";

/** Whom an event about a login names that was begun in another session than the one at hand. */
export const partiesOf = ({ id, user, delegate }: Session) => ({
  org: user.org,
  user,
  ...(delegate && { delegateUser: delegate }),
  session: id,
});

/** The end of a login that waited and came to nothing. */
export const ended = (login: Session, reason: LoginEnd): Happening => ({
  type: "login.refused",
  ...partiesOf(login),
  reason,
});

/** A refusal that somebody spoke, under the rule that let them. */
export const refusedBy = ({ rule }: Decision, because: string): Decision => ({ effect: "deny", rule, because });
