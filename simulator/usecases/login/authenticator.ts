import { allow, type Decision, decide } from "#domain/decision.ts";
import { notFound } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import { mayLogInAs } from "#domain/login/rules.ts";
import type { Session } from "#domain/login/session.ts";
import { answeredByTheUser } from "#domain/login/waiting.ts";
import { type Acting, act, type Happening, personOf } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { entering } from "./entering.ts";
import { logInAsFacts } from "./log-in-as.ts";
import { ended, partiesOf, refusedBy } from "./login-end.ts";

/** A request on the user's device: who asks to log in as the user. */
export interface ApprovalRequest {
  readonly login: SessionId;
  readonly agent: string;
  readonly company: string;
  readonly since: string;
  readonly caseReference?: string;
}

/** The user looks at her authenticator: which logins wait for her. Nobody logged in as the user can (LOGIN-07). */
export const viewAuthenticator =
  (ports: Ports) =>
  (user: SessionId): Promise<Answer<{ readonly requests: readonly ApprovalRequest[] }>> =>
    act(ports, user, { org: orgOfSession(ports, user), name: "open the authenticator" }, async (acting, standing) => {
      const decision = mayAnswer(acting, acting.user.username);
      if (decision.effect === "deny") return { decision };
      const waiting = standing
        .sessionsOf(acting.org.id)
        .filter(({ state, user: { id } }) => state === "awaiting approval" && id === acting.ref.id);
      const requests = await Promise.all(waiting.map((login) => requestOf(standing, login)));
      return { decision, value: { requests } };
    });

async function requestOf(
  standing: Standing,
  { id, delegate, startedAt, caseReference }: Session,
): Promise<ApprovalRequest> {
  if (!delegate) throw new Error("a login that waits without an agent");
  const agent = await personOf(standing, delegate);
  const about = { login: id, agent: agent.user.username, company: agent.org.name, since: startedAt };
  return { ...about, ...(caseReference && { caseReference }) };
}

export interface AnswerApproval {
  readonly login: SessionId;
  readonly approve: boolean;
}

export interface ApprovalAnswered {
  readonly state: "active" | "refused";
}

/**
 * The user approves or denies a login that waits. What LOGIN-23 checks is asked again, since the agent is let in only
 * now (LOGIN-01). Fault NOT_FOUND when no such login waits in this org.
 */
export const answerApproval =
  (ports: Ports) =>
  (user: SessionId, { login: id, approve }: AnswerApproval): Promise<Answer<ApprovalAnswered>> =>
    act<ApprovalAnswered>(
      ports,
      user,
      { org: orgOfSession(ports, user), name: "answer an approval request" },
      async (acting, standing) => {
        const login = standing.session(id);
        if (login?.state !== "awaiting approval" || login.user.org !== acting.org.id)
          throw notFound("waiting login", id);
        const { user: asked } = await personOf(standing, login.user);
        const decision = mayAnswer(acting, asked.username);
        if (decision.effect === "deny") return { decision };
        if (!approve) {
          const denied = refusedBy(decision, `${asked.username} denied the login`);
          return {
            decision,
            happenings: [{ ...ended(login, "denied"), decision: denied }],
            value: { state: "refused" },
          };
        }
        return approved(standing, login);
      },
    );

async function approved(standing: Standing, login: Session) {
  if (!login.delegate) throw new Error("a login that waits without an agent");
  const { caseReference, mfa, level } = login;
  const agent = { ...(await personOf(standing, login.delegate)), session: { mfa, level } };
  const request = { subscriber: login.user.org, user: login.user.id, ...(caseReference && { caseReference }) };
  const facts = await logInAsFacts(standing, agent, request);
  const decision = mayLogInAs(facts);
  if (decision.effect === "deny") return { decision, happenings: [ended(login, "no longer allowed")] };
  const origin = login.origin && standing.session(login.origin);
  const who = {
    agent: login.delegate,
    ...(origin && !origin.end && { origin }),
    ...(facts.grant && { grant: facts.grant }),
  };
  const happenings: Happening[] = [
    { type: "login.approved", ...partiesOf(login) },
    ...entering(standing, who, login.user.org),
  ];
  return { decision: allow(answeredByTheUser), happenings, value: { state: "active" as const } };
}

const mayAnswer = ({ user, session }: Acting, username: string): Decision =>
  decide(
    { does: "answer", username, answeredBy: user.username, throughLoginAs: session.delegate !== undefined },
    [answeredByTheUser],
    answeredByTheUser,
  );
