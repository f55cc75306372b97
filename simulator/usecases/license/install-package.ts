import { allow } from "#domain/decision.ts";
import { Fault } from "#domain/fault.ts";
import type { Id, PackageId, SessionId } from "#domain/ids.ts";
import { installationLeaves } from "#domain/license/install.ts";
import { learnedFrom, nextNumber } from "#domain/license/record.ts";
import { listedVersions } from "#domain/lmo/packages.ts";
import {
  applyChanges,
  type Change,
  companyOf,
  type InstalledPackage,
  type License,
  type OrgRows,
  type Package,
  type PackageLicense,
  type PackageVersion,
  rowOf,
} from "#domain/org.ts";
import { type Acting, act, type Done, type Happening } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { managedIn, managerOf, orgOfSession } from "#usecases/publisher.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { contentInto } from "./package-content.ts";
import { learning, recordChanged } from "./records.ts";

export interface PackageInstalled {
  readonly package: PackageId;
  readonly name: string;
  readonly version: string;
  /** Whether an earlier version was there. */
  readonly upgraded: boolean;
}

/**
 * An administrator installs a released version by its id, as an installation link names it: the package with its code
 * and settings, a license on both sides, and with the publisher a lead. Where an earlier version is installed the
 * package is upgraded, and license and data stay. Fault NOT_FOUND when no License Management Org manages such a version,
 * CONFLICT when it or a later one is installed. The platform asks for a permission of its own here; Modify All Data stands for it.
 */
export const installPackage =
  (ports: Ports) =>
  async (admin: SessionId, version: Id<"PackageVersion">): Promise<Answer<PackageInstalled>> => {
    const org = orgOfSession(ports, admin);
    const from = await managerOf(ports, (of) => releasedIn(of, version) !== undefined);
    const about = { org, name: "install a package", needs: "Modify All Data" } as const;
    return act<PackageInstalled>(ports, admin, about, async (acting, standing) => {
      const publisher = from && (await standing.org(from));
      const found = publisher && versionIn(publisher, version);
      if (!found)
        throw new Fault("NOT_FOUND", `no released package version "${version}"; ask the publisher for its link`);
      const before = rowOf(acting.rows.installedPackages, found.of.id);
      return before
        ? upgrade(ports, acting, standing, before, found)
        : install(ports, acting, standing, publisher, found);
    });
  };

interface Found {
  readonly of: Package;
  readonly version: PackageVersion;
}

function versionIn(publisher: OrgRows, id: Id<"PackageVersion">): Found | undefined {
  for (const of of managedIn(publisher)) {
    const version = releasedIn(of, id);
    if (version) return { of, version };
  }
  return undefined;
}

/** The version of this id, if the package has released it (LMO-06). */
const releasedIn = (of: Package, id: Id<"PackageVersion">): PackageVersion | undefined =>
  of.versions.find((one) => one.id === id && listedVersions.gives(of).includes(one.number));

function install(
  ports: Ports,
  { org, user, rows }: Acting,
  { now }: Standing,
  publisher: OrgRows,
  { of, version }: Found,
): Done<PackageInstalled> {
  const { id: lmo } = companyOf(publisher);
  const { terms, ...customer } = installationLeaves.gives({
    org,
    installer: user,
    ...(of.defaults && { defaults: of.defaults }),
    contacts: Object.values(publisher.contacts),
    now,
  });
  const installed: InstalledPackage = {
    id: of.id,
    name: of.name,
    namespace: of.namespace,
    version: version.number,
    generation: of.generation,
    publisher: lmo,
    loginAccess: of.loginAccess,
    subscriberDebugLogs: false,
  };
  const theirs: PackageLicense = { id: ports.ids.next("PackageLicense"), package: of.id, ...terms };
  const changes: readonly Change[] = [
    { table: "installedPackages", id: of.id, row: installed },
    { table: "packageLicenses", id: theirs.id, row: theirs },
    ...contentInto(ports, rows, of),
  ];
  const learned = learnedFrom(applyChanges(rows, changes), of.id);
  const row: License = {
    id: ports.ids.next("License"),
    subscriber: org.id,
    package: of.id,
    ...customer,
    terms,
    number: nextNumber(publisher.licenses),
    installedAt: now,
    converted: terms.status === "Active",
    ...(learned && { learned }),
  };
  const record: Happening = {
    type: "license.created",
    org: lmo,
    package: of.id,
    license: row.id,
    subscriber: org.id,
    lead: customer.lead !== undefined,
    changes: [{ table: "licenses", id: row.id, row }],
  };
  return {
    decision: allow(installationLeaves),
    happenings: [{ type: "package.installed", name: of.name, version: version.number, changes }, record],
    value: { package: of.id, name: of.name, version: version.number, upgraded: false },
  };
}

async function upgrade(
  ports: Ports,
  { org, rows }: Acting,
  standing: Standing,
  before: InstalledPackage,
  { of, version }: Found,
): Promise<Done<PackageInstalled>> {
  const numbers = of.versions.map(({ number }) => number);
  if (numbers.indexOf(version.number) <= numbers.indexOf(before.version))
    throw new Fault("CONFLICT", `${of.name} ${before.version} is installed; install a later version`);
  const changes: readonly Change[] = [
    { table: "installedPackages", id: of.id, row: { ...before, version: version.number } },
    ...contentInto(ports, rows, of),
  ];
  const where = { publisher: before.publisher, subscriber: org.id, package: of.id };
  const record = await recordChanged(standing, where, (license) => ({
    row: learning(license, rows, { version: version.number }),
    event: { type: "license.upgraded", package: of.id, license: license.id, version: version.number },
  }));
  return {
    decision: allow(installationLeaves),
    happenings: [{ type: "package.installed", name: of.name, version: version.number, changes }, ...record],
    value: { package: of.id, name: of.name, version: version.number, upgraded: true },
  };
}
