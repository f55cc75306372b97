import { type Decision, decide, type Rule, rule } from "../decision.ts";
import type { Org, PackageLicense } from "../org.ts";
import type { Policies } from "../policies.ts";
import { type Entitlements, holds, type User } from "../user.ts";

/** What decides whether a publisher's row is on a user's grant page. */
export interface ListingFacts {
  readonly user: User;
  readonly entitlements: Entitlements;
  readonly org: Org;
  readonly publisher: {
    readonly name: string;
    /** The publisher's packages in this org that offer login access at all, each with its license and whether a seat is the user's. */
    readonly packages: readonly {
      readonly name: string;
      readonly loginAccess: boolean;
      readonly license?: PackageLicense;
      readonly assigned: boolean;
    }[];
    readonly availability: "users" | "adminsOnly";
  };
  readonly policies: Pick<Policies, "anyUserSetting" | "manageUsersSource">;
}

/** An administrator, as the listing rules mean one: somebody with Manage Users. */
export const isAdministrator = ({ entitlements }: Pick<ListingFacts, "entitlements">): boolean =>
  holds(entitlements, "Manage Users");

export const anyUserSwitchOff = rule<ListingFacts>(
  "GRANT-16",
  ({ org, policies }) =>
    org.settings.adminsLogInAsAnyUser && policies.anyUserSetting === "hidesPublisher"
      ? `Administrators Can Log in as Any User is enabled in ${org.name}`
      : undefined,
  "let an administrator turn Administrators Can Log in as Any User off in Login Access Policies",
);

/** What hides a publisher from a user, in the order a refusal names it. */
export const LISTING: readonly Rule<ListingFacts>[] = [anyUserSwitchOff];

/** The authority of an allow: the user chose a duration and saved it. */
export const savedByTheUser = rule<ListingFacts>("GRANT-02", () => undefined, "choose a duration and save");

/** Is this publisher on this user's grant page? */
export const mayGrant = (facts: ListingFacts): Decision => decide(facts, LISTING, savedByTheUser);
