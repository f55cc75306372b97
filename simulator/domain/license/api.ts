import { definition } from "#domain/decision.ts";
import { siblingId } from "#domain/ids.ts";
import type { License, Package, PackageVersion } from "#domain/org.ts";
import { type PackageRecord, versionRecord } from "./package-record.ts";
import { type LicenseRecord, leadIdOf, licenseRecord, type RecordFacts, versionOf } from "./record.ts";

/** What the License Management App keeps. */
export type Kept = "packages" | "versions" | "licenses" | "leads";

/** The API name of the object that each is kept in. */
export const lmaObject = definition<{ readonly of: Kept }, LmaObject>("LICENSE-01", ({ of }) => LMA_OBJECTS[of]);

const LMA_OBJECTS = {
  packages: "sfLma__Package__c",
  versions: "sfLma__Package_Version__c",
  licenses: "sfLma__License__c",
  leads: "Lead",
} as const satisfies Record<Kept, string>;

export type LmaObject = (typeof LMA_OBJECTS)[Kept];
export const KEPT = Object.keys(LMA_OBJECTS) as readonly Kept[];
export const LMA_OBJECT_NAMES = Object.values(LMA_OBJECTS);

/** A record by the API names of its fields; a lookup or a field without a value is null. */
export type ApiRecord = Readonly<Record<string, string | number | boolean | null>>;

/** Ids of the rows of the app's own objects: what they are about has an id of its own on the platform. */
export const packageRowId = ({ id }: Pick<Package, "id">) => siblingId("LmaPackage", id);
export const versionRowId = ({ id }: Pick<PackageVersion, "id">) => siblingId("LmaPackageVersion", id);

/** A site license counts no seats: the platform writes -1. */
const UNCOUNTED = -1;

/** The fields of a license record by their API names, lookups as ids. License Type is legacy: it is there, and empty. */
export const licenseFields = definition<RecordFacts, ApiRecord>("LICENSE-04", (facts) => {
  const { license, contact, terms } = facts;
  const shown = licenseRecord.gives(facts);
  const version = versionOf(facts);
  return {
    Id: license.id,
    Name: shown.name,
    sfLma__Account__c: contact?.account.id ?? null,
    sfLma__Contact__c: contact?.id ?? null,
    sfLma__Lead__c: leadIdOf(license) ?? null,
    sfLma__Package__c: packageRowId(facts.package),
    sfLma__Package_Version__c: version ? versionRowId(version) : null,
    sfLma__Package_Version_Number__c: shown.packageVersionNumber ?? null,
    sfLma__Status__c: shown.status,
    sfLma__Expiration__c: shown.expirationDate === "Does not expire" ? null : shown.expirationDate,
    sfLma__Expiration_Date__c: shown.expirationDate,
    sfLma__Install_Date__c: shown.installDate ?? null,
    sfLma__Seats__c: terms.seats === "site" ? UNCOUNTED : terms.seats,
    sfLma__Licensed_Seats__c: String(shown.licensedSeats),
    sfLma__Used_Licenses__c: shown.usedLicenses ?? null,
    sfLma__Subscriber_Org_ID__c: shown.subscriberOrgId,
    ...orgFields(shown),
    sfLma__License_Type__c: null,
  };
});

const orgFields = (shown: LicenseRecord): ApiRecord => ({
  sfLma__Subscriber_Org_Is_Sandbox__c: shown.sandbox ?? null,
  sfLma__Org_Instance__c: shown.instance ?? null,
  sfLma__Org_Edition__c: shown.orgEdition ?? null,
  sfLma__Org_Status__c: shown.orgStatus ?? null,
  sfLma__Org_Trial_Expiration__c: shown.orgExpirationDate ?? null,
});

export const packageFields = (of: Package, { name, latestVersion, ...record }: PackageRecord): ApiRecord => ({
  Id: packageRowId(of),
  Name: name,
  sfLma__Package_ID__c: record.packageId,
  sfLma__Developer_Name__c: record.developerName,
  sfLma__Developer_Org_ID__c: record.developerOrgId ?? null,
  sfLma__Latest_Version__c: latestOf(of, latestVersion),
  sfLma__Lead_Manager__c: of.leadManager ?? null,
});

function latestOf({ versions }: Package, latest: string | undefined): string | null {
  const version = versions.find(({ number }) => number === latest);
  return version ? versionRowId(version) : null;
}

export function versionFields(of: Package, version: PackageVersion): ApiRecord {
  const { name, releaseDate, versionNumber, versionId } = versionRecord(of, version);
  return {
    Id: versionRowId(version),
    Name: name,
    sfLma__Package__c: packageRowId(of),
    sfLma__Version_Number__c: versionNumber,
    sfLma__Release_Date__c: releaseDate ?? null,
    sfLma__Version_ID__c: versionId,
  };
}

/** A lead as an installation makes it: the lead manager of the package owns it, and no assignment rule fires. */
export const leadFields = (license: License, of: Package | undefined): ApiRecord | undefined =>
  license.lead && {
    Id: leadIdOf(license) ?? null,
    Company: license.lead.company,
    Name: license.lead.contact,
    Email: license.lead.email,
    LeadSource: "Package Installation",
    OwnerId: of?.leadManager ?? null,
  };
