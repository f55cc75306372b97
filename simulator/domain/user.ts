import type { Id, UserId } from "./ids.ts";

/** Permissions by the label the platform shows. */
export const PERMISSIONS = [
  "API Enabled",
  "Debug Apex",
  "Log in to Subscriber Org",
  "Manage Login Access Policies",
  "Manage Package Licenses",
  "Manage Users",
  "Modify All Data",
  "Monitor Login History",
  /** Ours: what a compliance reviewer holds; the platform has no such log to review. */
  "Review Audit Log",
  "View All Data",
  "View Event Log Files",
  "View Event Log Object Data",
  "View Real-Time Event Monitoring Data",
  "View Setup and Configuration",
  "View and Debug Managed Apex",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** What the profile System Administrator gives. */
export const SYSTEM_ADMINISTRATOR: readonly Permission[] = [
  "API Enabled",
  "Manage Login Access Policies",
  "Manage Package Licenses",
  "Manage Users",
  "Modify All Data",
  "View All Data",
  "View Setup and Configuration",
];

/** The kinds of user license that matter to support (LOGIN-02). */
export const USER_LICENSES = [
  "Salesforce",
  "Salesforce Platform",
  "Customer Community",
  "Chatter Free",
  "Identity",
] as const;
export type UserLicense = (typeof USER_LICENSES)[number];

/** What a profile or a permission set opens: permissions, Visualforce pages, apps and tabs. */
export interface Access {
  readonly permissions: readonly Permission[];
  readonly pages?: readonly string[];
  readonly apps?: readonly string[];
  /** Tabs set to Default On. */
  readonly tabs?: readonly string[];
  /**
   * Object permissions on records, by the object's API name; without an entry none on the objects of the License
   * Management App (LICENSE-21), and all on any other.
   */
  readonly objects?: Readonly<Record<string, ObjectRight>>;
  /** Field-level security, by `Object.Field`; without an entry a field can be seen and edited. */
  readonly fields?: Readonly<Record<string, FieldRight>>;
}

export const FIELD_RIGHTS = ["None", "Read", "Read and Edit"] as const;
export type FieldRight = (typeof FIELD_RIGHTS)[number];

export const OBJECT_RIGHTS = ["None", "Read", "Read and Edit"] as const;
export type ObjectRight = (typeof OBJECT_RIGHTS)[number];

export interface Profile extends Access {
  readonly id: Id<"Profile">;
  readonly name: string;
  /** Hours of the day (UTC) between which its users may log in; absent means always (LOGIN-25). */
  readonly loginHours?: { readonly from: number; readonly to: number };
  /** Addresses its users may log in from; absent means any (LOGIN-25). */
  readonly ipRanges?: readonly string[];
}

export interface PermissionSet extends Access {
  readonly id: Id<"PermissionSet">;
  readonly name: string;
}

export interface User {
  readonly id: UserId;
  readonly username: string;
  readonly name: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly active: boolean;
  readonly frozen: boolean;
  readonly license: UserLicense;
  readonly profile: Id<"Profile">;
  readonly permissionSets: readonly Id<"PermissionSet">[];
  /** IANA name; the day of `grantExpiryGranularity` ends in it. */
  readonly timeZone: string;
  /** Whether a permission or session-level policy demands multi-factor authentication of this user (LOGIN-08). */
  readonly mfaEnforced: boolean;
}

/** Where a user's access comes from: her profile first, then her permission sets. */
export interface Entitlements {
  readonly profile: Profile;
  readonly permissionSets: readonly PermissionSet[];
}

export const holds = ({ profile, permissionSets }: Entitlements, permission: Permission): boolean =>
  profile.permissions.includes(permission) || permissionSets.some((set) => set.permissions.includes(permission));

/** Whether profile or permission sets open a page, an app or a tab of this name. */
export const opens = (
  { profile, permissionSets }: Entitlements,
  sort: "pages" | "apps" | "tabs",
  name: string,
): boolean =>
  (profile[sort]?.includes(name) ?? false) || permissionSets.some((set) => set[sort]?.includes(name) ?? false);

/** The most that profile or permission sets give on something; all where the profile says nothing of it. */
export function rightOn(
  { profile, permissionSets }: Entitlements,
  sort: "objects" | "fields",
  name: string,
): ObjectRight {
  const entry = (access: Access): ObjectRight | undefined => {
    const given = access[sort];
    return given && Object.hasOwn(given, name) ? given[name] : undefined;
  };
  const all = [entry(profile) ?? "Read and Edit", ...permissionSets.map((set) => entry(set) ?? "None")];
  return OBJECT_RIGHTS[Math.max(...all.map((one) => OBJECT_RIGHTS.indexOf(one)))] ?? "None";
}

/** A person the org lets in at all: neither deactivated nor frozen. */
export const isWorking = ({ active, frozen }: User): boolean => active && !frozen;
