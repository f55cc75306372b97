import { maySave } from "#domain/debug/saving.ts";
import { allow, type Decision, decide } from "#domain/decision.ts";
import type { AuditEvent } from "#domain/events.ts";
import { Fault } from "#domain/fault.ts";
import { standingAccess } from "#domain/grant/at-login.ts";
import { isRunning } from "#domain/grant/grant.ts";
import type { OrgId, SessionId, UserId, UserRef } from "#domain/ids.ts";
import { CONTINUING, mayContinue } from "#domain/login/continuing.ts";
import { activityCounts, type Session } from "#domain/login/session.ts";
import { answeredByTheUser } from "#domain/login/waiting.ts";
import { channelsOf, permissionsWithin } from "#domain/login/within.ts";
import { companyOf, type Org, type OrgRows, rowOf } from "#domain/org.ts";
import { pageRight } from "#domain/power/page-right.ts";
import type { Entitlements, Permission, User } from "#domain/user.ts";
import type { Answer, Ports } from "./ports.ts";
import { type Standing, untilSettled } from "./until-settled.ts";

/** A user as the rules see one: the row, the org it belongs to, and what profile and permission sets open. */
export interface Person {
  readonly ref: UserRef;
  readonly user: User;
  readonly org: Org;
  readonly rows: OrgRows;
  readonly entitlements: Entitlements;
}

/** Who is at work in an org: the user the session counts as and, in a LoginAs session, who is really at the keyboard. */
export interface Acting extends Person {
  readonly session: Session;
  readonly delegate?: Person;
}

type Without<Event, Key extends PropertyKey> = Event extends unknown ? Omit<Event, Key> : never;
/** An event without the envelope, which `act` fills in; an act that reaches into another org names that org and user. */
export type Happening = Without<AuditEvent, "at" | "org" | "user" | "delegateUser" | "session" | "decision"> &
  Partial<Pick<AuditEvent, "org" | "user" | "delegateUser" | "session" | "decision">>;

/** What every event of one act has in common. */
type Envelope = Pick<AuditEvent, "at" | "delegateUser"> & {
  readonly org: OrgId;
  readonly user: UserRef;
  readonly session: SessionId;
};

interface Act {
  /** The org whose session this must be, and in which it happens. */
  readonly org: OrgId;
  /** What is being tried, in words that can follow "refused to": `view Apex class InvoiceService`. */
  readonly name: string;
  /** The permission the page asks of the user (POWER-08). */
  readonly needs?: Permission;
  /** The act's own rules ask whether whoever holds the session may still work (LOGIN-01), so this need not (LOGIN-16). */
  readonly asksTheAgent?: true;
  /** What of the org's code, permissions or settings it saves, which nobody can while somebody debugs there (DEBUG-37). */
  readonly saves?: string;
  /** The event that a refusal leaves; `power.refused` where no area has its own. */
  readonly refusal?:
    | "power.refused"
    | "lmo.refused"
    | "debug.refused"
    | "license.refused"
    | "log.refused"
    | "trace.refused";
}

/** What an act comes to: the answer, and what goes on record for it. */
export interface Done<Value> extends Answer<Value> {
  readonly happenings?: readonly Happening[];
  /** Thrown once the happenings are on record: for what is no rule's refusal. */
  readonly fault?: Fault;
}

/**
 * One act by whoever holds a session, in the session's own org. Ends a LoginAs session that must not go on, asks for
 * the page's permission, then hands over to the act's own rules. Everything a LoginAs session does and every refusal
 * is put on record, before anything of it is seen.
 * Fault INVALID_SESSION_ID when the session is unknown, over, or of another org.
 */
