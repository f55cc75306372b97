import { type Decision, decide, definition, type Rule, rule } from "#domain/decision.ts";
import type { UserId } from "#domain/ids.ts";
import type { Edition } from "#domain/org.ts";
import type { Policies } from "#domain/policies.ts";
import { holds } from "#domain/user.ts";
import { DURATION_RULES, type DurationFacts } from "./duration.ts";
import type { Grant } from "./grant.ts";
import { isAdministrator, isGood, licensedTo, type RowFacts } from "./row.ts";

export const offersLoginAccess = rule<Pick<RowFacts, "row" | "org">>(
  "GRANT-17",
  ({ row, org }) =>
    row.kind === "publisher" && !row.packages.some(({ loginAccess }) => loginAccess)
      ? `${row.label} has no package with login access in ${org.name}`
      : undefined,
  "ask the publisher for another way of support",
);

const EDITIONS_WITH_OWN_ROW: readonly Edition[] = [
  "Enterprise",
  "Performance",
  "Unlimited",
  "Developer",
  "Database.com",
];

export const editionHasOwnRow = rule<Pick<RowFacts, "row" | "org">>(
  "GRANT-23",
  ({ row, org }) =>
    row.kind === "administrators" && !EDITIONS_WITH_OWN_ROW.includes(org.edition)
      ? `${org.name} has ${org.edition} Edition`
      : undefined,
  "let an administrator help without logging in as you",
);

/** Sources differ on what the switch hides, so the policy `anyUserSetting` says (C-01). */
export const anyUserSwitchOff = rule<Pick<RowFacts, "row" | "org" | "policies">>(
  "GRANT-16",
  ({ row, org, policies: { anyUserSetting } }) => {
    const hidden = { hidesPublisher: "publisher", adminRowOnly: "administrators", standingAccess: undefined }[
      anyUserSetting
    ];
    return org.settings.adminsLogInAsAnyUser && row.kind === hidden
      ? `Administrators Can Log in as Any User is enabled in ${org.name}`
      : undefined;
  },
  "let an administrator turn Administrators Can Log in as Any User off in Login Access Policies",
);

export const usersMayGrant = rule<RowFacts>(
  "GRANT-13",
  (facts) =>
    facts.row.kind === "publisher" && !facts.org.settings.usersMayGrantLoginAccess && !isAdministrator(facts)
      ? `${facts.org.name} lets only administrators grant login access`
      : undefined,
  "ask an administrator to grant access, or to let users grant it",
);

export const availableToUsers = rule<RowFacts>(
  "GRANT-20",
  (facts) =>
    facts.row.kind === "publisher" && facts.row.availability === "adminsOnly" && !isAdministrator(facts)
      ? `${facts.row.label} is available to administrators only in ${facts.org.name}`
      : undefined,
  "ask an administrator to grant access, or to make the publisher available to users in Login Access Policies",
);

/** One licensed package is enough. Seed and guide differ on whose license it is (C-10): a counted one must be the user's own. */
export const hasLicense = rule<RowFacts>(
  "GRANT-14",
  (facts) => {
    const { row, user, now } = facts;
    if (row.kind !== "publisher" || licensedTo(facts).length > 0) return undefined;
    const names = row.packages.filter(({ loginAccess }) => loginAccess).map(({ name }) => name);
    const license = row.packages.find((one) => one.assigned || one.license?.seats === "site")?.license;
    return license && !isGood(license, now)
      ? `the license for ${names.join(" and ")} is ${license.status === "Suspended" ? "suspended" : "expired"}`
      : `${user.username} has no license for ${names.join(" or ")}`;
  },
  "ask an administrator to assign a license for the package, or the publisher to renew it",
);

/** A package with a seat of the user's own is granted through that one; the rule is about those with none (GRANT-29). */
export const siteLicenseForAdministrators = rule<RowFacts>(
  "GRANT-15",
  (facts) => {
    const { user, entitlements, policies } = facts;
    const licensed = licensedTo(facts);
    if (licensed.length === 0 || licensed.some(({ license }) => license?.seats !== "site")) return undefined;
    const onProfile = entitlements.profile.permissions.includes("Manage Users");
    if (policies.manageUsersSource === "profileOnly" ? onProfile : holds(entitlements, "Manage Users"))
      return undefined;
    const lacking = policies.manageUsersSource === "profileOnly" ? "Manage Users on the profile" : "Manage Users";
    return `${licensed.map(({ name }) => name).join(" and ")} is licensed to the entire org, and ${user.username} lacks ${lacking}`;
  },
  "ask an administrator with Manage Users to grant access to an own account",
);

/** What keeps a row off the grant page, in the order a refusal names it. */
export const LISTING: readonly Rule<RowFacts>[] = [
  offersLoginAccess,
  editionHasOwnRow,
  anyUserSwitchOff,
  usersMayGrant,
  availableToUsers,
  hasLicense,
  siteLicenseForAdministrators,
];

export interface AccountFacts extends Pick<RowFacts, "row" | "user" | "entitlements" | "now"> {
  /** Whose account is to be opened. */
  readonly account: { readonly id: UserId; readonly username: string };
  readonly policies: Pick<Policies, "siteLicenceGrantTarget">;
}

export const ownAccount = rule<AccountFacts>(
  "GRANT-18",
  (facts) => {
    const { user, account, policies } = facts;
    if (account.id === user.id) return undefined;
    const site = licensedTo(facts).some(({ license }) => license?.seats === "site");
    return policies.siteLicenceGrantTarget === "anyUser" && site && isAdministrator(facts)
      ? undefined
      : `${user.username} cannot open the account of ${account.username}`;
  },
  "open the own account, or ask that user to grant access",
);

export interface SaveFacts extends RowFacts, AccountFacts, DurationFacts {
  readonly policies: RowFacts["policies"] & AccountFacts["policies"] & DurationFacts["policies"];
}

/** What saving a duration is asked, in the order a refusal names it. */
export const SAVE_ORDER: readonly Rule<SaveFacts>[] = [...LISTING, ownAccount, ...DURATION_RULES];

/** Whether what was chosen on the grant page takes effect: once it is saved, and not before. */
export const takesEffect = definition<{ readonly saved: boolean }, boolean>("GRANT-02", ({ saved }) => saved);

/** Whether saving a duration changes running access instead of giving new access. */
export const countsAsChange = definition<{ readonly running: Grant }, boolean>(
  "GRANT-08",
  ({ running }) => !running.end,
);

/** Is this row on this user's grant page? */
export const mayGrant = (facts: RowFacts): Decision => decide(facts, LISTING, takesEffect);

/** May this user save this duration in this row? */
export const maySave = (facts: SaveFacts): Decision => decide(facts, SAVE_ORDER, takesEffect);
