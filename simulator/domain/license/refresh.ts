import { definition, rule } from "#domain/decision.ts";
import { figure } from "#domain/figure.ts";
import type { OrgId, PackageId } from "#domain/ids.ts";
import type { OrgRows, Package } from "#domain/org.ts";
import { DAY, formatInstant, type Instant, later } from "#domain/time.ts";
import { recordOf } from "./record.ts";

/** How long after a refresh the licenses of a package cannot be refreshed again. */
export const REFRESH_PERIOD = figure("LICENSE-17", 7, "days");

export const nextRefresh = (last: Instant): Instant => later(last, REFRESH_PERIOD.is * DAY);

export interface RefreshFacts {
  readonly package: Pick<Package, "name" | "lastRefresh">;
  readonly now: Instant;
}

export const onceAWeek = rule<RefreshFacts>(
  "LICENSE-17",
  ({ package: { name, lastRefresh }, now }) =>
    lastRefresh && now < nextRefresh(lastRefresh)
      ? `the licenses of ${name} were refreshed at ${formatInstant(lastRefresh)}, and can be again at ${formatInstant(nextRefresh(lastRefresh))}`
      : undefined,
  "wait until Next Available Refresh, which the package record tells",
);

/**
 * The installations that have no record here: a refresh makes one for each. In an org that the License Management App
 * was moved to, these are all, for records do not move along.
 */
export const withoutRecord = definition<
  {
    readonly package: PackageId;
    readonly licenses: OrgRows["licenses"];
    readonly installedIn: readonly OrgId[];
  },
  readonly OrgId[]
>("LICENSE-22", ({ package: id, licenses, installedIn }) =>
  installedIn.filter((subscriber) => recordOf.gives({ licenses, subscriber, package: id }) === undefined),
);
