import { type Decision, decide, definition, type Rule, rule } from "#domain/decision.ts";
import type { InstalledPackage, PackageLicense } from "#domain/org.ts";
import type { Day, Instant } from "#domain/time.ts";
import { type Entitlements, holds } from "#domain/user.ts";
import { lastDayOf } from "./terms.ts";

export interface AssignFacts {
  readonly person: { readonly user: { readonly username: string }; readonly entitlements: Entitlements };
  readonly package: { readonly name: string };
  readonly license: Pick<PackageLicense, "seats">;
  /** Seats that are assigned already. */
  readonly used: number;
  /** Whether a seat is to be taken, or given back. */
  readonly takesSeat: boolean;
}

export const freeSeat = rule<AssignFacts>(
  "LICENSE-13",
  ({ person: { user, entitlements }, package: { name }, license: { seats }, used, takesSeat }) => {
    if (!holds(entitlements, "Manage Package Licenses")) return `${user.username} lacks Manage Package Licenses`;
    if (seats === "site") return `${name} is licensed to the entire org, so there is nothing to manage`;
    return takesSeat && used >= seats ? `all ${seats} licenses for ${name} are assigned` : undefined;
  },
  "ask somebody with Manage Package Licenses, take a license from another user, or ask the publisher for more",
);

/** What assigning a seat is asked, and giving one back. */
export const ASSIGN_ORDER: readonly Rule<AssignFacts>[] = [freeSeat];

/** May this seat be assigned, or given back? */
export const mayAssign = (facts: AssignFacts): Decision => decide(facts, ASSIGN_ORDER, freeSeat);

/** A package license as the subscriber's API has it, with the word its Installed Packages page shows. */
export interface SubscriberLicense {
  readonly NamespacePrefix: string;
  /** -1 for a license of the entire org. */
  readonly AllowedLicenses: number;
  readonly UsedLicenses: number;
  /** The last day of access; null when the license does not expire. */
  readonly ExpirationDate: Day | null;
  readonly Status: "Active" | "Expired" | "Free" | "Trial";
  readonly shownAs: PackageLicense["status"];
}

interface SubscriberFacts {
  readonly installed: Pick<InstalledPackage, "namespace">;
  readonly license: PackageLicense;
  readonly used: number;
  readonly now: Instant;
}

/** The API has no word for Suspended: what gives nobody access is Expired there (assumed). */
export const subscriberLicense = definition<SubscriberFacts, SubscriberLicense>(
  "LICENSE-12",
  ({ installed: { namespace }, license: { seats, expires, status }, used, now }) => {
    const shownAs = expires && expires <= now && status !== "Suspended" ? "Expired" : status;
    return {
      NamespacePrefix: namespace,
      AllowedLicenses: seats === "site" ? -1 : seats,
      UsedLicenses: used,
      ExpirationDate: expires ? lastDayOf(expires) : null,
      Status: shownAs === "Suspended" ? "Expired" : shownAs,
      shownAs,
    };
  },
);
