import { rule } from "#domain/decision.ts";
import { type Entitlements, holds, type User } from "#domain/user.ts";

/** The org-wide settings of the Login Access Policies page, by the label the audit log gives them. */
export const SWITCHES = {
  adminsLogInAsAnyUser: "Administrators Can Log in as Any User",
  usersMayGrantLoginAccess: "Users Can Grant Login Access",
} as const;

export type Switch = keyof typeof SWITCHES;

export const managesPolicies = rule<{ readonly user: User; readonly entitlements: Entitlements }>(
  "GRANT-19",
  ({ user, entitlements }) =>
    holds(entitlements, "Manage Login Access Policies")
      ? undefined
      : `${user.username} lacks Manage Login Access Policies`,
  "let an administrator give the user Manage Login Access Policies",
);
