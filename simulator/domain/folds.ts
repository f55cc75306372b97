import { type Erasures, erasuresAfter, NO_ERASURES } from "./audit/erasure.ts";
import { debuggingDue, dueIn } from "./debug/due.ts";
import { type Debugging, foldDebugging, noDebugging } from "./debug/fold.ts";
import { foldWorkbenches } from "./debug/thread-fold.ts";
import { dueAt, threadsDue } from "./debug/threads-due.ts";
import type { Workbenches } from "./debug/workbench.ts";
import type { AuditEvent, Stream } from "./events.ts";
import { GRANT_STEPS } from "./grant/events.ts";
import type { Grant } from "./grant/grant.ts";
import type { DebugSessionId, GrantId, OrgId, SessionId } from "./ids.ts";
import { type ExpiringLicenses, licensesDue, noteLicense } from "./license/expiring.ts";
import { loggingDue } from "./log/due.ts";
import { NO_TRACING, type Tracing, tracingAfter } from "./log/fold.ts";
import { LogIndex } from "./log/stored.ts";
import { LOGIN_STEPS } from "./login/events.ts";
import { activityCounts, idleEnd, isLoginAs, type Session } from "./login/session.ts";
import { waitsUntil } from "./login/waiting.ts";
import { INSTANCE_STEPS, type Instances } from "./platform/instance.ts";
import { DEFAULT_POLICIES, type Policies } from "./policies.ts";
import { foldReviewing, noReviews, type Reviews } from "./review/fold.ts";
import { reviewsDue, watch } from "./review/watch.ts";
import { stepped } from "./steps.ts";
import type { Instant } from "./time.ts";

/** What the log adds up to. There is no other record of grants, sessions and policies than these sums. */
export interface Folds {
  /** Number of the last event of each org and of the platform. */
  readonly heads: Map<Stream, number>;
  /** The orgs that are on record: as part of a world, or by an event of their own. */
  readonly orgs: Set<OrgId>;
  readonly grants: Map<OrgId, readonly Grant[]>;
  readonly sessions: Map<SessionId, Session>;
  /** The grants and sessions that time can still end. */
  readonly running: {
    readonly grants: Map<GrantId, { readonly org: OrgId; readonly grant: Grant }>;
    readonly sessions: Map<SessionId, Session>;
  };
  /** The package licenses that time will end. */
  readonly expiringLicenses: ExpiringLicenses;
  readonly debugging: Debugging;
  /** Trace flags and debug levels. */
  tracing: Tracing;
  /** The debug logs there are, by what events say of their rows. */
  readonly debugLogs: LogIndex;
  /** What each debugging session has set and is debugging. */
  readonly workbenches: Workbenches;
  /** Peak load and maintenance, by instance. */
  instances: Instances;
  policies: Policies;
  /** Legal holds, and erasures that are not done yet. */
  erasures: Erasures;
  /** Reviews, samples, and what is to be reviewed. */
  readonly reviews: Reviews;
  /** Nothing falls due before this instant; a lower bound, so that most acts need not look at what is running. */
  quietUntil: Instant | undefined;
}

export const emptyFolds = (): Folds => ({
  heads: new Map(),
  orgs: new Set(),
  grants: new Map(),
  sessions: new Map(),
  running: { grants: new Map(), sessions: new Map() },
  expiringLicenses: new Map(),
  debugging: noDebugging(),
  tracing: NO_TRACING,
  debugLogs: new LogIndex(),
  workbenches: new Map(),
  instances: new Map(),
  policies: DEFAULT_POLICIES,
  erasures: NO_ERASURES,
  reviews: noReviews(),
  quietUntil: undefined,
});

/** Takes one more event in; `seq` is its number in the log, `orgSeq` that within its org. */
export function fold(folds: Folds, event: AuditEvent & { readonly seq: number; readonly orgSeq: number }): void {
  folds.heads.set(event.org, event.orgSeq);
  if (event.org !== "platform") folds.orgs.add(event.org);
  foldSession(folds, event);
  foldGrants(folds, event);
  if (foldDebugging(folds.debugging, event)) noteDue(folds, event.at);
  folds.tracing = tracingAfter(folds.tracing, event);
  foldRows(folds, event);
  foldWorkbenches(folds.workbenches, event);
  folds.instances = stepped(INSTANCE_STEPS, folds.instances, event);
  foldReviewing(folds.reviews, event);
  if (watch(folds, event)) noteDue(folds, event.at);
  if ("debugSession" in event) noteDebugging(folds, event.debugSession);
  switch (event.type) {
    case "audit.hold-placed":
    case "audit.hold-released":
    case "audit.erasure-requested":
    case "audit.erased":
      folds.erasures = erasuresAfter(folds.erasures, event);
      return;
    case "world.loaded":
      folds.quietUntil = undefined;
      return;
    case "policy.changed":
      folds.policies = { ...folds.policies, [event.policy]: event.value };
      folds.quietUntil = undefined;
      return;
    default:
      // What an area folds by a table of its own may have brought something nearer.
      if (BRINGS_NEARER.test(event.type)) folds.quietUntil = undefined;
  }
}

/** Events of areas that reckon anew what is due, whenever something of theirs happens. */
const BRINGS_NEARER = /^(?:instance\.|log\.trace-flag-|audit\.opened$)/;

/** What time does to rows: debug logs age, and licenses expire. */
function foldRows(folds: Folds, { org, at, changes }: AuditEvent): void {
  if (!changes || org === "platform") return;
  const due = folds.debugLogs.change(org, at, changes);
  if (due) noteDue(folds, due);
  for (const { table, id, row } of changes) if (table === "packageLicenses") noteExpiry(folds, org, id, row, at);
}

const NO_GRANTS: readonly Grant[] = [];

