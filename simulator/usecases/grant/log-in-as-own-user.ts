import { decide, type Rule } from "#domain/decision.ts";
import { Fault } from "#domain/fault.ts";
import { runningGrant } from "#domain/grant/grant.ts";
import { letsOwnAdministratorsIn, type OwnUserFacts } from "#domain/grant/own-administrators.ts";
import type { SessionId, UserId } from "#domain/ids.ts";
import { noLoginAsWithin, userWorks } from "#domain/login/rules.ts";
import type { Session } from "#domain/login/session.ts";
import { rowOf } from "#domain/org.ts";
import { act, type Happening } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";

export interface OwnUserSession {
  readonly session: SessionId;
  readonly state: Extract<Session["state"], "active">;
}

interface Facts extends OwnUserFacts {
  readonly agent: { readonly session: Pick<Session, "delegate"> };
  readonly subscriber: OwnUserFacts["org"];
  readonly asked: string;
}

/** What stands before Login next to a user in Setup; the page itself needs Manage Users. */
const OWN_USER_ORDER: readonly Rule<Facts>[] = [noLoginAsWithin, userWorks, letsOwnAdministratorsIn];

/**
 * An administrator logs in as a user of the own org: a LoginAs session without a publisher.
 * Fault NOT_FOUND when the org has no such user, INVALID_FIELD when it is the administrator's own account.
 */
export const logInAsOwnUser =
  (ports: Ports) =>
  (admin: SessionId, { user: id }: { readonly user: UserId }): Promise<Answer<OwnUserSession>> => {
    const org = orgOfSession(ports, admin);
    return act<OwnUserSession>(
      ports,
      admin,
      { org, name: "log in as a user", needs: "Manage Users" },
      async (acting, standing) => {
        const user = rowOf(acting.rows.users, id);
        if (!user) throw new Fault("NOT_FOUND", `no user with id "${id}" in org "${org}"`);
        if (id === acting.user.id)
          throw new Fault("INVALID_FIELD", `you are "${user.username}" already; choose another user`);
        const grant = runningGrant(standing.grants(org), id, "administrators", standing.now);
        const facts = {
          agent: acting,
          org: acting.org,
          subscriber: acting.org,
          asked: acting.org.name,
          user,
          ...(grant && { grant }),
        };
        const decision = decide<Facts>(facts, OWN_USER_ORDER, letsOwnAdministratorsIn);
        const login = { user: { org, id }, delegateUser: acting.session.delegate ?? acting.ref };
        if (decision.effect === "deny")
          return { decision, happenings: [{ type: "login.refused", ...login, origin: acting.session.id }] };
        const session = ports.ids.next("AuthSession");
        const { mfa, level } = acting.session;
        const happening: Happening = {
          type: "login.started",
          ...login,
          session,
          origin: acting.session.id,
          ...(grant && { grant: grant.id }),
          assurance: { mfa, level },
          timeout: acting.org.settings.sessionTimeout ?? standing.policies.sessionIdleTimeout,
        };
        return { decision, happenings: [happening], value: { session, state: "active" } };
      },
    );
  };
