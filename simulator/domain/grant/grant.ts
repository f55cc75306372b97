import { definition } from "#domain/decision.ts";
import type { GrantId, OrgId, UserId, UserRef } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";

/** Whom a row of the grant page lets in: a publisher, the company's own administrators, or Salesforce support (GRANT-10). */
export type Party = OrgId | "administrators" | "salesforce";

/** Login access a user gave: running until `end` says when and how it ended. Ended ones stay, and never revive (GRANT-09). */
export interface Grant {
  readonly id: GrantId;
  /** Whose account it opens. */
  readonly user: UserId;
  readonly party: Party;
  /** On whose grant page it was saved last: the user's own, or that of an administrator who opened the account (GRANT-18). */
  readonly savedBy: UserId;
  readonly givenAt: Instant;
  readonly endsAt: Instant;
  /** What last happened to it, and by whose hand; by nobody's when time or an uninstalled package ended it. */
  readonly lastChange: {
    readonly at: Instant;
    readonly how: "given" | "changed" | "revoked" | "expired" | "void";
    readonly by?: UserRef;
  };
  readonly end?: { readonly at: Instant; readonly how: "revoked" | "expired" | "void" };
}

/** Running by the record: neither ended by somebody nor over at this instant. */
export const isRunning = (grant: Grant, now: Instant): boolean => !grant.end && now < grant.endsAt;

/** Whether a grant was given in this party's row; what was given in one row opens nothing for another. */
export const isOwnRow = definition<{ readonly grant: Pick<Grant, "party">; readonly party: Party }, boolean>(
  "GRANT-10",
  ({ grant, party }) => grant.party === party,
);

/** The newest grant of a user to a party, running or not: the one whose end a refusal names. */
export const latestGrant = (grants: readonly Grant[], user: UserId, party: Party): Grant | undefined =>
  grants.findLast((grant) => grant.user === user && isOwnRow.gives({ grant, party }));

/** The running grant of a user to a party, if there is one. */
export function runningGrant(grants: readonly Grant[], user: UserId, party: Party, now: Instant): Grant | undefined {
  const grant = latestGrant(grants, user, party);
  return grant && isRunning(grant, now) ? grant : undefined;
}
