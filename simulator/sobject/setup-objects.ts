import { PREFIX, siblingId } from "#domain/ids.ts";
import type { Edition, Org } from "#domain/org.ts";
import type { UserLicense } from "#domain/user.ts";
import { email, flag, id, instant, phone, picklist, reference, text } from "./fields.ts";
import { fromFacts, fromTable, type SObject } from "./object.ts";

// People, what they may do, and the org itself.

/** What the platform calls an edition in `OrganizationType`. */
const ORGANIZATION_TYPE: Readonly<Record<Edition, string>> = {
  Enterprise: "Enterprise Edition",
  Performance: "Performance Edition",
  Unlimited: "Unlimited Edition",
  Professional: "Professional Edition",
  Group: "Team Edition",
  Developer: "Developer Edition",
  "Partner Developer": "Partner Developer Edition",
  "Database.com": "Database.com Edition",
};

/** A scratch org is a sandbox that ends, for whoever asks. */
const isSandbox = ({ kind }: Org): boolean => kind === "sandbox" || kind === "scratch";

const organization: SObject = {
  schema: {
    name: "Organization",
    label: "Organization",
    keyPrefix: PREFIX.Org,
    fields: [
      id,
      text("Name", { nillable: false }),
      text("InstanceName"),
      flag("IsSandbox"),
      instant("TrialExpirationDate"),
      text("NamespacePrefix"),
      picklist("OrganizationType", Object.values(ORGANIZATION_TYPE)),
      text("PrimaryContact"),
      phone("Phone"),
      text("TimeZoneSidKey"),
      text("LanguageLocaleKey"),
      text("DefaultLocaleSidKey"),
    ],
  },
  plural: "Organizations",
  api: "both",
  rows: fromTable("company", (org) => ({
    Id: org.id,
    Name: org.name,
    InstanceName: org.instance,
    IsSandbox: isSandbox(org),
    // How long a scratch org lives is not kept, and that it ends is what tells it from a sandbox.
    TrialExpirationDate: org.trialEnds ?? (org.kind === "scratch" ? "9999-12-31T00:00:00.000Z" : null),
    NamespacePrefix: null,
    OrganizationType: ORGANIZATION_TYPE[org.edition],
    PrimaryContact: org.contact.name,
    Phone: org.contact.phone,
    TimeZoneSidKey: org.timeZone,
    LanguageLocaleKey: "en_US",
    DefaultLocaleSidKey: "en_US",
  })),
};

const USER_TYPE: Readonly<Record<UserLicense, string>> = {
  Salesforce: "Standard",
  "Salesforce Platform": "Standard",
  "Customer Community": "CspLitePortal",
  "Chatter Free": "CsnOnly",
  Identity: "Standard",
};

/** Given names first, as everybody here is called. */
const lastWord = (name: string): string => name.split(" ").at(-1) ?? name;

const user: SObject = {
  schema: {
    name: "User",
    label: "User",
    keyPrefix: PREFIX.User,
    fields: [
      id,
      text("Username", { length: 80, nillable: false, unique: true, indexed: true }),
      text("Name", { nillable: false }),
      text("FirstName", { length: 40 }),
      text("LastName", { length: 80, nillable: false }),
      text("Alias", { length: 8, nillable: false }),
      email("Email", { nillable: false }),
      flag("IsActive"),
      reference("ProfileId", "Profile", "Profile"),
      picklist("UserType", ["Standard", "CspLitePortal", "CsnOnly"]),
      text("TimeZoneSidKey", { nillable: false }),
      text("LocaleSidKey"),
      text("LanguageLocaleKey"),
      text("EmailEncodingKey"),
    ],
    children: [{ name: "PermissionSetAssignments", object: "PermissionSetAssignment", field: "AssigneeId" }],
  },
  plural: "Users",
  api: "both",
  updateable: true,
  rows: fromTable("users", (one) => ({
    Id: one.id,
    Username: one.username,
    Name: one.name,
    FirstName: one.name.includes(" ") ? one.name.slice(0, one.name.lastIndexOf(" ")) : null,
    LastName: lastWord(one.name),
    Alias: one.username.slice(0, 8).replace(/@.*/, ""),
    Email: one.email,
    IsActive: one.active,
    ProfileId: one.profile,
    UserType: USER_TYPE[one.license],
    TimeZoneSidKey: one.timeZone,
    LocaleSidKey: "en_US",
    LanguageLocaleKey: "en_US",
    EmailEncodingKey: "UTF-8",
  })),
};

const profile: SObject = {
  schema: {
    name: "Profile",
    label: "Profile",
    keyPrefix: PREFIX.Profile,
    fields: [id, text("Name", { nillable: false, indexed: true })],
    children: [{ name: "Users", object: "User", field: "ProfileId" }],
  },
  plural: "Profiles",
  api: "both",
  rows: fromTable("profiles", (one) => ({ Id: one.id, Name: one.name })),
};

const permissionSet: SObject = {
  schema: {
    name: "PermissionSet",
    label: "Permission Set",
    keyPrefix: PREFIX.PermissionSet,
    fields: [
      id,
      text("Name", { length: 80, nillable: false, indexed: true }),
      text("Label", { length: 80, nillable: false }),
      flag("IsOwnedByProfile"),
    ],
    children: [{ name: "Assignments", object: "PermissionSetAssignment", field: "PermissionSetId" }],
  },
  plural: "Permission Sets",
  api: "both",
  rows: fromTable("permissionSets", (one) => ({
    Id: one.id,
    Name: one.name.replaceAll(/[^A-Za-z0-9]+/g, "_"),
    Label: one.name,
    IsOwnedByProfile: false,
  })),
};

/** An assignment has no row of its own here; its id is made of the numbers of both, and so is the same every time. */
const permissionSetAssignment: SObject = {
  schema: {
    name: "PermissionSetAssignment",
    label: "Permission Set Assignment",
    keyPrefix: PREFIX.PermissionSetAssignment,
    fields: [
      id,
      reference("AssigneeId", "User", "Assignee", { nillable: false }),
      reference("PermissionSetId", "PermissionSet", "PermissionSet", { nillable: false }),
    ],
  },
  plural: "Permission Set Assignments",
  api: "both",
  rows: fromFacts(({ rows }) =>
    Object.values(rows.users).flatMap((one) =>
      one.permissionSets.map((set) => ({
        Id: siblingId("PermissionSetAssignment", `0Pa${one.id.slice(9, 15)}${set.slice(9, 15)}`),
        AssigneeId: one.id,
        PermissionSetId: set,
      })),
    ),
  ),
};

const userLogin: SObject = {
  schema: {
    name: "UserLogin",
    label: "User Login",
    keyPrefix: PREFIX.UserLogin,
    fields: [id, reference("UserId", "User"), flag("IsFrozen"), flag("IsPasswordLocked")],
  },
  plural: "User Logins",
  api: "data",
  updateable: true,
  rows: fromTable("users", (one) => ({
    Id: siblingId("UserLogin", one.id),
    UserId: one.id,
    IsFrozen: one.frozen,
    IsPasswordLocked: false,
  })),
};

export const SETUP_OBJECTS: readonly SObject[] = [
  organization,
  user,
  profile,
  permissionSet,
  permissionSetAssignment,
  userLogin,
];
