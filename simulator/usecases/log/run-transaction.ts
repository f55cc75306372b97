import { Fault, notFound } from "#domain/fault.ts";
import type { Id, OrgId, UserRef } from "#domain/ids.ts";
import type { Transaction } from "#domain/log/transaction.ts";
import type { Session } from "#domain/login/session.ts";
import { companyOf, isPlatformUser, type LogUser, rowOf } from "#domain/org.ts";
import { type Happening, operate } from "#usecases/act.ts";
import type { Ports } from "#usecases/ports.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { logTransaction } from "./log-transaction.ts";
import type { Runner } from "./runner.ts";

export interface RunTransaction extends Transaction {
  readonly org: OrgId;
  readonly user: LogUser;
  /** Who is logged in as the user, and in whose LoginAs session it ran; absent where the user is at work. */
  readonly agent?: UserRef;
}

export interface TransactionRun {
  /** The debug log that it left, if any. */
  readonly log?: Id<"ApexLog">;
}

/**
 * Tells the simulator that a transaction ran and what happened in it, as an Apex runtime does of itself: so that bodies
 * of debug logs can come from fixtures. Fault NOT_FOUND when there is no such org or user, CONFLICT when the agent is
 * not logged in as the user.
 */
export const runTransaction =
  (ports: Ports) =>
  ({ org, user, agent, ...transaction }: RunTransaction): Promise<TransactionRun> =>
    operate(ports, async (standing) => {
      const rows = await standing.org(org);
      if (!isPlatformUser(user) && !rowOf(rows.users, user)) throw notFound("user with id", user);
      const session = agent && loginOf(standing, { org, user, agent });
      const publisher = agent && agent.org !== org ? agent.org : undefined;
      const runner: Runner = { org: companyOf(rows), rows, user, ...(publisher && { publisher }) };
      const happenings = logTransaction(ports, standing, runner, transaction);
      const written = happenings.find((one) => one.type === "log.written");
      const [changed] = written?.changes ?? [];
      const who = {
        org,
        ...(!isPlatformUser(user) && { user: { org, id: user } }),
        ...(agent && session && { delegateUser: agent, session: session.id }),
      };
      return {
        events: happenings.map((one) => recorded(who, one)),
        value: changed?.table === "apexLogs" ? { log: changed.id as Id<"ApexLog"> } : {},
      };
    });

type Recorded = Happening & { readonly org: OrgId };

/** Whoever is told that a trace flag is disabled was not at the keyboard of this session. */
const recorded = (who: Pick<Recorded, "org" | "user" | "delegateUser" | "session">, happening: Happening): Recorded =>
  happening.user ? { ...happening, org: who.org } : { ...happening, ...who };

function loginOf(
  standing: Standing,
  { org, user, agent }: Required<Pick<RunTransaction, "org" | "user" | "agent">>,
): Session {
  const login = standing
    .sessionsOf(org)
    .find(
      (one) =>
        one.user.id === user &&
        one.state === "active" &&
        one.delegate?.org === agent.org &&
        one.delegate.id === agent.id,
    );
  if (!login) throw new Fault("CONFLICT", `"${agent.id}" is not logged in as "${user}"; log in first`);
  return login;
}
