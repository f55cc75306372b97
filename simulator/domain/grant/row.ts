import { type Decision, definition } from "#domain/decision.ts";
import type { OrgId } from "#domain/ids.ts";
import type { InstalledPackage, Org, PackageLicense, PublisherAvailability } from "#domain/org.ts";
import type { Policies } from "#domain/policies.ts";
import type { Instant } from "#domain/time.ts";
import { type Entitlements, holds, type User } from "#domain/user.ts";

/** One of a publisher's packages in a subscriber org, as its row on the grant page depends on it. */
export interface RowPackage {
  readonly name: string;
  /** Whether it offers login access at all (GRANT-17). */
  readonly loginAccess: boolean;
  readonly license?: PackageLicense;
  /** Whether a counted seat of the license is the user's. */
  readonly assigned: boolean;
}

/** A row of the grant page. A publisher's packages share one (GRANT-29). */
export type Row =
  | { readonly kind: "administrators" | "salesforce"; readonly label: string }
  | {
      readonly kind: "publisher";
      readonly label: string;
      readonly packages: readonly RowPackage[];
      readonly availability: PublisherAvailability["availability"];
    };

/** What decides whether a row is on a user's grant page. */
export interface RowFacts {
  readonly now: Instant;
  readonly org: Org;
  readonly user: User;
  readonly entitlements: Entitlements;
  readonly row: Row;
  readonly policies: Pick<Policies, "anyUserSetting" | "manageUsersSource">;
}

/** The rows that every org has, worded as the page words them. */
export const OWN_ADMINISTRATORS: Row = { kind: "administrators", label: "Your Company's Administrator" };
export const SALESFORCE_SUPPORT: Row = { kind: "salesforce", label: "Salesforce.com Support" };

/** An administrator, as the rows mean one: somebody with Manage Users. */
export const isAdministrator = ({ entitlements }: Pick<RowFacts, "entitlements">): boolean =>
  holds(entitlements, "Manage Users");

/** Whether this license opens its package to anybody now: one that is suspended or over gives no new grant. */
export const isGood = ({ status, expires }: PackageLicense, now: Instant): boolean =>
  status !== "Suspended" && status !== "Expired" && (expires === undefined || now < expires);

/** The packages of a row that a license opens to this user: an own seat, or a license for the entire org. */
export const licensedTo = ({ row, now }: Pick<RowFacts, "row" | "now">): readonly RowPackage[] =>
  row.kind !== "publisher"
    ? []
    : row.packages.filter(
        ({ loginAccess, license, assigned }) =>
          loginAccess && license && isGood(license, now) && (license.seats === "site" || assigned),
      );

/** Whose row a package belongs to: its License Management Org's, whatever other packages that has here. */
export const sharedRow = definition<Pick<InstalledPackage, "publisher">, OrgId>(
  "GRANT-29",
  ({ publisher }) => publisher,
);

/** What a publisher's row is called: not by its package, nor by the org the package is developed in. */
export const rowLabel = definition<{ readonly lmo: Org }, string>("GRANT-11", ({ lmo }) => lmo.name);

/** Who may grant to a publisher that no administrator has decided about (policy `publisherDefaultAvailability`). */
export const firstAvailability = definition<
  { readonly policies: Pick<Policies, "publisherDefaultAvailability"> },
  PublisherAvailability["availability"]
>("GRANT-21", ({ policies }) => policies.publisherDefaultAvailability);

/** Whether a row is on the page at all: where a rule stands against it there is no row, and no word why. */
export const isListed = definition<Decision, boolean>("GRANT-12", ({ effect }) => effect === "allow");
