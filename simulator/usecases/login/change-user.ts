import { Fault } from "#domain/fault.ts";
import type { SessionId, UserId } from "#domain/ids.ts";
import { rowOf } from "#domain/org.ts";
import type { User } from "#domain/user.ts";
import { act, asTheUserMay, type Happening } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";

/** What an administrator switches on a user's page; what is left out stays as it is. */
export interface ChangeUser {
  readonly user: UserId;
  readonly active?: boolean;
  readonly frozen?: boolean;
  /** Whether multi-factor authentication is demanded of this user (LOGIN-08). */
  readonly mfaEnforced?: boolean;
}

export type UserChanged = Pick<User, "username" | "active" | "frozen" | "mfaEnforced">;

/**
 * An administrator deactivates, freezes or reopens a user of the own org. Running sessions of that user end at their
 * next request, not here (LOGIN-16). Fault NOT_FOUND when the org has no such user.
 */
export const changeUser =
  (ports: Ports) =>
  (admin: SessionId, { user: id, ...wanted }: ChangeUser): Promise<Answer<UserChanged>> => {
    const org = orgOfSession(ports, admin);
    return act<UserChanged>(ports, admin, { org, name: "change a user", needs: "Manage Users" }, ({ rows }) => {
      const before = rowOf(rows.users, id);
      if (!before) throw new Fault("NOT_FOUND", `no user with id "${id}" in org "${org}"`);
      const { username, active, frozen, mfaEnforced } = { ...before, ...wanted };
      return {
        decision: asTheUserMay(),
        happenings: switched(before, wanted),
        value: { username, active, frozen, mfaEnforced },
      };
    });
  };

/** One event for each switch that is not as it was, `active true to false`, with all that was switched before it. */
function switched(before: User, wanted: Omit<ChangeUser, "user">): readonly Happening[] {
  let row = before;
  const happenings: Happening[] = [];
  for (const key of ["active", "frozen", "mfaEnforced"] as const) {
    const { [key]: after = before[key] } = wanted;
    if (before[key] === after) continue;
    row = { ...row, [key]: after };
    const what = `${key} ${before[key]} to ${after}`;
    const changes = [{ table: "users", id: row.id, row }] as const;
    happenings.push({ type: "user.changed", username: row.username, what, changes });
  }
  return happenings;
}
