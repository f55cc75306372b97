import { definition } from "#domain/decision.ts";
import { type Id, numberOf, type OrgId, type PackageId, shortId, siblingId } from "#domain/ids.ts";
import type { Contact, License, LicenseLearned, Org, OrgRows, Package, PackageVersion } from "#domain/org.ts";
import { companyOf } from "#domain/org.ts";
import { type Day, dayOf, type Instant } from "#domain/time.ts";
import { type LicenseStatus, type LicenseTerms, lastDayOf } from "./terms.ts";

/** The record of an installation that is there: each has one, and one that is gone leaves its own behind. */
export const recordOf = definition<
  { readonly licenses: OrgRows["licenses"]; readonly subscriber: OrgId; readonly package: PackageId },
  Id<"License"> | undefined
>(
  "LICENSE-02",
  ({ licenses, subscriber, package: id }) =>
    Object.values(licenses).find(
      (one) => one.subscriber === subscriber && one.package === id && one.uninstalledAt === undefined,
    )?.id,
);

/** The newest record of a package in a subscriber org, be it uninstalled. */
export const latestRecord = (licenses: OrgRows["licenses"], subscriber: OrgId, id: PackageId): License | undefined => {
  const own = Object.values(licenses).filter((one) => one.subscriber === subscriber && one.package === id);
  return own.find(({ uninstalledAt }) => uninstalledAt === undefined) ?? own.at(-1);
};

/** Whether a record leads to an org that is or was a subscriber; the records of a sandbox that is gone lead nowhere. */
export const leadsTo = ({ uninstalledAt }: License, org: Org): boolean =>
  uninstalledAt === undefined || org.status !== "deleted";

/** Which number each record has in its name; records without one of their own take the lowest that are free. */
export function numbersOf(licenses: OrgRows["licenses"]): ReadonlyMap<Id<"License">, number> {
  const all = Object.values(licenses);
  // Sorting many is slow, and only records without a number depend on the order.
  const rows = all.every(({ number }) => number !== undefined)
    ? all
    : all.sort((one, other) => numberOf(one.id) - numberOf(other.id));
  const taken = new Set(rows.flatMap(({ number }) => number ?? []));
  let free = 1;
  const next = () => {
    while (taken.has(free)) free += 1;
    taken.add(free);
    return free;
  };
  return new Map(rows.map(({ id, number }) => [id, number ?? next()]));
}

/** The number of the next record: one more than any has. */
export const nextNumber = (licenses: OrgRows["licenses"]): number =>
  [...numbersOf(licenses).values()].reduce((most, one) => Math.max(most, one), 0) + 1;

/** `L-00001`. */
export const licenseName = (number: number): string => `L-${String(number).padStart(5, "0")}`;

/** What a record can learn of a subscriber org with the package installed. */
export function learnedFrom(rows: OrgRows, id: PackageId): LicenseLearned | undefined {
  const installed = rows.installedPackages[id];
  if (!installed) return undefined;
  const { edition, instance, kind, trialEnds } = companyOf(rows);
  const theirs = Object.values(rows.packageLicenses).find((one) => one.package === id);
  const used = Object.values(rows.userPackageLicenses).filter((seat) => seat.license === theirs?.id).length;
  return { edition, instance, kind, ...(trialEnds && { trialEnds }), version: installed.version, used };
}

/** What a record tells of the subscriber org itself; when it ends is said of trial orgs only. */
export const orgStatus = definition<
  Pick<LicenseLearned, "kind" | "edition" | "trialEnds">,
  { readonly status: "Active" | "Free" | "Trial"; readonly expires?: Instant }
>("LICENSE-14", ({ kind, edition, trialEnds }) => {
  if (kind === "trial") return { status: "Trial", ...(trialEnds && { expires: trialEnds }) };
  return { status: edition === "Developer" || edition === "Partner Developer" ? "Free" : "Active" };
});

/** How many seats are assigned; not told where nobody counts them or nothing is installed. */
export const usedLicenses = definition<
  { readonly status: LicenseStatus; readonly seats: number | "site"; readonly used: number },
  number | undefined
>("LICENSE-09", ({ status, seats, used }) => (status === "Uninstalled" || seats === "site" ? undefined : used));

/** All that a license record is drawn from. */
export interface RecordFacts {
  readonly license: License;
  readonly number: number;
  readonly terms: LicenseTerms;
  readonly package: Package;
  readonly contact?: Contact;
  readonly learned?: LicenseLearned;
}

/** A license record as its page shows it; lookups by the name of what they lead to. */
export interface LicenseRecord {
  readonly name: string;
  readonly account?: string;
  readonly contact?: string;
  readonly lead?: string;
  readonly status: LicenseStatus;
  readonly expirationDate: Day | "Does not expire";
  readonly installDate?: Day;
  readonly licensedSeats: number | "Site License";
  readonly usedLicenses?: number;
  readonly instance?: string;
  readonly orgEdition?: string;
  readonly orgStatus?: "Active" | "Free" | "Trial";
  readonly orgExpirationDate?: Day;
  readonly packageVersion?: string;
  readonly packageVersionNumber?: string;
  readonly sandbox?: boolean;
  /** 15 characters. */
  readonly subscriberOrgId: string;
}

export const statusOf = ({ license, terms }: Pick<RecordFacts, "license" | "terms">): LicenseStatus =>
  license.uninstalledAt === undefined ? terms.status : "Uninstalled";

/** The version a record learned of, as the publisher knows it. */
export const versionOf = ({ package: { versions }, learned }: RecordFacts): PackageVersion | undefined =>
  versions.find(({ number }) => number === learned?.version);

/** How the publisher called a version; by package and number where it has no name. */
export const versionName = (
  { name }: Pick<Package, "name">,
  version: Pick<PackageVersion, "name" | "number">,
): string => version.name ?? `${name} ${version.number}`;

/** License Type is legacy, and no member of it. */
export const licenseRecord = definition<RecordFacts, LicenseRecord>("LICENSE-03", (facts) => {
  const { license, number, terms, contact, learned } = facts;
  const version = versionOf(facts);
  const org = learned && orgStatus.gives(learned);
  const used = learned && usedLicenses.gives({ status: statusOf(facts), seats: terms.seats, used: learned.used });
  return {
    name: licenseName(number),
    ...(contact && { account: contact.account.name, contact: contact.name }),
    ...(license.lead && { lead: license.lead.contact }),
    status: statusOf(facts),
    expirationDate: terms.expires ? lastDayOf(terms.expires) : "Does not expire",
    ...(license.installedAt && { installDate: dayOf(license.installedAt) }),
    licensedSeats: terms.seats === "site" ? "Site License" : terms.seats,
    ...(used !== undefined && { usedLicenses: used }),
    ...(learned && { instance: learned.instance, orgEdition: learned.edition, sandbox: learned.kind === "sandbox" }),
    ...(org && { orgStatus: org.status }),
    ...(org?.expires && { orgExpirationDate: lastDayOf(org.expires) }),
    ...(version && { packageVersion: versionName(facts.package, version) }),
    ...(learned && { packageVersionNumber: learned.version }),
    subscriberOrgId: shortId(license.subscriber),
  };
});

/** The id of the lead a license came with; a copy in a sandbox names that of its production org. */
export const leadIdOf = ({ id, lead }: License): Id<"Lead"> | undefined => lead && (lead.id ?? siblingId("Lead", id));
