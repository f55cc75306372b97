import { rule } from "#domain/decision.ts";
import type { Org } from "#domain/org.ts";
import type { User } from "#domain/user.ts";
import type { Grant } from "./grant.ts";

/** What decides whether an administrator logs in as a user of the own org. */
export interface OwnUserFacts {
  readonly org: Org;
  readonly user: User;
  /** The running grant of the user to the company's own administrators, if there is one. */
  readonly grant?: Grant;
}

/** Help and metadata differ on the switch's first position (C-02); it is off here. */
export const letsOwnAdministratorsIn = rule<OwnUserFacts>(
  "GRANT-22",
  ({ org, user, grant }) =>
    org.settings.adminsLogInAsAnyUser || grant
      ? undefined
      : `${user.username} has granted the company's administrators no login access, and Administrators Can Log in as Any User is off in ${org.name}`,
  "ask the user to grant access to the company's administrators, or turn the switch on in Login Access Policies",
);
