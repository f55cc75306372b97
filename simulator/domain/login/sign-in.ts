import { rule } from "#domain/decision.ts";
import type { Org, OrgRows } from "#domain/org.ts";
import type { User } from "#domain/user.ts";
import type { Session } from "./session.ts";

interface SignInFacts {
  readonly org: Org;
  readonly username: string;
  /** The user of this org with that name, if there is one. */
  readonly user?: User;
}

/** Own credentials open the own org only: a publisher's agent is no user of the subscriber org (GRANT-01). */
export const ownOrgOnly = rule<SignInFacts>(
  "GRANT-01",
  ({ org, username, user }) => (user ? undefined : `${username} is no user of ${org.name}`),
  "ask a user of the org for login access, then log in as that user from the Subscribers tab",
);

/** Usernames are compared without case, as on the platform. */
export const userNamed = (rows: OrgRows, username: string): User | undefined =>
  Object.values(rows.users).find((user) => user.username.toLowerCase() === username.toLowerCase());

/** What a second factor lifts a session to: high assurance only where Session Settings say so (LMO-11). */
export const levelAfter = (mfa: boolean, org: Org): Session["level"] =>
  mfa && org.settings.mfaIsHighAssurance ? "high assurance" : "standard";
