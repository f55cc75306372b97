import { GrowingTable } from "./growing-table.ts";
import type { Id, OrgId, PackageId, UserId } from "./ids.ts";
import type { ConnectedApp, OAuthToken } from "./power/connected-app.ts";
import type { Instant } from "./time.ts";
import type { PermissionSet, Profile, User } from "./user.ts";

export const EDITIONS = [
  "Enterprise",
  "Performance",
  "Unlimited",
  "Professional",
  "Group",
  "Developer",
  "Partner Developer",
  "Database.com",
] as const;
export type Edition = (typeof EDITIONS)[number];

export const SANDBOX_KINDS = ["Developer", "Developer Pro", "Partial Copy", "Full"] as const;
export type SandboxKind = (typeof SANDBOX_KINDS)[number];

/** An org as its own Company Information describes it. A License Management Org is one with the app installed (LMO-01). */
export interface Org {
  readonly id: OrgId;
  readonly name: string;
  readonly kind: "production" | "sandbox" | "scratch" | "trial";
  /** Only of a sandbox: its kind, and the production org it was copied from. */
  readonly sandbox?: {
    readonly kind: SandboxKind;
    readonly of: OrgId;
    /** Of a Partial Copy: the sObjects whose records it carries. */
    readonly template?: readonly string[];
  };
  /** Only of a trial org: when it ends. Says nothing about the licenses of packages (LICENSE-14). */
  readonly trialEnds?: Instant;
  readonly edition: Edition;
  readonly instance: string;
  readonly governmentCloud: boolean;
  readonly status: "active" | "locked" | "deleted" | "disabled";
  readonly contact: {
    readonly name: string;
    readonly phone: string;
    readonly email: string;
    readonly address: string;
  };
  /** First label of the My Domain host name; unique in the simulator. */
  readonly myDomain: string;
  readonly timeZone: string;
  /** Share of each limit that is used, in percent (LMO-14). */
  readonly limits: { readonly fileStorage: number; readonly dataStorage: number; readonly apiRequests: number };
  readonly settings: OrgSettings;
  /** Present when the License Management App is installed here (LMO-01). */
  readonly lma?: {
    /** Whether the publisher may use the subscriber support features (LMO-07). */
    readonly eligiblePartner: boolean;
    /** How many debugging sessions it bought on top of the free one (DEBUG-04). */
    readonly boughtDebuggers?: number;
  };
  /** Has bought Event Monitoring, as an add-on or within Shield (TRACE-19, TRACE-21); absent where it has not. */
  readonly eventMonitoring?: boolean;
  /** Of a production org: how many sessions of its own Apex Debugger it bought (DEBUG-07). */
  readonly boughtDebuggers?: number;
  /** Names of other apps that matter because the LMA refuses to share an org with them (LMO-04). */
  readonly apps: readonly string[];
}

export interface OrgSettings {
  /** "Administrators Can Log in as Any User", `enableAdminLoginAsAnyUser` (GRANT-22). */
  readonly adminsLogInAsAnyUser: boolean;
  /** `canUsersGrantLoginAccess`: false keeps granting to administrators (GRANT-13). */
  readonly usersMayGrantLoginAccess: boolean;
  /** Minutes of idleness that end a session, 15 to 1,440; absent means the policy `sessionIdleTimeout` (LOGIN-13). */
  readonly sessionTimeout?: number;
  /** The org-wide switch that demands multi-factor authentication of every user (LOGIN-08). */
  readonly mfaRequired: boolean;
  /** "Multi-Factor Authentication for UI Logins During Log In As" (LOGIN-08); absent while nobody chose (LOGIN-12). */
  readonly mfaDuringLogInAs?: boolean;
  /** Whether MFA stands in the High Assurance column of Session Settings (LMO-11). */
  readonly mfaIsHighAssurance: boolean;
  /** "Force relogin after Login-As-User" (LOGIN-20). */
  readonly forceReloginAfterLogInAs: boolean;
}

