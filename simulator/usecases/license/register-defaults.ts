import { type Decision, decide, type Rule } from "#domain/decision.ts";
import { Fault, notFound } from "#domain/fault.ts";
import type { PackageId, SessionId, UserId } from "#domain/ids.ts";
import { objectRight } from "#domain/license/access.ts";
import { accessEnds, seatBounds, type TrialFacts, trialBounds } from "#domain/license/terms.ts";
import { type LicenseDefaults, type Package, rowOf } from "#domain/org.ts";
import { dayOf, daysLater, type Instant } from "#domain/time.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { inTheRecords } from "./in-the-records.ts";
import { packageOf } from "./records.ts";

export interface RegisterDefaults {
  readonly package: PackageId;
  readonly defaults?: LicenseDefaults;
  readonly leadManager?: UserId;
}

export interface DefaultsRegistered {
  readonly defaults?: LicenseDefaults;
  readonly leadManager?: UserId;
}

type BoundsFacts = TrialFacts & Parameters<typeof seatBounds.brokenBy>[0];
const BOUNDS: readonly Rule<BoundsFacts>[] = [trialBounds, seatBounds];

/**
 * The publisher registers what new licenses of a package get, and who manages its leads; licenses that are there stay
 * as they are. Fault NOT_FOUND when the package is not linked here or the org has no such user, INVALID_FIELD when nothing is named.
 */
export const registerDefaults =
  (ports: Ports) =>
  (admin: SessionId, { package: id, defaults, leadManager }: RegisterDefaults): Promise<Answer<DefaultsRegistered>> => {
    const about = { name: "register license defaults", object: "sfLma__Package__c", right: "Read and Edit" } as const;
    return inTheRecords(ports, admin, about, ({ rows }, { now }) => {
      const before = packageOf(rows, id);
      if (!defaults && !leadManager)
        throw new Fault("INVALID_FIELD", "nothing is to be registered; name defaults or a lead manager");
      if (leadManager && !rowOf(rows.users, leadManager)) throw notFound("user with id", leadManager);
      const decision: Decision = defaults
        ? decide(boundsFacts(defaults, now), BOUNDS, objectRight)
        : decide({}, [], objectRight);
      if (decision.effect === "deny")
        return { decision, happenings: [{ type: "license.refused", act: about.name, package: id }] };
      const value = { ...(defaults && { defaults }), ...(leadManager && { leadManager }) };
      const row: Package = { ...before, ...value };
      const event = { type: "license.defaults-registered", package: id, ...value } as const;
      return { decision, happenings: [{ ...event, changes: [{ table: "packages", id, row }] }], value };
    });
  };

/** The bounds a license of today would have to keep. */
function boundsFacts({ status, seats, days }: LicenseDefaults, now: Instant): BoundsFacts {
  const expires = days === undefined ? undefined : accessEnds.gives({ lastDay: daysLater(dayOf(now), days) });
  return {
    installedAt: now,
    converted: false,
    after: { status, seats, ...(expires && { expires }) },
    changes: { status: true, expiration: true },
  };
}
