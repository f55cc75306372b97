import { definition, rule } from "#domain/decision.ts";
import { figure } from "#domain/figure.ts";
import { formatId, type Id } from "#domain/ids.ts";
import { DAY, type Instant, later } from "#domain/time.ts";
import { holds } from "#domain/user.ts";
import { actorsOf } from "./actors.ts";
import { personCalled } from "./names.ts";
import type { ReaderFacts } from "./reader.ts";
import type { TraceRecord } from "./record.ts";
import type { SetupFacts } from "./setup-change.ts";
import { setupChangeOf } from "./setup-changes.ts";

/** One row, under the platform's own field names. Of `CreatedByContext` nothing here has one: only people change Setup. */
export interface SetupAuditTrailRow {
  readonly Id: Id<"SetupAuditTrail">;
  readonly Action: string;
  readonly Section: string;
  readonly Display: string;
  /** Username of whom the act counts as. */
  readonly CreatedBy: string;
  readonly CreatedDate: Instant;
  /** Username of who did it in a LoginAs session; absent without one. */
  readonly DelegateUser?: string;
  readonly CreatedByContext?: string;
  readonly ResponsibleNamespacePrefix?: string;
}

/** Days that a row is kept. */
export const TRAIL_KEPT = figure("TRACE-04", 180, "days");
/** Rows that the page shows, the newest; a download has all. */
export const TRAIL_PAGE = figure("TRACE-04", 20, "rows");

/**
 * The row that a record leaves. A change of Setup is one that a user of the org made, or somebody in the user's name:
 * what comes from outside the org, from the operator or with time has no row. Answered is what would stand there now,
 * with names and the policy `auditActionForPartnerLogin` as they are.
 */
export const setupRow = definition<SetupFacts & { readonly record: TraceRecord }, SetupAuditTrailRow | undefined>(
  "TRACE-01",
  ({ record, ...facts }) => {
    const { user, delegateUser, session, at, seq } = record;
    if (!session || user?.org !== facts.org) return undefined;
    const change = setupChangeOf(record, facts);
    if (!change) return undefined;
    return {
      Id: formatId("SetupAuditTrail", seq),
      Action: change.action,
      Section: change.section,
      Display: change.display,
      CreatedDate: at,
      ...actorsOf.gives({
        user: personCalled(facts.names, user),
        ...(delegateUser && { delegate: personCalled(facts.names, delegateUser) }),
      }),
      ...(change.namespace && { ResponsibleNamespacePrefix: change.namespace }),
    };
  },
);

/** The trail of an org as it is kept at an instant, newest first. */
export function setupAuditTrail(
  records: readonly TraceRecord[],
  { now, ...facts }: SetupFacts & { readonly now: Instant },
): readonly SetupAuditTrailRow[] {
  return records
    .filter(({ at }) => now < later(at, TRAIL_KEPT.is * DAY))
    .flatMap((record) => setupRow.gives({ record, ...facts }) ?? [])
    .reverse();
}

/** What can be tried on the trail through the API. */
export const TRAIL_OPERATIONS = ["read", "count()", "count(Id)", "max", "min", "create", "update", "delete"] as const;
export type TrailOperation = (typeof TRAIL_OPERATIONS)[number];

export const readAndCounted = rule<{ readonly operation: TrailOperation }>(
  "TRACE-03",
  ({ operation }) => {
    if (operation === "read" || operation === "count()") return undefined;
    return operation === "create" || operation === "update" || operation === "delete"
      ? `nobody can ${operation} rows of SetupAuditTrail`
      : `SetupAuditTrail supports no aggregate but count(), and not ${operation}`;
  },
  "read the rows and work them out where they were read; count() is the one aggregate there is",
);

export const opensTheTrail = rule<ReaderFacts>(
  "TRACE-04",
  ({ reader: { user, entitlements } }) =>
    holds(entitlements, "View Setup and Configuration")
      ? undefined
      : `${user.username} lacks View Setup and Configuration, which it takes to read the Setup Audit Trail`,
  "let an administrator of the org give the user View Setup and Configuration",
);