export function act<Value>(
  ports: Ports,
  id: SessionId,
  about: Act,
  decideOn: (acting: Acting, standing: Standing) => Promise<Done<Value>> | Done<Value>,
): Promise<Answer<Value>> {
  const { org, name, needs, asksTheAgent, saves, refusal = "power.refused" } = about;
  return untilSettled(ports, async (standing) => {
    const session = activeSession(standing, id, org);
    const acting = await actingAs(standing, session);
    const envelope: Envelope = {
      at: standing.now,
      org,
      user: session.user,
      session: session.id,
      ...(session.delegate && { delegateUser: session.delegate }),
    };
    const waiting = { does: "work", waiting: session.state !== "active", username: acting.user.username } as const;
    const blocked = session.delegate && decide(waiting, [answeredByTheUser], answeredByTheUser);
    if (blocked?.effect === "deny")
      return { decision: blocked, events: [{ type: refusal, ...envelope, decision: blocked, act: name }] };
    const ending = asksTheAgent && !session.delegate ? undefined : continuing(acting, standing);
    if (ending?.effect === "deny") {
      const reason = CONTINUING[ending.rule as keyof typeof CONTINUING];
      const type = session.delegate ? "login.ended" : "session.ended";
      return { decision: ending, events: [{ type, ...envelope, decision: ending, reason }] };
    }
    const door = ports.door === "API" ? throughApi(acting, name) : undefined;
    if (door?.effect === "deny")
      return { decision: door, events: [{ type: "power.refused", ...envelope, decision: door, act: CALLING }] };
    const page = needs === undefined ? undefined : decide({ person: acting, needs, name }, [pageRight], pageRight);
    const wanted: Tried<Value> = page?.effect === "deny" ? { decision: page } : await tried(acting, standing, decideOn);
    const inTheOrg = saves === undefined ? [] : standing.debugSessionsOf(org);
    const saving = saves && maySave({ org: acting.org, what: saves, inTheOrg, policies: standing.policies });
    const isInTheWay = saving && saving.effect === "deny" && wanted.decision.effect === "allow" && !wanted.fault;
    if (wanted.broken) {
      const failed: AuditEvent = { type: "audit.act-failed", ...envelope, act: name };
      return { decision: wanted.decision, events: [failed], fault: wanted.broken };
    }
    const done: Done<Value> = isInTheWay ? { decision: saving } : wanted;
    const { decision, value, fault } = done;
    const happenings = [...(done.happenings ?? []), ...recompiling(done, saves, inTheOrg)];
    const events = happenings.map(
      (happening) => ({ ...envelopeOf(envelope, happening), decision, ...happening }) as AuditEvent,
    );
    if (events.length === 0) {
      if (decision.effect === "deny") events.push({ type: refusal, ...envelope, decision, act: name });
      else if (session.delegate)
        events.push({ type: "login.visited", ...envelope, decision, page: name, ...(fault && { fault: fault.code }) });
    }
    const recorded = events.some((event) => event.session === session.id);
    if (!recorded && activityCounts(session, standing.now)) events.push({ type: "session.extended", ...envelope });
    return {
      decision,
      events,
      ...(fault && { fault }),
      ...(value !== undefined && decision.effect === "allow" && { value }),
    };
  });
}

/**
 * What the envelope of an act says of one happening. A session says something about its own org and its own user only; a
 * happening that names a user also names who was at the keyboard, if that was anybody else, and in which session.
 */
function envelopeOf(act: Envelope, { org, user }: Happening): Partial<Envelope> {
  const { session, delegateUser, ...always } = act;
  const own = user === undefined && (org === undefined || org === act.org);
  return { ...always, ...(own && { session }), ...(!user && delegateUser && { delegateUser }) };
}

/** What was saved all the same compiles the org anew, and so ends whoever debugs there (policy `metadataSaveDuringDebug`). */
const recompiling = (
  { decision, happenings = [] }: Done<unknown>,
  what: string | undefined,
  debugged: readonly unknown[],
): readonly Happening[] =>
  what && decision.effect === "allow" && happenings.length > 0 && debugged.length > 0
    ? [{ type: "org.recompiled", what }]
    : [];

/** What an act comes to, or the error of the simulator's own at which it broke off. */
interface Tried<Value> extends Done<Value> {
  readonly broken?: unknown;
}

/** What goes wrong in a LoginAs session is put on record like all that is done there; for the user's own it is thrown at once. */
async function tried<Value>(
  acting: Acting,
  standing: Standing,
  decideOn: (acting: Acting, standing: Standing) => Promise<Done<Value>> | Done<Value>,
): Promise<Tried<Value>> {
  try {
    return await decideOn(acting, standing);
  } catch (error) {
    if (!(error instanceof Fault)) return { decision: asTheUserMay(), broken: error };
    if (!acting.session.delegate) throw error;
    return { decision: asTheUserMay(), fault: error };
  }
}

/** The session, if it is one of this org and not over; it may still wait for approval. */
function activeSession(standing: Standing, id: SessionId, org: OrgId): Session {
  const session = standing.session(id);
  if (!session) throw new Fault("INVALID_SESSION_ID", "no such session; log in first");
  if (session.user.org !== org)
    throw new Fault("INVALID_SESSION_ID", `this session is not for org "${org}"; log in there`);
  if (session.end) throw new Fault("INVALID_SESSION_ID", `the session is over: ${session.end.because}; log in again`);
  return session;
}

/** What is refused to whoever may not use the API at all, whatever it was for. */
const CALLING = "call the API";

/** May this be done by the API? Fault INSUFFICIENT_ACCESS where the session does not serve it, since there is no other login (LOGIN-21). */
function throughApi(acting: Acting, name: string): Decision {
  if (!channelsOf.gives(acting.session).includes("API"))
    // Never INVALID_SESSION_ID: a client would fetch another session like this one, and another, without end.
    throw new Fault("INSUFFICIENT_ACCESS", "This session is not valid for use with the REST API");
  return decide({ person: acting, needs: "API Enabled", name }, [pageRight], pageRight);
}

