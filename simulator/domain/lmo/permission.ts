import { definition } from "#domain/decision.ts";
import type { Id } from "#domain/ids.ts";
import type { Session } from "#domain/login/session.ts";
import type { Change } from "#domain/org.ts";
import type { Entitlements, Permission, User } from "#domain/user.ts";

/** The permissions that make a support team: the agent's, and on top of it the engineer's. */
export const SUPPORT_PERMISSIONS = [
  "Log in to Subscriber Org",
  "View and Debug Managed Apex",
] as const satisfies readonly Permission[];
export type SupportPermission = (typeof SUPPORT_PERMISSIONS)[number];

/**
 * Whether a LoginAs session goes on when the agent loses Log in to Subscriber Org. The permission was asked for at
 * login and is not asked for again; a login that still waits for the subscriber's approval is a new one, and stops.
 */
export const goesOn = definition<Pick<Session, "state">, boolean>("LMO-23", ({ state }) => state === "active");

/** One way somebody comes by a permission: the name of the profile or permission set, and which of the two it is. */
export interface HeldBy {
  readonly by: "profile" | "permission set";
  readonly name: string;
}

/** Every way a user comes by a permission; none for who does not hold it. */
export const heldBy = ({ profile, permissionSets }: Entitlements, permission: Permission): readonly HeldBy[] =>
  [
    { by: "profile" as const, access: profile },
    ...permissionSets.map((set) => ({ by: "permission set" as const, access: set })),
  ].flatMap(({ by, access }) => (access.permissions.includes(permission) ? [{ by, name: access.name }] : []));

interface PermissionChange {
  readonly user: User;
  readonly entitlements: Entitlements;
  readonly permission: Permission;
  readonly by: HeldBy["by"];
  readonly held: boolean;
  /** The permission set to assign; made up when no set of the org carries the permission. */
  readonly assign: {
    readonly id: Id<"PermissionSet">;
    readonly name: string;
    readonly permissions: readonly Permission[];
  };
}

/**
 * The rows that give or take a permission: by permission set for this user alone, by profile for everybody who has
 * that profile. Nothing changes where it is so already.
 */
export function permissionChanges(about: PermissionChange): readonly Change[] {
  const { user, entitlements, permission, by, held, assign } = about;
  const { profile, permissionSets } = entitlements;
  if (by === "profile") {
    if (profile.permissions.includes(permission) === held) return [];
    const others = profile.permissions.filter((one) => one !== permission);
    const permissions = held ? [...others, permission] : others;
    return [{ table: "profiles", id: profile.id, row: { ...profile, permissions } }];
  }
  const carriers = new Set(permissionSets.filter((set) => set.permissions.includes(permission)).map(({ id }) => id));
  if (carriers.size > 0 === held) return [];
  const others = user.permissionSets.filter((id) => !carriers.has(id));
  const row = { ...user, permissionSets: held ? [...others, assign.id] : others };
  const changed: Change = { table: "users", id: user.id, row };
  return held ? [{ table: "permissionSets", id: assign.id, row: assign }, changed] : [changed];
}
