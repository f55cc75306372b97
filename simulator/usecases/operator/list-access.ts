import type { Grant, Party } from "#domain/grant/grant.ts";
import type { GrantId, SessionId, UserRef } from "#domain/ids.ts";
import { isLoginAs, type Session } from "#domain/login/session.ts";
import type { Instant } from "#domain/time.ts";
import type { Ports } from "#usecases/ports.ts";
import { passTime } from "#usecases/until-settled.ts";

export interface GrantSummary {
  readonly id: GrantId;
  readonly user: UserRef;
  readonly party: Party;
  readonly givenAt: Instant;
  readonly endsAt: Instant;
  readonly state: "running" | "revoked" | "expired" | "void";
  /** When it ended, where it is over. */
  readonly endedAt?: Instant;
}

/** All login access ever given, oldest first within each org. */
export const listGrants = (ports: Ports) => async (): Promise<readonly GrantSummary[]> => {
  await passTime(ports);
  return [...ports.folds.grants].flatMap(([org, grants]) =>
    grants.map(({ id, user, party, givenAt, endsAt, end }: Grant) => ({
      id,
      user: { org, id: user },
      party,
      givenAt,
      endsAt,
      state: end?.how ?? "running",
      ...(end && { endedAt: end.at }),
    })),
  );
};

export interface LoginAsSummary {
  readonly session: SessionId;
  readonly user: UserRef;
  readonly delegate: UserRef;
  readonly caseReference?: string;
  readonly state: Session["state"];
  readonly startedAt: Instant;
  readonly ended?: { readonly at: Instant; readonly because: string };
}

/** All LoginAs sessions ever asked for and not refused at once, oldest first. */
export const listLoginAs = (ports: Ports) => async (): Promise<readonly LoginAsSummary[]> => {
  await passTime(ports);
  return [...ports.folds.sessions.values()].filter(isLoginAs).flatMap((session) => {
    const { id, user, delegate, caseReference, state, startedAt, end } = session;
    if (!delegate) return [];
    const about = { session: id, user, delegate, state, startedAt };
    return { ...about, ...(caseReference && { caseReference }), ...(end && { ended: end }) };
  });
};
