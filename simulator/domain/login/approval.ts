import { definition } from "../decision.ts";
import type { Org } from "../org.ts";
import type { Policies } from "../policies.ts";
import type { User } from "../user.ts";

/** Whether the subscriber is asked to approve a login that every rule has let through (LOGIN-08, policy `loginAsMfa`). */
export const approvalNeeded = definition<
  { readonly subscriber: Org; readonly user: User; readonly loginAsMfa: Policies["loginAsMfa"] },
  boolean
>("LOGIN-08", ({ subscriber: { settings }, user, loginAsMfa }) => {
  const enforced = user.mfaEnforced || settings.mfaRequired;
  switch (loginAsMfa) {
    case "twoConditions":
      return enforced && settings.mfaDuringLogInAs;
    case "whenOrgRequiresMfa":
      return enforced;
    case "never":
      return false;
  }
});
