import type { OrgId, SessionId, UserId } from "#domain/ids.ts";
import { asTheUserMay } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
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
}

/** Who the API takes the caller for. */
export const identify =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<Identity>> =>
    inApi<Identity>(ports, session, { name: "ask who is calling the API" }, ({ user, org }) => ({
      decision: asTheUserMay(),
      value: {
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
      },
    }));