/** A package as its publisher's License Management Org knows it. */
export interface Package {
  readonly id: PackageId;
  readonly name: string;
  readonly namespace: string;
  readonly generation: "1GP" | "2GP";
  readonly kind: "managed" | "unlocked";
  /** Passed the security review, which opens subscriber support (LMO-07). */
  readonly securityReviewed: boolean;
  /** False for packages that never appear on a Login Access Policies page (GRANT-17). */
  readonly loginAccess: boolean;
  /** The org the package is developed in; not what a grant page is labelled with (GRANT-11). */
  readonly packagingOrg: { readonly name: string; readonly id?: OrgId };
  readonly versions: readonly PackageVersion[];
  /** What a license gets when the package is installed (LICENSE-15); absent while nobody registered anything. */
  readonly defaults?: LicenseDefaults;
  /** Who in the License Management Org owns the leads of its installations. */
  readonly leadManager?: UserId;
  /** When its license records were refreshed last (LICENSE-17). */
  readonly lastRefresh?: Instant;
  /** What an installation brings into the subscriber org. */
  readonly content?: PackageContent;
  /** In the org it is developed in only: the License Management Org it was linked to, the one it ever has (LMO-05). */
  readonly linkedTo?: OrgId;
}

export interface PackageVersion {
  readonly id: Id<"PackageVersion">;
  readonly number: string;
  readonly state: "beta" | "released";
  /** As the publisher called it; absent where the number has to do. */
  readonly name?: string;
  readonly releasedAt?: Instant;
}

/** The default license values a publisher registers for a package. */
export interface LicenseDefaults {
  readonly status: "Trial" | "Active";
  readonly seats: number | "site";
  /** Days from the installation to the last day of access; absent when licenses do not expire. */
  readonly days?: number;
}

/** Code and settings of a package, without the ids they get in each org. */
export interface PackageContent {
  readonly code: readonly Pick<ApexClass, "kind" | "name" | "apiVersion" | "body" | "lines">[];
  readonly settings: readonly (Omit<CustomSetting, "id" | "namespace"> & {
    /** What the record of the Organization holds at first. */
    readonly values?: SettingRecord["values"];
  })[];
  readonly objects?: readonly Omit<CustomObject, "id" | "namespace">[];
}

/** The publisher's record of one installation (LICENSE-02, `sfLma__License__c`). */
export interface License {
  readonly id: Id<"License">;
  readonly subscriber: OrgId;
  readonly package: PackageId;
  /** The lead that the installation made; absent where a contact was known (LICENSE-15). May differ from Company Information (LMO-15). */
  readonly lead?: Lead;
  /** The contact of the License Management Org who was known already. */
  readonly contact?: Id<"Contact">;
  /** What the publisher set on the Modify License page, or the installation at first; absent from records that are older. */
  readonly terms?: Pick<PackageLicense, "status" | "seats" | "expires">;
  /** The number in its name, `L-00001`; absent from records that are older. */
  readonly number?: number;
  readonly installedAt?: Instant;
  readonly uninstalledAt?: Instant;
  /** Made by AppExchange Checkout, which alone changes it (LICENSE-16). */
  readonly checkout?: boolean;
  /** Whether it has ever been active, and so cannot be a trial again (LICENSE-06). */
  readonly converted?: boolean;
  /** What the record last learned of the subscriber org; absent until it is brought in step. */
  readonly learned?: LicenseLearned;
}

export interface Lead {
  /** Absent for a lead that came with this very license and shares its number. */
  readonly id?: Id<"Lead">;
  readonly company: string;
  readonly contact: string;
  readonly email: string;
}

/** What a license record knows of the subscriber org, as it was when they were last brought in step (LICENSE-17). */
export interface LicenseLearned {
  readonly edition: Edition;
  readonly instance: string;
  readonly kind: Org["kind"];
  readonly trialEnds?: Instant;
  /** Number of the installed version. */
  readonly version: string;
  /** Seats that are assigned. */
  readonly used: number;
}

