import { allow } from "#domain/decision.ts";
import { notFound } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import type { Session } from "#domain/login/session.ts";
import { waitsUntil } from "#domain/login/waiting.ts";
import { type Acting, act } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { ended, refusedBy } from "./login-end.ts";

/** The agent gives up a login that waits. Fault NOT_FOUND when none of the agent's logins of this id waits. */
export const cancelLogin =
  (ports: Ports) =>
  (agent: SessionId, { login: id }: { readonly login: SessionId }): Promise<Answer<LoginProgress>> =>
    act<LoginProgress>(
      ports,
      agent,
      { org: orgOfSession(ports, agent), name: "cancel a login" },
      (acting, standing) => {
        const login = ownLogin(standing, acting, id);
        if (login.state !== "awaiting approval") throw notFound("waiting login", id);
        const cancelled = refusedBy(allow(waitsUntil), `${acting.user.username} cancelled the login`);
        const happenings = [{ ...ended(login, "cancelled"), decision: cancelled }];
        return { decision: allow(waitsUntil), happenings, value: { state: "refused" } };
      },
    );

export interface LoginProgress {
  readonly state: Session["state"];
  /** Why it is over. */
  readonly because?: string;
}

/** The agent asks how a login stands that she began. Fault NOT_FOUND when it is none of hers. */
export const viewLogin =
  (ports: Ports) =>
  (agent: SessionId, { login: id }: { readonly login: SessionId }): Promise<Answer<LoginProgress>> =>
    act<LoginProgress>(
      ports,
      agent,
      { org: orgOfSession(ports, agent), name: "look at a login" },
      (acting, standing) => {
        const { state, end } = ownLogin(standing, acting, id);
        return { decision: allow(waitsUntil), value: { state, ...(end && { because: end.because }) } };
      },
    );

function ownLogin(standing: Standing, { ref, session }: Acting, id: SessionId): Session {
  const login = standing.session(id);
  const own = !session.delegate && login?.delegate?.org === ref.org && login.delegate.id === ref.id;
  if (!login || !own) throw notFound("login of yours", id);
  return login;
}