function continuing(acting: Acting, standing: Standing): Decision {
  const { session, user, org } = acting;
  const grant = session.grant && standing.grants(org.id).find(({ id }) => id === session.grant);
  return mayContinue({
    user,
    accessRuns: session.grant
      ? grant !== undefined && isRunning(grant, standing.now)
      : needsNoGrant(session, org, standing),
    onGrantEnd: standing.policies.onGrantEndDuringSession,
  });
}

/** Own sessions and those of the org's own administrators rest on no grant, a publisher's on the any-user switch (C-01). */
const needsNoGrant = ({ delegate }: Session, org: Org, { policies }: Standing): boolean =>
  delegate === undefined || delegate.org === org.id || standingAccess(org, policies);

async function actingAs(standing: Standing, session: Session): Promise<Acting> {
  const person = personIn(await standing.org(session.user.org), session.user);
  if (!session.delegate) return { ...person, session };
  const delegate = await personOf(standing, session.delegate);
  const entitlements = permissionsWithin.gives({ user: person.entitlements, agent: delegate.entitlements });
  return { ...person, entitlements, session, delegate };
}

/**
 * Who is at work in a session, for what goes on in it by itself, as a stream does. It is no act: it leaves nothing on
 * record and keeps no session alive. But a session that must not go on ends here as at any act. Nothing where it is over.
 */
export async function atWork(ports: Ports, id: SessionId): Promise<Acting | undefined> {
  const { value } = await untilSettled<Acting>(ports, async (standing) => {
    const session = standing.session(id);
    if (session?.state !== "active") return { decision: asTheUserMay(), events: [] };
    const acting = await actingAs(standing, session);
    const decision = continuing(acting, standing);
    if (decision.effect === "allow") return { decision, events: [], value: acting };
    const { user, delegate: delegateUser } = session;
    const envelope = { at: standing.now, org: user.org, user, session: id, ...(delegateUser && { delegateUser }) };
    const reason = CONTINUING[decision.rule as keyof typeof CONTINUING];
    const type = delegateUser ? "login.ended" : "session.ended";
    return { decision, events: [{ type, ...envelope, decision, reason }] };
  });
  return value;
}

/** A user of an org with all that the rules may ask about. Fault NOT_FOUND when there is no such user or org. */
export const personOf = async (standing: Standing, ref: UserRef): Promise<Person> =>
  personIn(await standing.org(ref.org), ref);

/** Made once for the rows of an org as they stand, since every request asks. */
const people = new WeakMap<OrgRows, Map<UserId, Person>>();

/** The same in the rows of the org. Fault NOT_FOUND when there is no such user. */
function personIn(rows: OrgRows, ref: UserRef): Person {
  let known = people.get(rows);
  if (!known) {
    known = new Map();
    people.set(rows, known);
  }
  let person = known.get(ref.id);
  if (!person) {
    const user = rowOf(rows.users, ref.id);
    if (!user) throw new Fault("NOT_FOUND", `no user with id "${ref.id}" in org "${ref.org}"`);
    person = { ref, user, org: companyOf(rows), rows, entitlements: entitlementsOf(rows, user) };
    known.set(ref.id, person);
  }
  return person;
}

/** By the user, with the tables that they are drawn from: what others work out of them holds as long as they do. */
const entitled = new WeakMap<User, Pick<OrgRows, "profiles" | "permissionSets"> & { readonly gives: Entitlements }>();

/** What a user's profile and permission sets open; the same object for as long as nothing changes in them. */
export function entitlementsOf({ profiles, permissionSets }: OrgRows, user: User): Entitlements {
  const known = entitled.get(user);
  if (known?.profiles === profiles && known.permissionSets === permissionSets) return known.gives;
  const profile = rowOf(profiles, user.profile);
  if (!profile) throw new Error(`user "${user.username}" has no profile`);
  const gives = { profile, permissionSets: user.permissionSets.flatMap((id) => rowOf(permissionSets, id) ?? []) };
  entitled.set(user, { profiles, permissionSets, gives });
  return gives;
}

/** An allow for what no rule restricts beyond the page's own permission. */
export const asTheUserMay = (): Decision => allow(pageRight);

/** What the operator, who stands outside all orgs, does to the simulator: recorded like any act, asked of no rule. */
export async function operate<Value>(
  ports: Ports,
  doIt: (
    standing: Standing,
  ) => Promise<{ readonly events: readonly Without<AuditEvent, "at">[]; readonly value: Value }>,
): Promise<Value> {
  let outcome: { readonly value: Value } | undefined;
  await untilSettled(ports, async (standing) => {
    const { events, value } = await doIt(standing);
    outcome = { value };
    return { decision: asTheUserMay(), events: events.map((event) => ({ at: standing.now, ...event }) as AuditEvent) };
  });
  if (!outcome) throw new Error("an operator's act without an outcome");
  return outcome.value;
}
