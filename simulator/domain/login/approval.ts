import { definition } from "#domain/decision.ts";
import type { Org, OrgSettings } from "#domain/org.ts";
import type { Policies } from "#domain/policies.ts";
import type { User } from "#domain/user.ts";

/** "Multi-Factor Authentication for UI Logins During Log In As" of an org: off until an administrator chooses (LOGIN-12). */
export const challengedDuringLogInAs = definition<Pick<OrgSettings, "mfaDuringLogInAs">, boolean>(
  "LOGIN-12",
  ({ mfaDuringLogInAs = false }) => mfaDuringLogInAs,
);

/** Whether the subscriber is asked to approve a login that every rule has let through (LOGIN-08, policy `loginAsMfa`). */
export const approvalNeeded = definition<
  { readonly subscriber: Org; readonly user: User; readonly loginAsMfa: Policies["loginAsMfa"] },
  boolean
>("LOGIN-08", ({ subscriber: { settings }, user, loginAsMfa }) => {
  const enforced = user.mfaEnforced || settings.mfaRequired;
  switch (loginAsMfa) {
    case "twoConditions":
      return enforced && challengedDuringLogInAs.gives(settings);
    case "whenOrgRequiresMfa":
      return enforced;
    case "never":
      return false;
  }
});
