import type { OrgId, SessionId, UserId } from "#domain/ids.ts";
import { type Acting, act, asTheUserMay } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { inApi } from "./in-api.ts";

/** Whom the API takes a session for: the user, also where an agent is at the keyboard. */
export interface Identity {
  readonly org: OrgId;
  readonly orgName: string;
  readonly user: UserId;
  readonly username: string;
  readonly name: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly active: boolean;
  readonly timeZone: string;
  readonly profile: string;
  readonly isSandbox: boolean;
  /** Seconds of idleness that end the session. */
  readonly sessionSeconds: number;
}

/** Who the API takes the caller for. */
export const identify =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<Identity>> =>
    inApi<Identity>(ports, session, { name: "ask who is calling the API" }, (acting) => ({
      decision: asTheUserMay(),
      value: identityOf(acting),
    }));

/** Who a session counts as, for whoever holds it: no API is used for that, so none has to be enabled. */
export const introduce =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<Identity>> =>
    act<Identity>(ports, session, { org: orgOfSession(ports, session), name: "ask who is calling" }, (acting) => ({
      decision: asTheUserMay(),
      value: identityOf(acting),
    }));

const identityOf = ({ user, org, session }: Acting): Identity => ({
  org: org.id,
  orgName: org.name,
  user: user.id,
  username: user.username,
  name: user.name,
  email: user.email,
  emailVerified: user.emailVerified,
  active: user.active,
  timeZone: user.timeZone,
  profile: user.profile,
  isSandbox: org.kind === "sandbox" || org.kind === "scratch",
  sessionSeconds: session.timeout * 60,
});
