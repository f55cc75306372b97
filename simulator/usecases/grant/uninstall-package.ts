import { Fault } from "#domain/fault.ts";
import { sharedRow } from "#domain/grant/row.ts";
import type { PackageId, SessionId } from "#domain/ids.ts";
import { namespaceOf } from "#domain/license/reach.ts";
import { type Change, type InstalledPackage, type OrgRows, rowOf } from "#domain/org.ts";
import { act, asTheUserMay } from "#usecases/act.ts";
import { recordChanged } from "#usecases/license/records.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { publisherLeft } from "./publisher-left.ts";

export interface PackageUninstalled {
  readonly name: string;
  /** How many running grants became void with it. */
  readonly voided: number;
}

/**
 * An administrator uninstalls a package, with its code, settings, records and licenses, and the publisher's record becomes
 * Uninstalled. With the last package of its publisher that publisher's grants are void, in the same append. Fault NOT_FOUND when no such package is installed.
 * The platform asks for permissions of its own here; Modify All Data stands for them.
 */
export const uninstallPackage =
  (ports: Ports) =>
  (admin: SessionId, { package: id }: { readonly package: PackageId }): Promise<Answer<PackageUninstalled>> => {
    const org = orgOfSession(ports, admin);
    const about = { org, name: "uninstall a package", needs: "Modify All Data" } as const;
    return act<PackageUninstalled>(ports, admin, about, async ({ rows }, standing) => {
      const installed = rowOf(rows.installedPackages, id);
      if (!installed) throw new Fault("NOT_FOUND", `no package with id "${id}" is installed in org "${org}"`);
      const others = Object.values(rows.installedPackages).filter((one) => one.id !== id);
      const publisher = sharedRow.gives(installed);
      const { forgotten, voided } = publisherLeft(standing, rows, installed);
      const record = await recordChanged(standing, { publisher, subscriber: org, package: id }, (license) => ({
        row: { ...license, uninstalledAt: standing.now },
        event: { type: "license.uninstalled", package: id, license: license.id, subscriber: org },
      }));
      const changes = [...removed(rows, installed, others), ...forgotten];
      return {
        decision: asTheUserMay(),
        happenings: [{ type: "package.uninstalled", name: installed.name, changes }, ...voided, ...record],
        value: { name: installed.name, voided: voided.length },
      };
    });
  };

/** The package and what came with it; code, settings and the records of its objects stay while another package shares the namespace. */
function removed(
  rows: OrgRows,
  { id, namespace }: InstalledPackage,
  others: readonly InstalledPackage[],
): readonly Change[] {
  const licenses = Object.values(rows.packageLicenses).filter((license) => license.package === id);
  const seats = Object.values(rows.userPackageLicenses).filter((seat) =>
    licenses.some((license) => license.id === seat.license),
  );
  const shared = others.some((one) => one.namespace === namespace);
  const code = shared ? [] : Object.values(rows.apexClasses).filter((one) => one.namespace === namespace);
  const settings = shared ? [] : Object.values(rows.customSettings).filter((one) => one.namespace === namespace);
  const settingRecords = Object.values(rows.settingRecords).filter((one) =>
    settings.some((setting) => setting.id === one.setting),
  );
  const objects = shared ? [] : Object.values(rows.customObjects).filter((one) => one.namespace === namespace);
  const records = shared ? [] : rows.records.values().filter(({ sobject }) => namespaceOf(sobject) === namespace);
  return [
    { table: "installedPackages", id, row: null },
    ...licenses.map((row): Change => ({ table: "packageLicenses", id: row.id, row: null })),
    ...seats.map((row): Change => ({ table: "userPackageLicenses", id: row.id, row: null })),
    ...code.map((row): Change => ({ table: "apexClasses", id: row.id, row: null })),
    ...settings.map((row): Change => ({ table: "customSettings", id: row.id, row: null })),
    ...settingRecords.map((row): Change => ({ table: "settingRecords", id: row.id, row: null })),
    ...objects.map((row): Change => ({ table: "customObjects", id: row.id, row: null })),
    ...records.map((row): Change => ({ table: "records", id: row.id, row: null })),
  ];
}
