import { rule } from "#domain/decision.ts";
import type { Org } from "#domain/org.ts";
import type { Policies } from "#domain/policies.ts";
import { formatInstant } from "#domain/time.ts";
import type { User } from "#domain/user.ts";
import type { Grant } from "./grant.ts";

// What a login is asked about granting; the order stands with the login's own rules (LOGIN-23).

interface GrantFacts {
  readonly user?: User;
  /** The newest grant of this user to this publisher, running or over. */
  readonly grant?: Grant;
}

/** One reading of the any-user switch: while it is on, publishers get in without a grant (C-01, policy `anyUserSetting`). */
export const standingAccess = (
  { settings }: Pick<Org, "settings">,
  { anyUserSetting }: Pick<Policies, "anyUserSetting">,
): boolean => anyUserSetting === "standingAccess" && settings.adminsLogInAsAnyUser;

/** Expired and revoked access have rules of their own; this one speaks of access that became void with its package. */
export const neverRevives = rule<GrantFacts>(
  "GRANT-09",
  ({ user, grant }) =>
    grant?.end?.how === "void"
      ? `the login access of ${user?.username} became void at ${formatInstant(grant.end.at)}`
      : undefined,
  "ask the user to grant login access again",
);

/** Asked only to name the reason: what was granted in another org is never counted here. */
export const grantedHere = rule<GrantFacts & { readonly subscriber?: Org; readonly grantedIn?: string }>(
  "GRANT-25",
  ({ user, subscriber, grantedIn }) =>
    grantedIn === undefined
      ? undefined
      : `${user?.username} has granted login access in ${grantedIn} and none in ${subscriber?.name}`,
  "ask the user to grant login access from inside this org",
);

export const stillListed = rule<{
  readonly hiddenBecause?: string;
  readonly policies: Pick<Policies, "eligibilityRecheckAtLogin">;
}>(
  "GRANT-24",
  ({ hiddenBecause, policies }) =>
    policies.eligibilityRecheckAtLogin && hiddenBecause !== undefined
      ? `login access could not be granted now: ${hiddenBecause}`
      : undefined,
  "let an administrator of the subscriber org undo what hides the publisher, or wait until it is undone",
);
