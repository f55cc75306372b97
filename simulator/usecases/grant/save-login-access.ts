import { allow, decide } from "#domain/decision.ts";
import { Fault } from "#domain/fault.ts";
import { endOfAccess } from "#domain/grant/duration.ts";
import { type Party, runningGrant } from "#domain/grant/grant.ts";
import { countsAsChange, maySave, ownAccount, type SaveFacts, takesEffect } from "#domain/grant/rules.ts";
import type { SessionId, UserId } from "#domain/ids.ts";
import { notTakenBack } from "#domain/login/rules.ts";
import { rowOf } from "#domain/org.ts";
import type { AccessDuration } from "#domain/policies.ts";
import type { Instant } from "#domain/time.ts";
import { type Acting, act, type Happening, type Person } from "#usecases/act.ts";
import { flagged, mayProlong } from "#usecases/login/by-agent.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { rowFacts } from "./row-facts.ts";

export interface SaveLoginAccess {
  readonly party: Party;
  readonly duration: AccessDuration | "no access";
  /** Whose account to open; the own one when nothing is said (GRANT-18). */
  readonly account?: UserId;
}

type SaveDuration = SaveLoginAccess & { readonly duration: AccessDuration };

export interface AccessSaved {
  /** When the access ends; absent after "no access". */
  readonly endsAt?: Instant;
}

/** A user chooses an access duration in a row of the grant page and saves it. Fault NOT_FOUND when there is no such account. */
export const saveLoginAccess =
  (ports: Ports) =>
  (user: SessionId, request: SaveLoginAccess): Promise<Answer<AccessSaved>> =>
    choose(ports, user, request, "grant login access", true);

/** The same choice before it is saved: answers when access would end, and grants nothing (GRANT-02). */
export const chooseLoginAccess =
  (ports: Ports) =>
  (user: SessionId, request: SaveLoginAccess): Promise<Answer<AccessSaved>> =>
    choose(ports, user, request, "choose an access duration", false);

const choose = (ports: Ports, session: SessionId, request: SaveLoginAccess, name: string, saved: boolean) =>
  act<AccessSaved>(ports, session, { org: orgOfSession(ports, session), name }, async (acting, standing) => {
    const { party, duration } = request;
    const prolonging = mayProlong(acting, standing, duration !== "no access");
    if (prolonging.effect === "deny")
      return { decision: prolonging, happenings: [{ type: "grant.refused", party, duration }] };
    const { happening, ...answer } = await (duration === "no access"
      ? takeBack(standing, acting, request)
      : give(ports, standing, acting, { ...request, duration }));
    const recorded = answer.decision.effect === "deny" || takesEffect.gives({ saved });
    return { ...answer, ...(happening && recorded && { happenings: [flagged(acting, happening)] }) };
  });

interface Chosen extends Answer<AccessSaved> {
  /** What goes on record once the choice is saved. */
  readonly happening?: Happening;
}

/** Asks no listing rule: access can be taken back at any moment (GRANT-07). */
async function takeBack(standing: Standing, acting: Acting, request: SaveLoginAccess): Promise<Chosen> {
  const { party, duration } = request;
  const facts = await accountFacts(standing, acting, request);
  const decision = decide(facts, [ownAccount], notTakenBack);
  const account = besides(acting, facts.account.id);
  if (decision.effect === "deny")
    return { decision, happening: { type: "grant.refused", party, duration, ...account } };
  const running = runningGrant(standing.grants(acting.org.id), facts.account.id, party, standing.now);
  if (!running) return { decision, value: {} };
  return { decision, happening: { type: "grant.revoked", grant: running.id, party, ...account }, value: {} };
}

async function give(ports: Ports, standing: Standing, acting: Acting, request: SaveDuration): Promise<Chosen> {
  const { party, duration } = request;
  const facts = await saveFacts(standing, acting, request);
  const account = besides(acting, facts.account.id);
  const decision = maySave(facts);
  if (decision.effect === "deny")
    return { decision, happening: { type: "grant.refused", party, duration, ...account } };
  const endsAt = endOfAccess({
    from: standing.now,
    duration,
    granularity: standing.policies.grantExpiryGranularity,
    timeZone: acting.user.timeZone,
  });
  const running = runningGrant(standing.grants(acting.org.id), facts.account.id, party, standing.now);
  const about = { party, duration, endsAt, ...account };
  if (running && countsAsChange.gives({ running })) {
    const happening: Happening = { type: "grant.changed", grant: running.id, ...about, before: running.endsAt };
    return { decision: allow(countsAsChange), happening, value: { endsAt } };
  }
  return { decision, happening: { type: "grant.given", grant: ports.ids.next("Grant"), ...about }, value: { endsAt } };
}

const besides = (acting: Acting, account: UserId) => (account === acting.user.id ? {} : { account });

/** Gathers what saving a duration is asked; asked by the page itself and by an explanation of it. */
async function saveFacts(standing: Standing, person: Person, request: SaveDuration): Promise<SaveFacts> {
  return { ...(await accountFacts(standing, person, request)), duration: request.duration };
}

async function accountFacts(standing: Standing, person: Person, { party, account }: SaveLoginAccess) {
  const opened = account === undefined ? person.user : rowOf(person.rows.users, account);
  if (!opened) throw new Fault("NOT_FOUND", `no user with id "${account}" in org "${person.org.id}"`);
  return { ...(await rowFacts(standing, person, party)), account: opened, policies: standing.policies };
}
