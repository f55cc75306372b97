import { latestGrant } from "#domain/grant/grant.ts";
import type { OrgId, SessionId, UserId } from "#domain/ids.ts";
import { approvalNeeded } from "#domain/login/approval.ts";
import { type LogInAsFacts, mayLogInAs } from "#domain/login/rules.ts";
import type { Session } from "#domain/login/session.ts";
import { companyOf, rowOf } from "#domain/org.ts";
import { type Acting, act } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession, subscriberOf } from "#usecases/publisher.ts";
import type { Standing } from "#usecases/until-settled.ts";

export interface LogInAs {
  readonly subscriber: OrgId;
  readonly user: UserId;
  readonly caseReference?: string;
}

export interface LoginAsSession {
  readonly session: SessionId;
  readonly state: Extract<Session["state"], "active" | "awaiting approval">;
}

/** An agent clicks Login next to a user of a subscriber org. The LoginAs session is what the record says. */
export const logInAs =
  (ports: Ports) =>
  (agent: SessionId, request: LogInAs): Promise<Answer<LoginAsSession>> => {
    const { subscriber, user, caseReference } = request;
    const lmo = orgOfSession(ports, agent);
    return act<LoginAsSession>(ports, agent, { org: lmo, name: "log in as a subscriber user" }, async (acting, standing) => {
      const facts = await logInAsFacts(standing, acting, request);
      const decision = mayLogInAs(facts);
      const about = {
        org: facts.subscriber?.id ?? lmo,
        user: { org: subscriber, id: user },
        delegateUser: acting.ref,
        ...(caseReference && { caseReference }),
      };
      if (decision.effect === "deny") return { decision, happenings: [{ type: "login.refused", ...about }] };
      const session = ports.ids.next("AuthSession");
      const waits =
        facts.subscriber !== undefined &&
        facts.user !== undefined &&
        approvalNeeded.gives({ subscriber: facts.subscriber, user: facts.user, loginAsMfa: standing.policies.loginAsMfa });
      const started = {
        ...about,
        session,
        ...(facts.grant && { grant: facts.grant.id }),
        timeout: facts.subscriber?.settings.sessionTimeout ?? standing.policies.sessionIdleTimeout,
      };
      return waits
        ? { decision, happenings: [{ type: "login.awaiting-approval", ...started }], value: { session, state: "awaiting approval" } }
        : { decision, happenings: [{ type: "login.started", ...started }], value: { session, state: "active" } };
    });
  };

/** Gathers what LOGIN-23 looks at; asked by the login itself and by an explanation of it. */
export async function logInAsFacts(standing: Standing, agent: Acting, request: LogInAs): Promise<LogInAsFacts> {
  const rows = await subscriberOf(standing, agent, request.subscriber);
  const user = rows && rowOf(rows.users, request.user);
  const grant = rows && latestGrant(standing.grants(request.subscriber), request.user, agent.org.id);
  return {
    now: standing.now,
    policies: standing.policies,
    agent,
    asked: request.subscriber,
    ...(rows && { subscriber: companyOf(rows) }),
    ...(user && { user }),
    ...(grant && { grant }),
    ...(request.caseReference && { caseReference: request.caseReference }),
  };
}

