import type { OrgId } from "#domain/ids.ts";
import type { Policies } from "#domain/policies.ts";
import type { Instant } from "#domain/time.ts";
import type { Names } from "./names.ts";

/** What the Setup Audit Trail says of one change, apart from who made it and when. */
export interface SetupChange {
  readonly action: string;
  /** Empty for what belongs to no page of the Setup menu, as the real trail has it. */
  readonly section: string;
  readonly display: string;
  /** The package that made the change by being installed. */
  readonly namespace?: string;
}

/** What a change is described with, besides the event. */
export interface SetupFacts {
  readonly org: OrgId;
  readonly names: Names;
  readonly policies: Pick<Policies, "auditActionForPartnerLogin">;
}

/** `3/11/2031`: a date as the trail writes it, in UTC. */
export function formatDate(at: Instant): string {
  const [year, month, day] = at.slice(0, 10).split("-").map(Number);
  return `${month}/${day}/${year}`;
}
