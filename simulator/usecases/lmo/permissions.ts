import { allow } from "#domain/decision.ts";
import { Fault } from "#domain/fault.ts";
import type { SessionId, UserId } from "#domain/ids.ts";
import {
  goesOn,
  type HeldBy,
  heldBy,
  permissionChanges,
  SUPPORT_PERMISSIONS,
  type SupportPermission,
} from "#domain/lmo/permission.ts";
import type { Session } from "#domain/login/session.ts";
import { applyChanges, rowOf } from "#domain/org.ts";
import { type Acting, asTheUserMay, entitlementsOf, type Happening } from "#usecases/act.ts";
import { ended, partiesOf, refusedBy } from "#usecases/login/login-end.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { inTheLmo, THE_APP } from "./in-the-lmo.ts";

export interface PermissionHeld {
  readonly user: UserId;
  readonly name: string;
  readonly username: string;
  readonly permission: SupportPermission;
  /** Every profile and permission set the user has it from. */
  readonly from: readonly HeldBy[];
}

/** An LMO admin looks up who holds the support permissions. */
export const viewPermissions =
  (ports: Ports) =>
  (admin: SessionId): Promise<Answer<readonly PermissionHeld[]>> =>
    inTheLmo(ports, admin, { name: "view Permissions", needs: "Manage Users", ...THE_APP }, ({ rows }) => ({
      decision: asTheUserMay(),
      value: SUPPORT_PERMISSIONS.flatMap((permission) =>
        Object.values(rows.users).flatMap((user) => {
          const from = heldBy(entitlementsOf(rows, user), permission);
          const { id, name, username } = user;
          return from.length > 0 ? [{ user: id, name, username, permission, from }] : [];
        }),
      ),
    }));

export interface ChangePermission {
  readonly user: UserId;
  readonly permission: SupportPermission;
  /** Give it or take it. */
  readonly held: boolean;
  /** By permission set for this user alone, by profile for everybody with the user's profile. */
  readonly by: HeldBy["by"];
}

export interface PermissionChanged {
  /** Whether the user holds it now, from wherever. */
  readonly held: boolean;
  /** How many LoginAs sessions of the user go on. */
  readonly running: number;
}

/**
 * An LMO admin gives a support permission or takes it away. It holds for the next login at once (LMO-08, LMO-23).
 * Fault NOT_FOUND when the org has no such user.
 */
export const changePermission =
  (ports: Ports) =>
  (admin: SessionId, { user: id, permission, held, by }: ChangePermission): Promise<Answer<PermissionChanged>> => {
    const about = { name: "change Permissions", needs: "Manage Users", ...THE_APP } as const;
    return inTheLmo(ports, admin, about, ({ rows, org }, standing) => {
      const user = rowOf(rows.users, id);
      if (!user) throw new Fault("NOT_FOUND", `no user with id "${id}" in "${org.name}"`);
      const carrier = Object.values(rows.permissionSets).find(({ permissions }) => permissions.includes(permission));
      const assign = carrier ?? { id: ports.ids.next("PermissionSet"), name: permission, permissions: [permission] };
      const changes = permissionChanges({
        user,
        entitlements: entitlementsOf(rows, user),
        permission,
        by,
        held,
        assign,
      });
      const after = applyChanges(rows, changes);
      const holds = heldBy(entitlementsOf(after, rowOf(after.users, id) ?? user), permission).length > 0;
      const sessions = loginAsSessions(ports, standing, { org: org.id, id });
      const stopped =
        holds || permission !== "Log in to Subscriber Org" ? [] : sessions.filter((one) => !goesOn.gives(one));
      const event: Happening = { type: "lmo.permission-changed", permission, agent: id, by, held: holds, changes };
      return {
        decision: asTheUserMay(),
        happenings: changes.length > 0 ? [event, ...stopped.map(stop)] : [],
        value: { held: holds, running: sessions.length - stopped.length },
      };
    });
  };

/** The LoginAs sessions of an agent, running or waiting, in whatever subscriber org. */
function loginAsSessions({ folds }: Ports, standing: Standing, agent: Acting["ref"]): readonly Session[] {
  const isTheAgents = ({ delegate }: Session) => delegate?.org === agent.org && delegate.id === agent.id;
  const orgs = new Set([...folds.running.sessions.values()].filter(isTheAgents).map(({ user }) => user.org));
  return [...orgs].flatMap((org) => standing.sessionsOf(org).filter(isTheAgents));
}

/** The end of a session or of a waiting login, in the subscriber org it is in, under the rule that stops it (LMO-23). */
function stop(session: Session): Happening {
  const decision = refusedBy(allow(goesOn), "the agent has lost Log in to Subscriber Org");
  return session.state === "active"
    ? { type: "login.ended", ...partiesOf(session), decision, reason: "removed by an administrator" }
    : { ...ended(session, "no longer allowed"), decision };
}