/** A person the publisher knows already, with the account of the person's company. */
export interface Contact {
  readonly id: Id<"Contact">;
  readonly name: string;
  readonly email: string;
  readonly account: { readonly id: Id<"Account">; readonly name: string };
}

/** A managed package in a subscriber org. */
export interface InstalledPackage {
  readonly id: PackageId;
  readonly name: string;
  readonly namespace: string;
  readonly version: string;
  readonly generation: "1GP" | "2GP";
  /** The License Management Org that owns it: the publisher, as a subscriber knows it. */
  readonly publisher: OrgId;
  readonly loginAccess: boolean;
  /** "Subscriber Debug Logs" of its namespace, switched by the publisher (POWER-18). */
  readonly subscriberDebugLogs: boolean;
}

/** The subscriber's side of a license. */
export interface PackageLicense {
  readonly id: Id<"PackageLicense">;
  readonly package: PackageId;
  readonly status: "Active" | "Trial" | "Free" | "Expired" | "Suspended";
  readonly seats: number | "site";
  readonly expires?: Instant;
}

export interface UserPackageLicense {
  readonly id: Id<"UserPackageLicense">;
  readonly license: Id<"PackageLicense">;
  readonly user: UserId;
}

/** One publisher's line on the Login Access Policies page; absent while nobody changed it (GRANT-21). */
export interface PublisherAvailability {
  readonly publisher: OrgId;
  readonly availability: "users" | "adminsOnly";
}

export interface ApexClass {
  readonly id: Id<"ApexClass"> | Id<"ApexTrigger">;
  readonly kind: "class" | "trigger";
  readonly name: string;
  /** Absent for the org's own code. */
  readonly namespace?: string;
  readonly apiVersion: string;
  readonly body: string;
  /** Where a debugger can stop, a list for each type in the source; absent where nobody has worked it out (DEBUG-29). */
  readonly lines?: readonly TypeLines[];
}

/** The lines of one class, inner class or trigger at which a debugger can stop. A line belongs to the innermost type. */
export interface TypeLines {
  /** `InvoiceService`; `InvoiceService$Totals` for an inner class. */
  readonly type: string;
  readonly executable: readonly number[];
  /** Lines with the word `get` or `set` of an accessor and nothing of its body (DEBUG-32). */
  readonly accessors?: readonly number[];
}

export interface CustomSetting {
  readonly id: Id<"CustomSetting">;
  readonly name: string;
  readonly label: string;
  readonly namespace?: string;
  readonly visibility: "public" | "protected";
  readonly type: "custom setting" | "custom metadata type";
  readonly fields: readonly string[];
}

export interface SettingRecord {
  readonly id: Id<"SettingRecord">;
  readonly setting: Id<"CustomSetting">;
  /** The org default or a user or profile name. */
  readonly owner: string;
  readonly values: Readonly<Record<string, string>>;
}

/** The types of fields that records can have. */
export const FIELD_TYPES = [
  "string",
  "textarea",
  "picklist",
  "boolean",
  "int",
  "double",
  "currency",
  "percent",
  "date",
  "datetime",
  "email",
  "phone",
  "url",
  "reference",
] as const;

/** A field of the records of an object, besides Name and those that every object has. */
export interface CustomField {
  /** API name, with the namespace where it has one. */
  readonly name: string;
  readonly label: string;
  readonly type: (typeof FIELD_TYPES)[number];
  /** The most characters a text can have; 255 unless it is said. */
  readonly length?: number;
  readonly required?: boolean;
  readonly unique?: boolean;
  readonly externalId?: boolean;
  /** The values a picklist allows. */
  readonly values?: readonly string[];
  /** Of a reference: the object it points to, and what the ways there and back are called. */
  readonly to?: { readonly sobject: string; readonly parent: string; readonly children?: string };
}

