import { Fault } from "#domain/fault.ts";
import type { SessionId, UserId } from "#domain/ids.ts";
import { rowOf } from "#domain/org.ts";
import type { User } from "#domain/user.ts";
import { act, asTheUserMay } from "#usecases/act.ts";
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
      const row: User = { ...before, ...wanted };
      const { username, active, frozen, mfaEnforced } = row;
      return {
        decision: asTheUserMay(),
        happenings: [
          { type: "user.changed", username, what: differences(before, row), changes: [{ table: "users", id, row }] },
        ],
        value: { username, active, frozen, mfaEnforced },
      };
    });
  };

/** `active true to false, frozen false to true`; `nothing` when the page was saved as it was. */
function differences(before: User, after: User): string {
  const changed = (["active", "frozen", "mfaEnforced"] as const).filter((key) => before[key] !== after[key]);
  return changed.map((key) => `${key} ${before[key]} to ${after[key]}`).join(", ") || "nothing";
}
