import { type Decision, decide } from "#domain/decision.ts";
import type { AuditEvent } from "#domain/events.ts";
import type { SessionId, UserRef } from "#domain/ids.ts";
import { withinLoginHours } from "#domain/login/login-window.ts";
import type { SessionOrigin } from "#domain/login/session.ts";
import { ownOrgOnly } from "#domain/login/sign-in.ts";
import { type Change, companyOf, type OrgRows, rowOf } from "#domain/org.ts";
import type { ConnectedApp, OAuthScope, OAuthToken } from "#domain/power/connected-app.ts";
import { isWorking, type User } from "#domain/user.ts";
import { comesBack, type Named, OAuthRefusal } from "#domain/wire/oauth.ts";
import { started } from "#usecases/login/sign-in.ts";
import type { Ports } from "#usecases/ports.ts";
import type { Outcome, Standing } from "#usecases/until-settled.ts";

/** A session that an app has fetched, and what it can come back with. */
export interface Fetched {
  readonly session: SessionId;
  readonly user: UserRef;
  readonly scopes: readonly OAuthScope[];
  readonly refresh?: Named;
}

interface Admission {
  readonly rows: OrgRows;
  readonly user: User;
  readonly app: ConnectedApp;
  readonly opened: SessionOrigin["opened"];
  readonly scopes: readonly OAuthScope[];
  readonly address?: string;
  /** What it is fetched with, as it is from now on. */
  readonly token?: OAuthToken;
  readonly changes?: readonly Change[];
}

/** Lets an app in as a user, where the user could log in now and from there (LOGIN-25); else that is on record as refused. */
export function admit(ports: Ports, standing: Standing, about: Admission): Outcome<Fetched> {
  const { rows, user, app, scopes, address, token, changes } = about;
  const company = companyOf(rows);
  const decision = decide({ org: company, username: user.username, user }, [ownOrgOnly], ownOrgOnly);
  if (!isWorking(user))
    return refusedFor(standing, about, decision, new OAuthRefusal("inactive_user", "user is inactive"));
  const profile = rowOf(rows.profiles, user.profile);
  const from = { ...(address && { address }) };
  const entering = { by: "user", username: user.username, ...(profile && { profile }), ...from } as const;
  const window = decide({ now: standing.now, entering }, [withinLoginHours], withinLoginHours);
  if (window.effect === "deny") return refusedFor(standing, about, window, notFromThere());
  const { value, ...outcome } = started(ports, standing, {
    ref: { org: company.id, id: user.id },
    company,
    mfa: false,
    myDomain: false,
    decision,
    through: throughOf(about),
    ...from,
    ...(changes && { changes }),
  });
  const refresh = token && comesBack(scopes, app) ? { id: token.id, generation: token.generation } : undefined;
  if (!value) return outcome;
  const { session, user: ref } = value;
  return { ...outcome, value: { session, user: ref, scopes, ...(refresh && { refresh }) } };
}

/** What an app is told whom login hours or IP ranges keep out. */
export const notFromThere = (): OAuthRefusal =>
  new OAuthRefusal("invalid_grant", "ip restricted or invalid login hours");

const throughOf = ({ opened, app, scopes, token }: Admission): SessionOrigin => ({
  opened,
  app: app.name,
  scopes,
  ...(token && { oauthToken: token.id }),
});

/** A refusal of a user who is known, as it goes on record. */
export function refusedFor(
  { now }: Standing,
  about: Admission,
  decision: Decision,
  fault: OAuthRefusal,
): Outcome<Fetched> {
  const { rows, user, address } = about;
  const { id: org } = companyOf(rows);
  const event: AuditEvent = {
    type: "session.refused",
    at: now,
    org,
    user: { org, id: user.id },
    decision,
    username: user.username,
    ...(address && { address }),
    through: throughOf(about),
  };
  return { decision, events: [event], fault };
}
