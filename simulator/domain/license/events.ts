import type { Id, OrgId, PackageId, UserId } from "#domain/ids.ts";
import type { LicenseDefaults } from "#domain/org.ts";
import type { Instant } from "#domain/time.ts";
import type { LicenseStatus, LicenseTerms } from "./terms.ts";

interface About {
  readonly package: PackageId;
}

interface Seat extends About {
  /** Whose seat it is. */
  readonly assignee: UserId;
  /** How many are assigned afterwards. */
  readonly used: number;
}

/** What was named on the Modify License page. */
interface WantedTerms {
  readonly status?: LicenseStatus;
  readonly seats?: LicenseTerms["seats"];
  readonly expires?: Instant | "never";
}

/** What each event of licenses adds to the envelope; most are on record with the publisher and with the subscriber. */
export interface LicenseEvents {
  "license.created": About & { readonly license: Id<"License">; readonly subscriber: OrgId; readonly lead: boolean };
  "license.modified": About & {
    readonly subscriber: OrgId;
    readonly before: LicenseTerms;
    readonly after: LicenseTerms;
    /** In the publisher's own record. */
    readonly wanted?: WantedTerms;
  };
  "license.assigned": Seat;
  "license.unassigned": Seat;
  "license.expired": About & { readonly license: Id<"PackageLicense"> };
  "license.uninstalled": About & { readonly license: Id<"License">; readonly subscriber: OrgId };
  "license.upgraded": About & { readonly license: Id<"License">; readonly version: string };
  /** With the publisher how many records were brought in step; with a subscriber that something of its own was. */
  "license.refreshed": About & { readonly records?: number };
  "license.defaults-registered": About & { readonly defaults?: LicenseDefaults; readonly leadManager?: UserId };
  "license.refused": {
    readonly act: string;
    readonly package?: PackageId;
    readonly subscriber?: OrgId;
    /** Where a license was to be edited, and into what. */
    readonly on?: "Modify License" | "the record";
    readonly wanted?: WantedTerms;
  };
}

export const LICENSE_EVENTS: Readonly<Record<keyof LicenseEvents, string>> = {
  "license.created": "an installation made a license record",
  "license.modified": "the publisher modified a license",
  "license.assigned": "a user was assigned a seat of a package license",
  "license.unassigned": "a seat of a package license was taken from a user",
  "license.expired": "the last day of access of a package license was over",
  "license.uninstalled": "a license record became that of an uninstalled package",
  "license.upgraded": "a license record follows the package to another version",
  "license.refreshed": "the license records of a package were brought in step",
  "license.defaults-registered": "the publisher registered what new licenses of a package get",
  "license.refused": "an act about licenses was refused",
};
