import { Fault, notFound } from "#domain/fault.ts";
import type { Id, OrgId, PackageId } from "#domain/ids.ts";
import { learnedFrom, numbersOf, type RecordFacts, recordOf } from "#domain/license/record.ts";
import { termsOf } from "#domain/license/terms.ts";
import { type Change, type License, type LicenseLearned, type OrgRows, type Package, rowOf } from "#domain/org.ts";
import type { Happening } from "#usecases/act.ts";
import { managedIn } from "#usecases/publisher.ts";
import { orgIfAny, type Standing } from "#usecases/until-settled.ts";

/** How the rows of another org are come by; nothing where there is none. */
export type ReadOrg = (org: OrgId) => Promise<OrgRows | undefined>;

/**
 * Gathers what one license record is drawn from. A record that never learned of its subscriber org is read through to
 * it. Whoever draws many reckons their numbers once.
 */
export async function recordFacts(
  rows: OrgRows,
  license: License,
  read: ReadOrg,
  numbers = numbersOf(rows.licenses),
): Promise<RecordFacts> {
  const of = rowOf(rows.packages, license.package);
  if (!of) throw noPackage(license.package);
  const lacking = license.uninstalledAt === undefined && !(license.terms && license.learned);
  const theirs = lacking ? await read(license.subscriber) : undefined;
  const learned = license.learned ?? (theirs && learnedFrom(theirs, license.package));
  const contact = license.contact && rowOf(rows.contacts, license.contact);
  return {
    license,
    number: numbers.get(license.id) ?? 0,
    terms: termsOf(license, theirs && packageLicenseOf(theirs, license.package)),
    package: of,
    ...(contact && { contact }),
    ...(learned && { learned }),
  };
}

/** The package of this id among those linked to a License Management Org. Fault NOT_FOUND when it is none of them. */
export function packageOf(rows: OrgRows, id: PackageId): Package {
  const found = managedIn(rows).find((one) => one.id === id);
  if (!found) throw noPackage(id);
  return found;
}

const noPackage = (id: PackageId) => notFound("package of this License Management Org with id", id);

/** The license record of this id. Fault NOT_FOUND when the org has none. */
export function licenseOf({ licenses }: OrgRows, id: Id<"License">): License {
  const found = rowOf(licenses, id);
  if (!found) throw notFound("license with id", id);
  return found;
}

/** The subscriber's side of a license; nothing where the org has the package without one. */
export const packageLicenseOf = ({ packageLicenses }: OrgRows, id: PackageId) =>
  Object.values(packageLicenses).find((one) => one.package === id);

/** The same, where there must be one. Fault NOT_FOUND. */
export function packageLicenseIn(rows: OrgRows, id: PackageId) {
  const license = packageLicenseOf(rows, id);
  if (!license) throw new Fault("NOT_FOUND", `there is no license of package "${id}" here`);
  return license;
}

export const seatsOf = ({ userPackageLicenses }: OrgRows, license: Id<"PackageLicense">) =>
  Object.values(userPackageLicenses).filter((seat) => seat.license === license);

interface Step {
  readonly publisher: OrgId;
  readonly subscriber: OrgId;
  readonly package: PackageId;
}

/** What keeps the publisher's record in step with something the subscriber did; nothing where there is no record. */
export async function recordChanged(
  standing: Standing,
  { publisher, subscriber, package: id }: Step,
  about: (record: License) => { readonly row: License; readonly event: Happening },
): Promise<readonly Happening[]> {
  const rows = await orgIfAny(standing, publisher);
  const record = rows && recordOf.gives({ licenses: rows.licenses, subscriber, package: id });
  if (!record) return [];
  const { row, event } = about(licenseOf(rows, record));
  const changes: readonly Change[] = [{ table: "licenses", id: record, row }];
  return [{ ...event, org: publisher, changes } as Happening];
}

/** A record that learned something more. */
export const learning = (record: License, rows: OrgRows, more: Partial<LicenseLearned>): License => {
  const learned = record.learned ?? learnedFrom(rows, record.package);
  return learned ? { ...record, learned: { ...learned, ...more } } : record;
};
