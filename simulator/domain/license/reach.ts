import { definition, rule } from "#domain/decision.ts";
import { type Grant, isRunning } from "#domain/grant/grant.ts";
import { isGood, sharedRow } from "#domain/grant/row.ts";
import type { GrantId } from "#domain/ids.ts";
import type { InstalledPackage, OrgRows, PackageLicense } from "#domain/org.ts";
import type { Managed } from "#domain/power/managed.ts";
import { agentOf, type Reader } from "#domain/power/reader.ts";
import type { Instant } from "#domain/time.ts";

// What the state of a license means for the people of the subscriber org.

/** A package nobody is licensed for at present, and why. */
export interface Lapsed {
  readonly name: string;
  readonly how: "expired" | "suspended";
}

/**
 * The package that a namespace stands for, if the licenses of all that share it have lapsed. One that has no license at
 * all is managed by nobody, and open.
 */
export function lapsedIn(rows: OrgRows, namespace: string | undefined, now: Instant): Lapsed | undefined {
  const shared = namespace === undefined ? undefined : sharersIn(rows).get(namespace);
  if (!shared) return undefined;
  const { name, licenses } = shared;
  if (licenses.some((license) => !license || isGood(license, now))) return undefined;
  return { name, how: licenses[0]?.status === "Suspended" ? "suspended" : "expired" };
}

/** The packages that share a namespace: the name of the first, and the license of each that has one. */
interface Sharers {
  readonly name: string;
  readonly licenses: (PackageLicense | undefined)[];
}

/** By the two tables it is drawn from, since every look at a record asks. */
const sharers = new WeakMap<
  OrgRows["installedPackages"],
  WeakMap<OrgRows["packageLicenses"], ReadonlyMap<string, Sharers>>
>();

function sharersIn({ installedPackages, packageLicenses }: OrgRows): ReadonlyMap<string, Sharers> {
  const byLicenses = sharers.get(installedPackages) ?? new WeakMap();
  sharers.set(installedPackages, byLicenses);
  const known = byLicenses.get(packageLicenses);
  if (known) return known;
  const found = new Map<string, Sharers>();
  for (const { id, name, namespace } of Object.values(installedPackages)) {
    const one = found.get(namespace) ?? { name, licenses: [] };
    one.licenses.push(Object.values(packageLicenses).find((license) => license.package === id));
    found.set(namespace, one);
  }
  byLicenses.set(packageLicenses, found);
  return found;
}

/** The namespace that an API name begins with: `ledg` of `ledg__Invoice__c`. */
export const namespaceOf = (apiName: string): string | undefined => /^([A-Za-z][A-Za-z0-9]*)__.+__/.exec(apiName)?.[1];

export interface ComponentFacts {
  readonly reader: Reader;
  /** What is reached for, in words. */
  readonly what: string;
  /** Present for what belongs to a package nobody is licensed for. */
  readonly lapsed?: Lapsed;
  /** Present for what the package hides from its customer. */
  readonly managed?: Managed;
}

/** An agent is without them as the user is, but for what only the package's own publisher may look into (POWER-04). */
export const withinTheLicense = rule<ComponentFacts>(
  "LICENSE-19",
  ({ reader, what, lapsed, managed }) => {
    const own = managed?.publisher !== undefined && agentOf(reader)?.org.id === managed.publisher;
    return lapsed && !own ? `${what} belongs to ${lapsed.name}, and the license for it is ${lapsed.how}` : undefined;
  },
  "ask the publisher to renew the license: the data is still there",
);

interface UninstallFacts {
  readonly uninstalled: InstalledPackage;
  readonly others: readonly InstalledPackage[];
  readonly grants: readonly Grant[];
  readonly now: Instant;
}

/** The running grants that end with an uninstalled package: those to its publisher, if that has no other package there. */
export const voidedBy = definition<UninstallFacts, readonly GrantId[]>(
  "LICENSE-20",
  ({ uninstalled, others, grants, now }) => {
    const publisher = sharedRow.gives(uninstalled);
    if (others.some((one) => sharedRow.gives(one) === publisher)) return [];
    return grants.filter((grant) => grant.party === publisher && isRunning(grant, now)).map(({ id }) => id);
  },
);

/** Who can grant login access by a license: whom an agent has to ask. */
export type Grantable = "administrators" | "license holders" | "nobody";

/** By the license alone; the grant page may have other reasons to show no row (GRANT-12). */
export const grantableBy = definition<{ readonly license: PackageLicense; readonly now: Instant }, Grantable>(
  "LICENSE-11",
  ({ license, now }) => {
    if (!isGood(license, now)) return "nobody";
    return license.seats === "site" ? "administrators" : "license holders";
  },
);
