import type { Grant } from "#domain/grant/grant.ts";
import type { OrgId, UserRef } from "#domain/ids.ts";
import { ownSessionEnds } from "#domain/lmo/own-session.ts";
import type { Session } from "#domain/login/session.ts";
import { takesThePlaceOf } from "#domain/login/within.ts";
import type { Happening } from "#usecases/act.ts";
import type { Standing } from "#usecases/until-settled.ts";

interface Entering {
  readonly agent: UserRef;
  /** The agent's own session, from which the login was begun; absent when it is over. */
  readonly origin?: Session;
  readonly grant?: Grant;
}

/** What else happens at the moment an agent enters a subscriber org, be it at once or after the subscriber's approval. */
export function entering(
  standing: Standing,
  { agent, origin, grant }: Entering,
  subscriber: OrgId,
): readonly Happening[] {
  const replaced = standing
    .sessionsOf(subscriber)
    .filter((running) => grant && running.grant === grant.id && takesThePlaceOf.gives({ running, agent }));
  const endings = replaced.map(
    (running): Happening => ({
      type: "login.ended",
      org: subscriber,
      user: running.user,
      ...(running.delegate && { delegateUser: running.delegate }),
      session: running.id,
      reason: "logged out",
    }),
  );
  return [...endings, ...leftBehind(standing, origin)];
}

/** The end of the session the agent came from, unless that is kept (LMO-19). */
function leftBehind({ policies }: Standing, origin: Session | undefined): readonly Happening[] {
  if (!origin || !ownSessionEnds.gives({ ...policies, myDomain: origin.myDomain })) return [];
  const { user, id: session } = origin;
  return [{ type: "session.ended", org: user.org, user, session, reason: "entered a subscriber org" }];
}
