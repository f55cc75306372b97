import type { OrgId, SessionId, UserId } from "#domain/ids.ts";
import { approvalNeeded } from "#domain/login/approval.ts";
import { type LogInAsFacts, mayLogInAs } from "#domain/login/rules.ts";
import type { Session } from "#domain/login/session.ts";
import { companyOf, rowOf } from "#domain/org.ts";
import { act, type Happening, type Person } from "#usecases/act.ts";
import { grantAtLogin } from "#usecases/grant/grant-at-login.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession, subscriberOf } from "#usecases/publisher.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { entering } from "./entering.ts";

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
    const about = { org: orgOfSession(ports, agent), name: "log in as a subscriber user", asksTheAgent: true } as const;
    return act<LoginAsSession>(ports, agent, about, async (acting, standing) => {
      const facts = await logInAsFacts(standing, acting, request);
      const { subscriber, user, grant, caseReference } = facts;
      const decision = mayLogInAs(facts);
      const login = {
        org: subscriber?.id ?? acting.org.id,
        user: { org: request.subscriber, id: request.user },
        delegateUser: acting.session.delegate ?? acting.ref,
        ...(caseReference && { caseReference }),
      };
      if (decision.effect === "deny" || !subscriber || !user)
        return { decision, happenings: [{ type: "login.refused", ...login, origin: acting.session.id }] };
      const { loginAsMfa, mfaApprovalTimeout, sessionIdleTimeout } = standing.policies;
      const session = ports.ids.next("AuthSession");
      const started = {
        ...login,
        session,
        origin: acting.session.id,
        ...(grant && { grant: grant.id }),
        timeout: subscriber.settings.sessionTimeout ?? sessionIdleTimeout,
      };
      if (approvalNeeded.gives({ subscriber, user, loginAsMfa })) {
        const patience = mfaApprovalTimeout === "none" ? {} : { patience: mfaApprovalTimeout };
        const happening: Happening = { type: "login.awaiting-approval", ...started, ...patience };
        return { decision, happenings: [happening], value: { session, state: "awaiting approval" } };
      }
      const happening: Happening = { type: "login.started", ...started };
      const besides = entering(
        standing,
        { agent: acting.ref, origin: acting.session, ...(grant && { grant }) },
        subscriber.id,
      );
      return { decision, happenings: [happening, ...besides], value: { session, state: "active" } };
    });
  };

/** An agent as the login rules see one: the person, and the session worked in or one that is only imagined. */
export type Agent = Person & { readonly session: LogInAsFacts["agent"]["session"] };

/** Gathers what LOGIN-23 looks at; asked by the login itself, by its approval, and by an explanation of it. */
export async function logInAsFacts(standing: Standing, agent: Agent, request: LogInAs): Promise<LogInAsFacts> {
  const rows = await subscriberOf(standing, agent, request.subscriber);
  const user = rows && rowOf(rows.users, request.user);
  const profile = user && rowOf(rows.profiles, user.profile);
  const granting = rows && user && (await grantAtLogin(standing, agent, rows, user));
  return {
    now: standing.now,
    policies: standing.policies,
    agent,
    entering: { by: "agent", username: user?.username ?? request.user, ...(profile && { profile }) },
    asked: request.subscriber,
    ...(rows && { subscriber: companyOf(rows) }),
    ...(user && { user }),
    ...granting,
    ...(request.caseReference && { caseReference: request.caseReference }),
  };
}
