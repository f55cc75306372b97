import type { AuditEvent } from "#domain/events.ts";
import type { Folds } from "#domain/folds.ts";
import type { DebugSessionId, OrgId, SessionId, UserRef } from "#domain/ids.ts";
import type { Session } from "#domain/login/session.ts";
import type { Instant } from "#domain/time.ts";
import { deadline } from "./deadline.ts";
import type { Opening } from "./events.ts";
import { follow, keyOfAgent } from "./fold.ts";
import { formatReviewId } from "./names.ts";
import { isAmong, keyOfSubject, type Reason, type Subject } from "./review.ts";
import { burstOf, riskOf } from "./risk.ts";

type Watched = AuditEvent & { readonly seq: number };

/**
 * Follows what people do in sessions and what they are refused, and notes what has to be reviewed. Answers whether
 * something falls due with this very event. Comes after the folds of sessions, grants and debugging.
 */
export function watch(folds: Folds, event: Watched): boolean {
  if (event.org === "platform") return false;
  const login = watchLogin(folds, event);
  const debugging = watchDebugging(folds, event);
  return watchRefusals(folds, event, event.org) || login || debugging;
}

function watchLogin(folds: Folds, event: Watched): boolean {
  const session = event.session && folds.sessions.get(event.session);
  if (!session?.delegate) return false;
  // What is done in the debugger is on the debugging session's own trail.
  const reason = "debugSession" in event ? undefined : riskIn(session, event);
  const trail = follow(folds.reviews.trails.get(session.id), event.seq, reason);
  folds.reviews.trails.set(session.id, trail);
  if (event.type !== "login.ended") return false;
  return openIfRisky(folds, trail.reasons, event.at, () => subjectOfLogin(folds, session));
}

function watchDebugging(folds: Folds, event: Watched): boolean {
  if (!("debugSession" in event)) return false;
  const session = folds.debugging.sessions.get(event.debugSession);
  const login = session?.delegate && folds.sessions.get(session.login);
  if (!session || !login) return false;
  const trail = follow(folds.reviews.trails.get(session.id), event.seq, riskIn(login, event));
  folds.reviews.trails.set(session.id, trail);
  if (event.type !== "debug.ended") return false;
  return openIfRisky(folds, trail.reasons, event.at, () => subjectOfDebugging(folds, session.id, login));
}

const riskIn = ({ caseReference }: Session, event: AuditEvent): Reason | undefined =>
  riskOf.gives({ event, ...(caseReference !== undefined && { caseReference }) });

/** What a review is about, whose trust is at stake, and who had part in it. */
export interface About {
  readonly about: Subject;
  readonly subscriber?: OrgId;
  readonly parties: readonly UserRef[];
}

/** The same of a LoginAs session: its agent, the user it counted as, and whoever gave the login access. */
export const subjectOfLogin = (folds: Pick<Folds, "grants">, session: Session): About => ({
  about: { what: "LoginAs session", session: session.id },
  subscriber: session.user.org,
  parties: partiesOf(folds, session),
});

/** The same of a debugging session, with the session it rests on. */
export const subjectOfDebugging = (folds: Pick<Folds, "grants">, id: DebugSessionId, login: Session): About => ({
  about: { what: "debugging session", debugSession: id },
  subscriber: login.user.org,
  parties: partiesOf(folds, login),
});

function partiesOf({ grants }: Pick<Folds, "grants">, { user, delegate, grant: id }: Session): readonly UserRef[] {
  const grant = id && grants.get(user.org)?.find((one) => one.id === id);
  const giver = grant && { org: user.org, id: grant.savedBy };
  return distinct([...(delegate ? [delegate] : []), user, ...(giver ? [giver] : [])]);
}

/** Each user once. */
export function distinct(users: readonly UserRef[]): readonly UserRef[] {
  const found: UserRef[] = [];
  for (const { org, id } of users) if (!isAmong(found, { org, id })) found.push({ org, id });
  return found;
}

function openIfRisky(folds: Folds, reasons: readonly Reason[], at: Instant, subject: () => About): boolean {
  if (reasons.length === 0) return false;
  return noteDue(folds, at, { ...subject(), reasons, risk: "high", dueAt: deadline.gives({ from: at, of: "high" }) });
}

function noteDue({ reviews }: Folds, at: Instant, opening: Opening): boolean {
  reviews.due.set(keyOfSubject(opening.about), { at, opening });
  return true;
}

function watchRefusals(folds: Folds, event: Watched, org: OrgId): boolean {
  const { at, seq, type, decision, delegateUser: agent, user } = event;
  if (!agent || decision?.effect !== "deny" || !type.endsWith(".refused")) return false;
  const { reviews, policies } = folds;
  const key = keyOfAgent(agent, org);
  const refusals = [...(reviews.refusals.get(key) ?? []), { at, seq }].slice(-policies.refusalBurst);
  const burst = burstOf.gives({ refusals, policies });
  reviews.refusals.set(key, burst ? [] : refusals);
  if (!burst) return false;
  return noteDue(folds, at, {
    about: { what: "records", ...burst },
    reasons: ["burst of refusals"],
    risk: "high",
    subscriber: org,
    parties: distinct([agent, ...(user ? [user] : [])]),
    dueAt: deadline.gives({ from: at, of: "high" }),
  });
}

/** What opens for review by itself, each as the event it will leave. */
export function* reviewsDue({ reviews }: Folds): Generator<AuditEvent, void> {
  const review = formatReviewId(reviews.all.size + 1);
  for (const { at, opening } of reviews.due.values())
    yield { type: "review.opened", at, org: "platform", review, ...opening };
}

/** The sessions that ended in a period, LoginAs and debugging sessions of agents alike, in the order of their ids. */
export function endedIn(
  { sessions, debugging }: Pick<Folds, "sessions" | "debugging">,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): readonly (SessionId | DebugSessionId)[] {
  const ended = [
    ...[...sessions.values()].filter(({ delegate, state }) => delegate && state === "ended"),
    ...[...debugging.sessions.values()].filter(({ delegate }) => delegate),
  ];
  return ended
    .filter(({ end }) => end && from <= end.at && end.at < to)
    .map(({ id }) => id)
    .sort();
}
