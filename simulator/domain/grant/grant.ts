import type { GrantId, OrgId, UserId } from "../ids.ts";
import type { Instant } from "../time.ts";

/** Whom a row of the grant page lets in: a publisher, the company's own administrators, or Salesforce support (GRANT-10). */
export type Party = OrgId | "administrators" | "salesforce";

/** Login access a user gave: running until `end` says when and how it ended. Ended ones stay, and never revive (GRANT-09). */
export interface Grant {
  readonly id: GrantId;
  readonly user: UserId;
  readonly party: Party;
  readonly givenAt: Instant;
  readonly endsAt: Instant;
  readonly end?: { readonly at: Instant; readonly how: "revoked" | "expired" | "void" };
}

/** Running by the record: neither ended by somebody nor over at this instant. */
export const isRunning = (grant: Grant, now: Instant): boolean => !grant.end && now < grant.endsAt;

/** The newest grant of a user to a party, running or not: the one whose end a refusal names. */
export const latestGrant = (grants: readonly Grant[], user: UserId, party: Party): Grant | undefined =>
  grants.findLast((grant) => grant.user === user && grant.party === party);