/** What the business records of one object are made of: one of the org's own or of a package, or a standard object. */
export interface CustomObject {
  readonly id: Id<"CustomObject">;
  /** API name, with the namespace where it has one. */
  readonly name: string;
  readonly label: string;
  readonly plural: string;
  /** The first three characters of the ids of its records. */
  readonly keyPrefix: string;
  readonly namespace?: string;
  readonly fields: readonly CustomField[];
}

/** A business record, as far as support needs one (POWER-16, POWER-22). */
export interface SObjectRecord {
  readonly id: Id<"Record">;
  readonly sobject: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly createdBy: UserId;
  readonly lastModifiedBy: UserId;
  readonly lastModifiedAt: Instant;
  /** Absent from records that are older than this was kept. */
  readonly createdAt?: Instant;
  /** Since when it is in the recycle bin. */
  readonly deletedAt?: Instant;
}

/** Where a debug log came from, and so how long it lives (LOG-11). */
export const LOCATIONS = ["Monitoring", "SystemLog"] as const;
export type Location = (typeof LOCATIONS)[number];

/** The platform's own users, who have no row. */
export const PLATFORM_USERS = ["automated process", "platform integration"] as const;
export type PlatformUser = (typeof PLATFORM_USERS)[number];

/** Whom a debug log is about. */
export type LogUser = UserId | PlatformUser;

export const isPlatformUser = (user: LogUser): user is PlatformUser => PLATFORM_USERS.some((one) => one === user);

/** A stored debug log: whole lines with the namespace each belongs to, so that each reader gets an own view (POWER-03). */
export interface ApexLog {
  readonly id: Id<"ApexLog">;
  readonly user: LogUser;
  readonly operation: string;
  readonly startedAt: Instant;
  readonly location: Location;
  readonly application: string;
  readonly request: string;
  readonly status: string;
  /** Milliseconds that the transaction took. */
  readonly duration: number;
  /** Bytes of its body. */
  readonly length: number;
  /** The namespaces whose code stood in it in clear for the subscriber when it was written (LOG-22). */
  readonly open?: readonly string[];
  /** Whose LoginAs session set it up or produced it; such a log is absent from the subscriber's list (POWER-17). */
  readonly publisher?: OrgId;
  readonly lines: readonly LogLine[];
}

export interface LogLine {
  readonly namespace?: string;
  readonly text: string;
}

export interface OAuthConsent {
  readonly id: Id<"OAuthConsent">;
  readonly user: UserId;
  readonly app: string;
  /** What the app may do on the user's behalf (POWER-06, POWER-14). */
  readonly purpose: "data access" | "single sign-on";
  readonly at: Instant;
}

/** Every table of an org and what its rows are. The company row is keyed by the org's own id. */
export interface Tables {
  readonly company: Org;
  readonly users: User;
  readonly profiles: Profile;
  readonly permissionSets: PermissionSet;
  readonly packages: Package;
  readonly licenses: License;
  readonly contacts: Contact;
  readonly installedPackages: InstalledPackage;
  readonly packageLicenses: PackageLicense;
  readonly userPackageLicenses: UserPackageLicense;
  readonly loginAccessPolicies: PublisherAvailability;
  readonly apexClasses: ApexClass;
  readonly customSettings: CustomSetting;
  readonly settingRecords: SettingRecord;
  readonly customObjects: CustomObject;
  readonly records: SObjectRecord;
  readonly apexLogs: ApexLog;
  readonly oauthConsents: OAuthConsent;
  readonly connectedApps: ConnectedApp;
  readonly oauthTokens: OAuthToken;
}

export type Table = keyof Tables;

export const TABLES = [
  "company",
  "users",
  "profiles",
  "permissionSets",
  "packages",
  "licenses",
  "contacts",
  "installedPackages",
  "packageLicenses",
  "userPackageLicenses",
  "loginAccessPolicies",
  "apexClasses",
  "customSettings",
  "settingRecords",
  "customObjects",
  "records",
  "apexLogs",
  "oauthConsents",
  "connectedApps",
  "oauthTokens",
] as const satisfies readonly Table[];