function foldGrants(folds: Folds, event: AuditEvent): void {
  if (event.org === "platform" || !("grant" in event)) return;
  const before = folds.grants.get(event.org) ?? NO_GRANTS;
  const grants = stepped(GRANT_STEPS, before, event);
  if (grants === before) return;
  folds.grants.set(event.org, grants);
  const grant = grants.findLast(({ id }) => id === event.grant);
  if (grant && !grant.end) {
    folds.running.grants.set(grant.id, { org: event.org, grant });
    noteDue(folds, grant.endsAt);
  } else if (event.grant) {
    folds.running.grants.delete(event.grant);
    // A login that waits for approval ends with the login access it rests on (LOGIN-09).
    if ([...folds.running.sessions.values()].some((one) => one.grant === event.grant)) noteDue(folds, event.at);
  }
}

function foldSession(folds: Folds, event: AuditEvent): void {
  if (!event.session) return;
  const before = folds.sessions.get(event.session);
  const counts = before?.state === "active" && activityCounts(before, event.at);
  const after = stepped(LOGIN_STEPS, counts ? { ...before, lastActiveAt: event.at } : before, event);
  if (after && after !== before) keep(folds, after);
}

function keep(folds: Folds, session: Session): void {
  folds.sessions.set(session.id, session);
  if (session.end) {
    folds.running.sessions.delete(session.id);
    folds.debugging.prepared.delete(session.id);
    // A debugging session ends with the LoginAs session it rests on (DEBUG-14).
    if ([...folds.debugging.running.values()].some(({ login }) => login === session.id)) noteDue(folds, session.end.at);
    return;
  }
  folds.running.sessions.set(session.id, session);
  const end = sessionDue(folds, session);
  if (end) noteDue(folds, end);
}

/** What comes next of one debugging session and its threads. */
function noteDebugging(folds: Folds, id: DebugSessionId): void {
  const [session, bench] = [folds.debugging.running.get(id), folds.workbenches.get(id)];
  if (session) for (const { at } of dueIn(folds, session)) noteDue(folds, at);
  if (bench) for (const { at } of dueAt(bench)) noteDue(folds, at);
}

function noteExpiry(folds: Folds, ...license: Tail<Parameters<typeof noteLicense>>): void {
  const at = noteLicense(folds.expiringLicenses, ...license);
  if (at) noteDue(folds, at);
}

type Tail<List extends readonly unknown[]> = List extends readonly [unknown, ...infer Rest] ? Rest : never;

function noteDue(folds: Folds, at: Instant): void {
  if (folds.quietUntil && at < folds.quietUntil) folds.quietUntil = at;
}

/** When time ends a session: an active one by idleness, one that waits as LOGIN-09 says. */
function sessionDue(folds: Folds, session: Session): Instant | undefined {
  if (session.state === "active") return idleEnd.gives(session);
  const grant = folds.grants.get(session.user.org)?.findLast(({ id }) => id === session.grant);
  const accessEndsAt = grant && (grant.end?.at ?? grant.endsAt);
  return waitsUntil.gives({
    since: session.startedAt,
    timeout: session.patience ?? "none",
    ...(accessEndsAt && { accessEndsAt }),
  });
}

/** What time does to sessions. */
function* sessionsDue(folds: Folds): Generator<AuditEvent, void> {
  for (const session of folds.running.sessions.values()) {
    const at = sessionDue(folds, session);
    if (!at) continue;
    const about = {
      at,
      org: session.user.org,
      user: session.user,
      session: session.id,
      ...(session.delegate && { delegateUser: session.delegate }),
    };
    if (session.state === "awaiting approval") {
      const patience = waitsUntil.gives({ since: session.startedAt, timeout: session.patience ?? "none" });
      const reason = patience && patience <= at ? "timed out" : "login access ended";
      yield { type: "login.refused", ...about, reason };
    } else yield { type: isLoginAs(session) ? "login.ended" : "session.ended", ...about, reason: "timed out" };
  }
}

function* grantsDue({ running }: Folds): Generator<AuditEvent, void> {
  for (const { org, grant } of running.grants.values()) {
    const user = { org, id: grant.user };
    yield { type: "grant.expired", at: grant.endsAt, org, user, grant: grant.id, party: grant.party };
  }
}

/**
 * What each area has that happens by itself; of two things at one instant the earlier area's comes first. Asked for the
 * soonest only, an area may leave out the others.
 */
const BY_THEMSELVES: readonly ((folds: Folds, only?: "soonest") => Iterable<AuditEvent>)[] = [
  sessionsDue,
  grantsDue,
  debuggingDue,
  loggingDue,
  threadsDue,
  licensesDue,
  reviewsDue,
];

/** All that will happen by itself if nobody does anything, soonest first, each as the event it will leave. */
export const allDue = (folds: Folds): readonly AuditEvent[] =>
  BY_THEMSELVES.flatMap((due) => [...due(folds)]).sort((one, other) =>
    one.at < other.at ? -1 : one.at > other.at ? 1 : 0,
  );

/** The next thing that happens by itself; nothing when nothing is running. */
function nextDue(folds: Folds): AuditEvent | undefined {
  let next: AuditEvent | undefined;
  for (const due of BY_THEMSELVES)
    for (const event of due(folds, "soonest")) if (!next || event.at < next.at) next = event;
  return next;
}

/** The next thing due at or before this instant. Looks only when something may be due. */
export function dueBy(folds: Folds, now: Instant): AuditEvent | undefined {
  if (folds.quietUntil && now < folds.quietUntil) return undefined;
  const next = nextDue(folds);
  if (next && next.at <= now) return next;
  folds.quietUntil = next?.at ?? ("9999-12-31T23:59:59.999Z" as Instant);
  return undefined;
}
