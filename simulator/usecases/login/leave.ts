import { allow, decide } from "#domain/decision.ts";
import { Fault } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import { endsToo, type Landing, landing, loggedOut, noOtherUsername, returned } from "#domain/login/leaving.ts";
import type { Session, SessionEnd } from "#domain/login/session.ts";
import { type Acting, act, asTheUserMay, type Happening } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { partiesOf } from "./login-end.ts";

export interface Left {
  readonly landsOn: Landing;
}

/** Whoever works in a session logs out of its org (LOGIN-10). */
export const logOut =
  (ports: Ports) =>
  (id: SessionId): Promise<Answer<Left>> =>
    act<Left>(ports, id, { org: orgOfSession(ports, id), name: "log out" }, (acting, standing) => {
      const { session } = acting;
      const decision = session.delegate ? allow(loggedOut) : asTheUserMay();
      return { decision, ...leaving(acting, standing, loggedOut.gives(session)) };
    });

/** An agent follows Return to subscriber overview (LOGIN-11). Fault CONFLICT outside a LoginAs session. */
export const returnToOverview =
  (ports: Ports) =>
  (id: SessionId): Promise<Answer<Left>> =>
    act<Left>(
      ports,
      id,
      { org: orgOfSession(ports, id), name: "return to the subscriber overview" },
      (acting, standing) => {
        const { session } = acting;
        if (!session.delegate) throw noLoginAs("there is no subscriber org to return from");
        return { decision: allow(returned), ...leaving(acting, standing, returned.gives(session)) };
      },
    );

const SWITCH = "switch to another username";

/**
 * An agent chooses a username in the profile menu: the user's own changes nothing, any other ends the session
 * (LOGIN-15). Fault CONFLICT outside a LoginAs session.
 */
export const switchUser =
  (ports: Ports) =>
  (id: SessionId, { username: chosen }: { readonly username: string }): Promise<Answer<Record<never, never>>> =>
    act(ports, id, { org: orgOfSession(ports, id), name: SWITCH }, ({ session, user }) => {
      if (!session.delegate) throw noLoginAs(`log in as "${chosen}" with that user's own credentials`);
      const decision = decide({ username: user.username, chosen }, [noOtherUsername], noOtherUsername);
      if (decision.effect === "allow")
        return { decision, happenings: [{ type: "login.visited", page: SWITCH, chosen }], value: {} };
      return { decision, happenings: [{ type: "login.ended", reason: "switched user", chosen }] };
    });

const noLoginAs = (then: string) => new Fault("CONFLICT", `this is no LoginAs session; ${then}`);

/** Ends the session and answers where the agent finds herself then. */
function leaving(acting: Acting, standing: Standing, reason: SessionEnd) {
  const { session: left, org } = acting;
  const origin = left.origin && standing.session(left.origin);
  const former = origin && !origin.end ? origin : undefined;
  const forceRelogin = org.settings.forceReloginAfterLogInAs;
  const landsOn = landing.gives({ formerSessionRuns: former !== undefined, forceRelogin });
  const ended = standing.sessionsOf(org.id).filter((other) => endsToo.gives({ left, other }));
  const happenings = ended.map((session) => ending(session, reason));
  if (former && landsOn === "login page") happenings.push(ending(former, "must log in again"));
  return { happenings, value: { landsOn } };
}

const ending = (session: Session, reason: SessionEnd): Happening => ({
  type: session.delegate ? "login.ended" : "session.ended",
  ...partiesOf(session),
  reason,
});