/** The table that grows with what clients do; how many rows the others have is for people to say. */
const GROWING = "records";

/** All rows of one org. Immutable: a change makes a new state and leaves the old one as it was. */
export type OrgRows = {
  readonly [T in Exclude<Table, typeof GROWING>]: Readonly<Record<string, Tables[T]>>;
} & { readonly [GROWING]: GrowingTable<SObjectRecord> };

/** The same as JSON has it: every table an object. */
export type PlainRows = { readonly [T in Table]: Readonly<Record<string, Tables[T]>> };

/** Makes the tables of what JSON has. */
export const tablesOf = ({ records, ...others }: PlainRows): OrgRows => ({
  ...others,
  records: GrowingTable.of(records),
});

/** The rows of any table with their ids. */
export function entriesOf<T extends Table>(rows: OrgRows, table: T): readonly (readonly [string, Tables[T]])[];
export function entriesOf(
  { [GROWING]: growing, ...others }: OrgRows,
  table: Table,
): readonly (readonly [string, unknown])[] {
  return table === GROWING ? [...growing] : Object.entries(others[table]);
}

/** The rows of any table. */
export function valuesOf<T extends Table>(rows: OrgRows, table: T): readonly Tables[T][];
export function valuesOf({ [GROWING]: growing, ...others }: OrgRows, table: Table): readonly unknown[] {
  return table === GROWING ? growing.values() : Object.values(others[table]);
}

/** One row written or, with `null`, deleted. An event carries its changes, so the log can rebuild the rows. */
export type Change = {
  [T in Table]: { readonly table: T; readonly id: string; readonly row: Tables[T] | null };
}[Table];

export const NO_ROWS: OrgRows = tablesOf(
  Object.fromEntries(TABLES.map((table) => [table, {}])) as unknown as PlainRows,
);

/** The rows after the changes; repeating a change that was made already alters nothing. */
export function applyChanges(rows: OrgRows, changes: readonly Change[]): OrgRows {
  const growing = changes.flatMap((one) => (one.table === GROWING ? [[one.id, one.row] as const] : []));
  const records = growing.length > 0 ? rows.records.after(growing) : rows.records;
  if (growing.length === changes.length) return { ...rows, records };
  const next: Record<Exclude<Table, typeof GROWING>, Record<string, unknown>> = { ...rows };
  // Each table is copied once, however many of its rows change: a refresh or a new sandbox writes them all.
  for (const { table } of changes)
    if (table !== GROWING && next[table] === rows[table]) next[table] = { ...rows[table] };
  for (const { table, id, row } of changes) {
    if (table === GROWING) continue;
    if (row === null) delete next[table][id];
    // Defined and not assigned, so that an id is never a property that JavaScript gives a meaning.
    else Object.defineProperty(next[table], id, { value: row, enumerable: true, configurable: true, writable: true });
  }
  return { ...next, records } as OrgRows;
}

/** The row of this id, if the table has one; never a property that JavaScript objects inherit. */
export function rowOf<Row>(table: Readonly<Record<string, Row>> | GrowingTable<Row>, id: string): Row | undefined {
  if (table instanceof GrowingTable) return table.get(id);
  return Object.hasOwn(table, id) ? table[id] : undefined;
}

/** What an org is called in host names where nobody chose: its name in small letters, or its id where that has none. */
export const myDomainOf = ({ id, name }: Pick<Org, "id" | "name">): string =>
  (name.toLowerCase().match(/[a-z0-9]+/g) ?? [id.toLowerCase()]).join("-");

/** The company row of an org's rows. */
export function companyOf(rows: OrgRows): Org {
  for (const id in rows.company) {
    const company = rowOf(rows.company, id);
    if (company) return company;
  }
  throw new Error("an org without a company row");
}
