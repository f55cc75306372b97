import { type Decision, decide } from "#domain/decision.ts";
import { Fault } from "#domain/fault.ts";
import type { OrgId, SessionId, UserRef } from "#domain/ids.ts";
import { withinLoginHours } from "#domain/login/login-window.ts";
import type { Session, SessionOrigin } from "#domain/login/session.ts";
import { levelAfter, ownOrgOnly, userNamed } from "#domain/login/sign-in.ts";
import { type Change, companyOf, type Org, rowOf } from "#domain/org.ts";
import { isWorking } from "#domain/user.ts";
import { personOf } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { type Outcome, orgIfAny, type Standing, untilSettled } from "#usecases/until-settled.ts";

export interface SignIn {
  readonly org: OrgId;
  readonly username: string;
  readonly password: string;
  /** The one-time code of the user's device; without it the session is no multi-factor one. */
  readonly code?: string;
  /** Logged in at the org's own My Domain address (LMO-19). */
  readonly myDomain?: boolean;
  /** IPv4 address the login comes from, for the IP ranges of the profile (LOGIN-25). */
  readonly address?: string;
  /** What a client logs in with, where it is no person at a page. */
  readonly through?: SessionOrigin;
}

export interface SignedIn {
  readonly session: SessionId;
  readonly user: UserRef;
  readonly level: Session["level"];
}

const invalidLogin = () =>
  new Fault("INVALID_LOGIN", "invalid username, password or code, or the user is locked out; check all three");

/**
 * A person logs in to an org with own credentials.
 * Refused outside the login hours and IP ranges of the profile, which is told only to who knows the password.
 * Fault INVALID_LOGIN when password or code is wrong or the user is inactive or frozen; that, too, is on record.
 */
export const signIn =
  (ports: Ports) =>
  async ({ org, username, password, code, myDomain = false, address, through }: SignIn): Promise<Answer<SignedIn>> => {
    const fits = await credentialsFit(ports, org, username, password, code);
    return untilSettled<SignedIn>(ports, async (standing) => {
      const rows = await orgIfAny(standing, org);
      if (!rows) throw invalidLogin();
      const company = companyOf(rows);
      const from = { ...(address && { address }), ...(through && { through }) };
      const user = userNamed(rows, username);
      const decision = decide({ org: company, username, ...(user && { user }) }, [ownOrgOnly], ownOrgOnly);
      const refusal = { type: "session.refused", at: standing.now, org, decision, username, ...from } as const;
      if (!user) return { decision, events: [refusal] };
      const ref = { org, id: user.id };
      if (!fits || !isWorking(user)) return { decision, events: [{ ...refusal, user: ref }], fault: invalidLogin() };
      const profile = rowOf(rows.profiles, user.profile);
      const entering = {
        by: "user",
        username: user.username,
        ...(profile && { profile }),
        ...(address && { address }),
      } as const;
      const window = decide({ now: standing.now, entering }, [withinLoginHours], withinLoginHours);
      if (window.effect === "deny") return { decision: window, events: [{ ...refusal, decision: window, user: ref }] };
      return started(ports, standing, { ref, company, mfa: code !== undefined, myDomain, decision, ...from });
    });
  };

/** Checked once and before the decision, since a one-time code is good for one use only. */
async function credentialsFit(ports: Ports, org: OrgId, username: string, password: string, code?: string) {
  const known = await ports.orgs.list();
  const user = known.includes(org) ? userNamed(await ports.orgs.of(org), username) : undefined;
  if (!user) return false;
  const ref = { org, id: user.id };
  const now = ports.clock.now();
  return (
    (await ports.credentials.passwordFits(ref, password)) &&
    (code === undefined || (await ports.credentials.codeFits(ref, code, now)))
  );
}

/** The operator takes the place of a person without credentials; on record as a session that nobody refused. */
export const takePlaceOf =
  (ports: Ports) =>
  async (
    user: UserRef,
    { mfa, myDomain = false, ...from }: Pick<SignIn, "myDomain" | "address"> & { readonly mfa: boolean },
  ): Promise<SignedIn> => {
    const { value } = await untilSettled<SignedIn>(ports, async (standing) => {
      const person = await personOf(standing, user);
      const decision = decide(
        { org: person.org, username: person.user.username, user: person.user },
        [ownOrgOnly],
        ownOrgOnly,
      );
      const about = { ref: user, company: person.org, mfa, myDomain, decision, byOperator: true } as const;
      return started(ports, standing, { ...about, ...from });
    });
    if (!value) throw invalidLogin();
    return value;
  };

interface Starting {
  readonly ref: UserRef;
  readonly company: Org;
  readonly mfa: boolean;
  readonly myDomain: boolean;
  readonly decision: Decision;
  readonly address?: string;
  readonly byOperator?: true;
  readonly through?: SessionOrigin;
  /** The rows that change as the session begins. */
  readonly changes?: readonly Change[];
}

/** The beginning of a session of the user's own, once nothing stands against it. */
export function started(ports: Ports, { now, policies }: Standing, about: Starting): Outcome<SignedIn> {
  const { ref, company, mfa, myDomain, decision, address, byOperator, through, changes } = about;
  const session = ports.ids.next("AuthSession");
  const level = levelAfter(mfa, company);
  const timeout = company.settings.sessionTimeout ?? policies.sessionIdleTimeout;
  const event = { type: "session.started", at: now, org: ref.org, user: ref, session, decision } as const;
  const from = { ...(address && { address }), ...(byOperator && { byOperator }), ...(through && { through }) };
  return {
    decision,
    events: [{ ...event, mfa, level, myDomain, timeout, ...from, ...(changes && { changes }) }],
    value: { session, user: ref, level },
  };
}
